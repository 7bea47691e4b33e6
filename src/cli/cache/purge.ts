import { type CacheNode, purge } from '../../cache/index.js';
import { type ExitCode, UsageError } from '../command.js';
import type { Io } from '../io.js';
import type { CacheOptions } from './options.js';

/** `keyshape cache purge`: counts, asks, deletes. */
export async function runPurge(
  nodes: readonly CacheNode[],
  options: CacheOptions,
  io: Io,
): Promise<ExitCode> {
  const { versions, rate, dryRun, yes, json } = options;
  const each = async (verb: string, more: { dryRun: boolean }) => {
    const counts: { version: string; keys: number }[] = [];
    for (const version of versions) {
      const onProgress = (keys: number) => io.progress(`${version}: ${keys} keys ${verb}`);
      counts.push({ version, keys: await purge(nodes, version, { rate, ...more, onProgress }) });
    }
    io.progress('');
    return counts;
  };
  const print = (deleted: boolean, counts: readonly { version: string; keys: number }[]) => {
    if (json) io.out(`${JSON.stringify({ deleted, versions: counts }, null, 2)}\n`);
    else
      for (const { version, keys } of counts)
        io.out(`${version}  ${keys} keys ${deleted ? 'deleted' : 'to delete'}\n`);
  };

  if (!dryRun && yes) {
    print(true, await each('deleted', { dryRun: false }));
    return 0;
  }
  const found = await each('found', { dryRun: true });
  if (dryRun) {
    print(false, found);
    return 0;
  }
  const total = found.reduce((sum, { keys }) => sum + keys, 0);
  const answer = await io.ask?.(`Delete ${total} keys of ${versions.join(', ')}, ${rate} a second?`);
  if (answer === undefined)
    throw new UsageError(
      `it would delete ${total} keys, and nobody is there to ask. Say --yes, or look with --dry-run.`,
    );
  if (!answer) {
    print(false, found);
    return 1;
  }
  print(true, await each('deleted', { dryRun: false }));
  return 0;
}
