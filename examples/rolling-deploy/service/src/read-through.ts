import { SharedCache } from 'keyshape/cache';
import type { Cache } from './cache/cache.js';
import type { Decoder } from './decode.js';

/** All that a cached read of a `T` needs. */
export interface Model<T> {
  readonly decode: Decoder<T>;
  readonly load: (id: number) => Promise<T>;
}

/** What a read gave, and where it came from. */
export interface Answer<T> {
  readonly outcome: 'hit' | 'miss';
  readonly value: T;
}

/** How a service uses its cache. */
export interface ReadThrough {
  /**
   * Reads `id` from the cache, or loads it and leaves it there.
   *
   * @throws DecodeError when the cache holds something that this release cannot read
   */
  read<T>(model: Model<T>, id: number): Promise<Answer<T>>;
  /** Before a row is changed: only what is safe even when the process is killed in between does anything here. */
  beforeChange(id: number): Promise<void>;
  /** After a row was changed. */
  afterChange(id: number): Promise<void>;
}

/** As everyone does it: get and set; a change deletes the key. */
export function plainReadThrough(cache: Cache, key: (id: number) => string, ttl: number): ReadThrough {
  return {
    async read(model, id) {
      const stored = await cache.get(key(id));
      if (stored !== undefined) return { outcome: 'hit', value: model.decode(JSON.parse(stored), '') };
      const value = await model.load(id);
      await cache.set(key(id), JSON.stringify(value), ttl);
      return { outcome: 'miss', value };
    },
    async beforeChange() {},
    afterChange: (id) => cache.delete(key(id)),
  };
}

/** With keyshape's `SharedCache`: the key has no version, and the version is what the read asks for. */
export function sharedReadThrough(
  cache: Cache,
  key: (id: number) => string,
  version: string,
  ttl: number,
): ReadThrough {
  const shared = new SharedCache(cache.store, { ttl, timeout: 200 });
  return {
    async read<T>(model: Model<T>, id: number) {
      const found = await shared.read<T>(key(id), version);
      if (found.hit) return { outcome: 'hit', value: model.decode(found.value, '') };
      const value = await model.load(id);
      await found.fill(value);
      return { outcome: 'miss', value };
    },
    beforeChange: (id) => shared.delete(key(id), { hold: 10_000 }),
    afterChange: (id) => shared.delete(key(id)),
  };
}
