import type { VersionsOf } from 'keyshape';
import { SharedCache } from 'keyshape/cache';
import type { Cache } from './cache/cache.js';
import type { Client, Repo } from './cache/typed-cache.js';
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
export interface ReadThrough<T> {
  /**
   * Reads `id` from the cache, or loads it and leaves it there.
   *
   * @throws DecodeError when the cache holds something that this release cannot read
   */
  read(id: number): Promise<Answer<T>>;
  /** Before a row is changed: only what is safe even when the process is killed in between does anything here. */
  beforeChange(id: number): Promise<void>;
  /** After a row was changed. */
  afterChange(id: number): Promise<void>;
}

/** What of a cache by id is used: of a {@link Repo}, or of the bare keys that caused the incident. */
type ById<T> = Pick<Repo<T>, 'get' | 'set' | 'delete'>;

/** A cache whose keys do not say which structure is stored there. */
export function bareRepo<T>(client: Client, name: string): ById<T> {
  const key = (id: number) => `${name}:${id}`;
  return {
    async get(id) {
      const text = await client.get(key(id));
      return text === null ? undefined : (JSON.parse(text) as T);
    },
    async set(id, value) {
      await client.set(key(id), JSON.stringify(value));
    },
    async delete(id) {
      await client.del(key(id));
    },
  };
}

/** As everyone does it: get and set; a change deletes the key. */
export function plainReadThrough<T>(repo: ById<T>, model: Model<T>): ReadThrough<T> {
  return {
    async read(id) {
      const stored = await repo.get(id);
      if (stored !== undefined) return { outcome: 'hit', value: model.decode(stored, '') };
      const value = await model.load(id);
      await repo.set(id, value);
      return { outcome: 'miss', value };
    },
    async beforeChange() {},
    afterChange: (id) => repo.delete(id),
  };
}

/** With keyshape's `SharedCache`: the key has no version, and the versions are what the read asks for. */
export class SharedReadThrough<T> implements ReadThrough<T> {
  private readonly shared: SharedCache;

  constructor(
    cache: Cache,
    private readonly name: string,
    private readonly model: Model<T>,
    ttl: number,
    /** Filled in by the build: the present version, then older ones whose entries are proven readable. */
    private readonly versions?: VersionsOf<T>,
  ) {
    this.shared = new SharedCache(cache.store, { ttl, timeout: 200 });
  }

  async read(id: number): Promise<Answer<T>> {
    const found = await this.shared.read<T>(this.key(id), this.versions);
    if (found.hit) return { outcome: 'hit', value: this.model.decode(found.value, '') };
    const value = await this.model.load(id);
    await found.fill(value);
    return { outcome: 'miss', value };
  }

  beforeChange(id: number): Promise<void> {
    return this.shared.delete(this.key(id), { hold: 10_000 });
  }

  afterChange(id: number): Promise<void> {
    return this.shared.delete(this.key(id));
  }

  private key(id: number): string {
    return `${this.name}:${id}`;
  }
}
