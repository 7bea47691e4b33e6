import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { openCluster } from './cluster.mjs';
import { openEmbedded } from './embedded.mjs';
import { openRedis } from './redis.mjs';

/**
 * An entry of the cache and the bytes it takes.
 *
 * @typedef {{ key: string, value: string, bytes: number }} Entry
 */

/**
 * @typedef {object} Faults
 * @property {string} description
 * @property {() => Promise<void>} strike
 */

/**
 * The shared cache, from outside.
 *
 * @typedef {object} SharedCache
 * @property {'embedded' | 'redis'} kind
 * @property {string} description
 * @property {string} measure - what its bytes are
 * @property {string} url - where the instances connect to
 * @property {(prefix: string) => Promise<Entry[]>} inspect - the entries whose keys start with `prefix`
 * @property {Faults} [faults] - what can be done to servers of its own
 * @property {(prefix: string) => Promise<void>} remove
 * @property {() => Promise<void>} close
 */

/**
 * @param {import('../options.mjs').Options} options
 * @returns {Promise<SharedCache>}
 */
export async function openCache({ cache: wanted, cluster, faults }) {
  const url = faults ? undefined : process.env.REDIS_URL;
  const hasServer = isOnPath('redis-server');
  if ((cluster || faults) && !hasServer)
    throw new Error('--cluster and --faults need a redis-server on the PATH');
  if (cluster) return openCluster();
  const kind = wanted ?? (url || hasServer ? 'redis' : 'embedded');
  if (kind === 'embedded') return openEmbedded();
  if (!url && !hasServer) throw new Error('--cache=redis needs REDIS_URL or a redis-server on the PATH');
  return openRedis(url);
}

/** @param {string} command */
function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
