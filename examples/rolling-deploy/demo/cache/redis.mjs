import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { Group } from '../child.mjs';

/**
 * Opens the Redis at `url`, or starts one.
 *
 * @param {string | undefined} url
 * @returns {Promise<import('./cache.mjs').SharedCache>}
 */
export async function openRedis(url) {
  if (url) return watch(url, await connect(url), 'the Redis at REDIS_URL', async () => {});
  const server = await new Group().start(fileURLToPath(new URL('redis-server.mjs', import.meta.url)));
  const own = `redis://127.0.0.1:${server.ready.port}`;
  const cache = await watch(own, await connect(own), 'a redis-server of its own', () => server.stop());
  const faults = {
    description: 'the server frozen for three seconds',
    async strike() {
      await server.ask('SIGSTOP');
      await sleep(3000);
      await server.ask('SIGCONT');
    },
  };
  return { ...cache, faults };
}

/** @param {string} url */
async function connect(url) {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  /** @type {Error | undefined} */
  let cause;
  redis.on('error', (error) => {
    cause = error;
  });
  try {
    await redis.connect();
    return redis;
  } catch (error) {
    throw new Error(`the Redis at ${redis.options.host}:${redis.options.port} cannot be reached`, {
      cause: cause ?? error,
    });
  }
}

/**
 * @param {string} url
 * @param {Redis} redis
 * @param {string} which
 * @param {() => Promise<void>} stopServer
 * @returns {Promise<import('./cache.mjs').SharedCache>}
 */
async function watch(url, redis, which, stopServer) {
  const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'of unknown version';
  return {
    kind: 'redis',
    description: `${which} (Redis ${version})`,
    measure: 'MEMORY USAGE of all entries',
    url,
    inspect: (prefix) => entriesOf(redis, prefix),
    async remove(prefix) {
      const keys = await keysOf(redis, prefix);
      if (keys.length > 0) await redis.unlink(...keys);
    },
    async close() {
      redis.disconnect();
      await stopServer();
    },
  };
}

/**
 * @param {Redis} redis
 * @param {string} prefix
 * @returns {Promise<import('./cache.mjs').Entry[]>}
 */
export async function entriesOf(redis, prefix) {
  const keys = await keysOf(redis, prefix);
  const pipeline = redis.pipeline();
  for (const key of keys) pipeline.get(key).memory('USAGE', key);
  const answers = (await pipeline.exec()) ?? [];
  return keys.flatMap((key, index) => {
    const [[failed, value], [error, bytes]] = [answers[2 * index] ?? [], answers[2 * index + 1] ?? []];
    if (failed || error) throw failed ?? error;
    // An entry that expired in between has none.
    return typeof bytes === 'number' && typeof value === 'string' ? [{ key, value, bytes }] : [];
  });
}

/**
 * @param {Redis} redis
 * @param {string} prefix
 */
async function keysOf(redis, prefix) {
  /** @type {Set<string>} */
  const keys = new Set();
  for await (const some of redis.scanStream({ match: `${prefix}*`, count: 1000 })) {
    for (const key of some) keys.add(key);
  }
  return [...keys];
}
