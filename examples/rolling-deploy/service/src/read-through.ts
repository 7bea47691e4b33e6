import type { Cache } from './cache/cache.js';
import type { Decoder } from './decode.js';

/** All that a cached read of a `T` needs. */
export interface Model<T> {
  readonly key: (id: number) => string;
  readonly decode: Decoder<T>;
  readonly load: (id: number) => T;
}

/**
 * Reads `id` from the cache, or loads it and leaves it there.
 *
 * @throws DecodeError when the cache holds something that this release cannot read
 */
export async function readThrough<T>(
  cache: Cache,
  model: Model<T>,
  id: number,
  ttl: number,
): Promise<{ outcome: 'hit' | 'miss'; value: T }> {
  const key = model.key(id);
  const stored = await cache.get(key);
  if (stored !== undefined) return { outcome: 'hit', value: model.decode(JSON.parse(stored), '') };
  const value = model.load(id);
  await cache.set(key, JSON.stringify(value), ttl);
  return { outcome: 'miss', value };
}
