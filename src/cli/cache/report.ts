import { type CacheNode, report } from '../../cache/index.js';
import type { ExitCode } from '../command.js';
import type { Io } from '../io.js';
import type { CacheOptions } from './options.js';
import { reportText } from './text.js';

/** `keyshape cache report`. */
export async function runReport(
  nodes: readonly CacheNode[],
  options: CacheOptions,
  io: Io,
): Promise<ExitCode> {
  const { current, prefix, sample, json } = options;
  const found = await report(nodes, { prefix, sample, onProgress: (keys) => io.progress(`${keys} keys`) });
  io.progress('');
  const versions = found.versions.map((held) => ({
    ...held,
    current: current.has(held.version),
    ...(current.has(held.version) && { types: current.get(held.version) }),
  }));
  io.out(
    json ? `${JSON.stringify({ ...found, versions }, null, 2)}\n` : reportText(found, current, io.paint),
  );
  return 0;
}
