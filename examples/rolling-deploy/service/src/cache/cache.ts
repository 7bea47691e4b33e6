import type { Store } from 'keyshape/cache';

/** The cache that all instances of the service share. */
export interface Cache {
  get(key: string): Promise<string | undefined>;
  /** @param ttl - milliseconds until the entry is gone */
  set(key: string, value: string, ttl: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** The same for keyshape's `SharedCache`. */
  readonly store: Store;
}

/**
 * Connects to the cache at `url`: `embedded://host:port` is the demo's own server, `redis+cluster:` the nodes of a
 * Redis Cluster, anything else Redis.
 *
 * @param prefix - what every key of this run starts with, so that a Redis in use elsewhere stays untouched
 */
export async function connect(url: string, prefix: string): Promise<Cache> {
  if (url.startsWith('embedded:')) {
    const { connectEmbedded } = await import('./embedded.js');
    return connectEmbedded(new URL(url), prefix);
  }
  const { connectRedis } = await import('./redis.js');
  return connectRedis(url, prefix);
}
