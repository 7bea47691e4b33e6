import { Cluster, Redis } from 'ioredis';
import { ioredisStore } from 'keyshape/cache';
import type { Cache } from './cache.js';

export async function connectRedis(url: string, keyPrefix: string): Promise<Cache> {
  const redis = await open(url, keyPrefix);
  return {
    async get(key) {
      return (await redis.get(key)) ?? undefined;
    },
    async set(key, value, ttl) {
      await redis.set(key, value, 'PX', ttl);
    },
    async delete(key) {
      await redis.del(key);
    },
    store: ioredisStore(redis),
  };
}

async function open(url: string, keyPrefix: string): Promise<Redis | Cluster> {
  if (url.startsWith('redis+cluster:')) {
    // All of the nodes, because the first may be gone.
    const nodes = url
      .slice('redis+cluster://'.length)
      .split(',')
      .map((address) => {
        const [host, port] = address.split(':');
        return { host, port: Number(port) };
      });
    const redis = new Cluster(nodes, { keyPrefix, clusterRetryStrategy: () => 100 });
    redis.on('error', () => {});
    return redis;
  }
  // A cache that is gone is an error at once, not a request that hangs.
  const redis = new Redis(url, { keyPrefix, lazyConnect: true, retryStrategy: () => null });
  await redis.connect();
  return redis;
}
