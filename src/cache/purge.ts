import { type CacheNode, checkNodes, scan } from './nodes.js';
import { shown } from './options.js';
import { isHexVersion, versionOfKey } from './versions.js';

/** How {@link purge} goes about it. */
export interface PurgeOptions {
  /** How many keys are deleted in a second, at most. Default: 1,000. */
  readonly rate?: number;
  /** Counts, and deletes nothing. */
  readonly dryRun?: boolean;
  /** Told how many keys were deleted (or, with `dryRun`, found) so far. */
  onProgress?(keys: number): void;
}

/**
 * Deletes the entries of a version, at a limited rate. It is always safe: what is still in use costs misses. Keys of anything else
 * are never touched.
 *
 * @param nodes - what `nodesOf(client)` gives
 * @param version - the version, as `report` lists it: 8 to 64 hex digits
 * @returns how many keys were deleted, or would be
 * @throws TypeError for anything that is not a version; whatever the client rejects with
 * @example
 * ```ts
 * await purge(await nodesOf(redis), '3f9a1c0b7e2d4455', { rate: 500 });
 * ```
 */
export async function purge(
  nodes: readonly CacheNode[],
  version: string,
  { rate = 1_000, dryRun = false, onProgress }: PurgeOptions = {},
): Promise<number> {
  if (!isHexVersion(version))
    throw new TypeError(`keyshape: ${shown(version)} is no version: 8 to 64 hex digits`);
  if (!(typeof rate === 'number' && rate > 0))
    throw new TypeError(`keyshape: \`rate\` is a number of keys a second, and not ${shown(rate)}`);
  checkNodes(nodes);
  const begin = Date.now();
  let count = 0;
  for (const node of nodes) {
    for await (const found of scan(node, `${version}:*`)) {
      const keys = found.filter((key) => versionOfKey(key) === version);
      // A tenth of a second's worth at a time, so that the rate is even.
      const size = Math.max(1, Math.floor(rate / 10));
      for (let first = 0; first < keys.length; first += size) {
        const some = keys.slice(first, first + size);
        // One key a command: in a cluster, keys of one server may be in several slots.
        const gone = dryRun
          ? some.map(() => 1)
          : await Promise.all(some.map(async (key) => Number(await node.send(['UNLINK', key]))));
        count += gone.reduce((sum, one) => sum + one, 0);
        onProgress?.(count);
        const early = dryRun ? 0 : begin + (1_000 * count) / rate - Date.now();
        if (early > 0) await new Promise((done) => setTimeout(done, early));
      }
    }
  }
  return count;
}
