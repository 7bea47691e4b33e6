import { Redis } from 'ioredis';
import type { Cache } from './cache.js';

export async function connectRedis(url: string, keyPrefix: string): Promise<Cache> {
  // A cache that is gone is an error at once, not a request that hangs.
  const redis = new Redis(url, { keyPrefix, lazyConnect: true, retryStrategy: () => null });
  await redis.connect();
  return {
    async get(key) {
      return (await redis.get(key)) ?? undefined;
    },
    async set(key, value, ttl) {
      await redis.set(key, value, 'PX', ttl);
    },
  };
}
