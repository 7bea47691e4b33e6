import type { VersionOf, VersionsOf } from '../index.js';
import { within } from './deadline.js';
import { Entries, type Found, type Place } from './entries.js';
import { type Entry, held } from './entry.js';
import type { CacheEvent, Refusal } from './events.js';
import { checkMilliseconds, type Settings, type SharedCacheOptions, settingsOf, shown } from './options.js';
import type { Store } from './store.js';

/** What {@link SharedCache.read} gives. */
export type ReadResult<T> =
  | { readonly hit: true; readonly value: T }
  | {
      readonly hit: false;
      /** Stores what was loaded *after* the read; `ttl` in milliseconds. A cache that fails does not make it reject: see `onError`. */
      fill(value: T, ttl?: number): Promise<void>;
    };

/** @throws TypeError for a version or a time in the place of options, which would be without effect */
function checkOptions(options: object | undefined, method: string): void {
  if (options === undefined || options === null || typeof options === 'object') return;
  throw new TypeError(
    `keyshape: SharedCache.${method}: the options are an object, and not ${shown(options)}`,
  );
}

/** For how long after its start a load is joined, in milliseconds: one that hangs must not keep everybody waiting. */
const joinable = 10_000;

/**
 * A cache that several versions of a service share: each reads only entries of its own structure, and a delete by any of them
 * reaches the entries of all. Every key has a token without a version, `keyshape:<key>`, and an entry `<version>:<key>` counts only while
 * it carries that token; a delete removes the token.
 *
 * @example
 * ```ts
 * const cache = new SharedCache(ioredisStore(redis), { ttl: 3_600_000, timeout: 200 });
 *
 * const user = await cache.fetch<User>('user:1', () => db.users.find(1));
 *
 * await db.users.update(1, change); // committed
 * await cache.delete('user:1');     // every version, of old and of new instances
 * ```
 */
export class SharedCache {
  readonly #store: Store;
  readonly #settings: Settings;
  readonly #entries: Entries;
  /** The loads under way, by entry and token, so that one begun before a delete is never joined after it. */
  readonly #loads = new Map<string, { readonly value: Promise<unknown>; readonly until: number }>();

  /**
   * @param store - `ioredisStore(client)`, `nodeRedisStore(client)`, `memjsStore(client)`, or a Keyv made with `throwOnErrors: true`
   * @throws TypeError for a Keyv that swallows errors, or an option that cannot be
   */
  constructor(store: Store, options: SharedCacheOptions) {
    this.#settings = settingsOf(store, options);
    this.#store = store;
    this.#entries = new Entries(store, this.#settings);
  }

  /**
   * The cached value, or what `load` gives, which is then stored. Calls of this process that miss at the same time share one load, and its
   * value; a load that has been under way for ten seconds is not joined any more. A cache that fails or does not answer in time is a miss
   * that stores nothing.
   *
   * @typeParam T - the cached type
   * @param key - the logical key, without a version
   * @param load - reads the value from where it comes from; `undefined` is returned and not stored
   * @param options - `ttl` in milliseconds, in place of the cache's own
   * @param versions - left out, the build fills them in: the current version, and the older ones in `keyshape.lock` that are proven readable,
   *   which are tried where the current one has no entry. Or what `versionsOf<T>()` or `versionOf<T>()` gives
   * @throws TypeError without a version, or for an argument that cannot be; what `load` throws
   * @example
   * ```ts
   * const user = await cache.fetch<User>('user:1', () => db.users.find(1));
   * ```
   */
  async fetch<T>(
    key: string,
    load: () => Promise<T>,
    options?: { readonly ttl?: number },
    versions?: VersionsOf<T> | VersionOf<T>,
  ): Promise<T> {
    checkOptions(options, 'fetch');
    const ttl = this.#ttl(options?.ttl);
    if (typeof load !== 'function')
      throw new TypeError(`keyshape: SharedCache.fetch: \`load\` is a function, and not ${shown(load)}`);
    const place = this.#entries.place(key, versions, 'fetch');
    const found = await this.#find(place, ttl);
    if (found.entry !== undefined) return found.entry[2] as T;
    if (found.token === undefined) {
      this.#tell('refused', place, found.refusal);
      return await load();
    }
    const id = `${place.versions[0]}:${key}\n${found.token}`;
    const begun = this.#loads.get(id);
    if (begun !== undefined && performance.now() < begun.until) {
      this.#tell('shared', place);
      return (await begun.value) as T;
    }
    const value = this.#loadAndFill(place, found.token, load, ttl);
    const loading = { value, until: performance.now() + joinable };
    this.#loads.set(id, loading);
    try {
      return await value;
    } finally {
      if (this.#loads.get(id) === loading) this.#loads.delete(id);
    }
  }

  /**
   * The two halves of {@link SharedCache.fetch}, for code that loads in a way of its own: read, and on a miss load and `fill`.
   *
   * @typeParam T - the cached type
   * @param key - the logical key, without a version
   * @param versions - left out, the build fills them in: the current version, and the older ones in `keyshape.lock` that are proven readable,
   *   which are tried where the current one has no entry. Or what `versionsOf<T>()` or `versionOf<T>()` gives
   * @returns a hit with its value, or a miss with `fill`
   * @throws TypeError without a version, or for a key that cannot be
   * @example
   * ```ts
   * const found = await cache.read<User>('user:1');
   * if (found.hit) return found.value;
   * const user = await db.users.find(1); // after the read, never before it
   * await found.fill(user);
   * ```
   */
  async read<T>(key: string, versions?: VersionsOf<T> | VersionOf<T>): Promise<ReadResult<T>> {
    const place = this.#entries.place(key, versions, 'read');
    const found = await this.#find(place, this.#settings.ttl);
    if (found.entry !== undefined) return { hit: true, value: found.entry[2] as T };
    return {
      hit: false,
      fill: async (value, ttl) => {
        const span = this.#ttl(ttl);
        if (found.token === undefined) this.#tell('refused', place, found.refusal);
        else await this.#fill(place, found.token, value, span);
      },
    };
  }

  /**
   * Deletes the entries of every version, past and future. Call it after the change is committed. Whoever must be right even when killed
   * between the commit and the delete calls it before the write as well, with `hold`: until that many milliseconds are over, or until the
   * delete after the commit, nothing is served from the cache and nothing stored.
   *
   * @param key - the logical key, without a version
   * @param options - `hold` in milliseconds; it must outlast the write
   * @throws TypeError for an argument that cannot be; whatever kept the delete from being acknowledged, which may have happened all the
   *   same: call it again
   * @example
   * ```ts
   * await cache.delete('user:1', { hold: 30_000 });
   * await db.users.update(1, change);
   * await cache.delete('user:1');
   * ```
   */
  async delete(key: string, options?: { readonly hold?: number }): Promise<void> {
    const tokenKey = this.#entries.tokenKey(key, 'delete');
    checkOptions(options, 'delete');
    if (options?.hold === undefined) {
      await within(this.#settings.deleteTimeout, this.#store.delete(tokenKey));
      return;
    }
    const hold = checkMilliseconds('hold', options.hold);
    if (this.#store.add === undefined) {
      throw new TypeError(
        'keyshape: this store cannot hold a key, because it has no `add`, and readers would write over the hold. ' +
          'The stores for ioredis, node-redis and memjs can; a Keyv cannot.',
      );
    }
    await within(this.#settings.deleteTimeout, this.#store.set(tokenKey, held, hold));
  }

  #ttl(given: number | undefined): number {
    return given === undefined ? this.#settings.ttl : checkMilliseconds('ttl', given);
  }

  #tell(type: CacheEvent['type'], { key, versions }: Place, reason?: Refusal): void {
    const event = { type, key, version: versions[0] };
    this.#settings.onEvent?.(reason === undefined ? event : { ...event, reason });
  }

  /** Looks a place up, and never rejects: a cache that does not answer is a miss under which nothing is stored. */
  async #find(place: Place, ttl: number): Promise<Found> {
    const attempt = { isOver: false };
    let found: Found;
    try {
      found = await within(this.#settings.timeout, this.#entries.search(place, ttl, attempt));
    } catch (error) {
      attempt.isOver = true;
      this.#settings.onError(error, 'read');
      found = { refusal: 'unread' };
    }
    this.#tell(found.entry === undefined ? 'miss' : found.isOlder ? 'fallback' : 'hit', place);
    // After the search and its time: a copy that fails, or is slow, is still a hit.
    if (found.entry !== undefined && found.isOlder) await this.#copy(place, found.entry);
    return found;
  }

  async #loadAndFill<T>(place: Place, token: string, load: () => Promise<T>, ttl: number): Promise<T> {
    const value = await load();
    await this.#fill(place, token, value, ttl);
    return value;
  }

  async #fill(place: Place, token: string, value: unknown, ttl: number): Promise<void> {
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol')
      this.#tell('refused', place, 'no value');
    else if (await this.#write(place, [token, Date.now() + ttl, value], ttl)) this.#tell('fill', place);
  }

  /** An older entry as one of the current version: under its own token, and for no longer than it would have lived. */
  async #copy(place: Place, old: Entry): Promise<void> {
    const rest = Math.ceil(old[1] - Date.now());
    if (rest > 0) await this.#write(place, old, rest);
  }

  async #write(place: Place, entry: Entry, ttl: number): Promise<boolean> {
    try {
      await within(this.#settings.timeout, this.#entries.write(place, entry, ttl));
      return true;
    } catch (error) {
      this.#settings.onError(error, 'fill');
      return false;
    }
  }
}
