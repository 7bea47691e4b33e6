import { parseArgs } from 'node:util';

export const help = `The incident that keyshape prevents, replayed: a rolling deployment over one shared cache.

  npm run demo -- [options]

Builds two releases of a small service with tspc and keyshape, then replaces three running instances of the old
one by the new one, under traffic of reads and changes: with bare cache keys, with keyshape's, and with keyshape's
SharedCache. Then the first instance of a release with a harmless change starts, with and without the entries of the old
release. Takes about 30 seconds.

  --cache=embedded   a small cache server that is part of the demo
  --cache=redis      the Redis at REDIS_URL, or a redis-server from the PATH, started on a free port and stopped
                     (default: redis where there is one, else embedded; in a Redis at REDIS_URL only keys that
                     start with "keyshape-demo:" are used, and they are removed at the end)
  --cluster          a Redis Cluster of six processes of its own, on the loopback interface
  --faults           on a Redis of its own: an instance is killed between its commit and its delete, and the server is
                     frozen for three seconds; with --cluster a master is killed instead
  --json             the results as JSON on standard output, progress on standard error
  --help             this text

Exit code: 0 when bare keys had failed reads, versioned keys stale ones only, SharedCache neither, and the new release
hits from its start after the harmless change; 1 when not; 2 for a wrong option.
`;

/**
 * @typedef {{ cache: 'embedded' | 'redis' | undefined, cluster: boolean, faults: boolean, json: boolean, help: boolean }} Options
 */

/** A mistake on the command line. */
export class OptionError extends Error {}

/**
 * @param {string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { cache, cluster, faults, json, help } = parse(args);
  if (cache !== undefined && cache !== 'embedded' && cache !== 'redis') {
    throw new OptionError(`--cache is "embedded" or "redis", not "${cache}"`);
  }
  if (cache === 'embedded' && (cluster || faults))
    throw new OptionError('--cluster and --faults need a redis-server');
  return { cache, cluster, faults, json, help };
}

/** @param {string[]} args */
function parse(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        cache: { type: 'string' },
        cluster: { type: 'boolean', default: false },
        faults: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
}
