import { type Entry, held, isEntry, isToken, newToken } from './entry.js';
import type { Refusal } from './events.js';
import { type Settings, shown } from './options.js';
import type { Store } from './store.js';
import { type VersionList, versionList } from './versions.js';

/** Where one call looks. */
export interface Place {
  readonly key: string;
  readonly tokenKey: string;
  readonly versions: VersionList;
}

/** The entry, or the token under which a load that begins now may be stored, or why it may not. */
export type Found =
  | { readonly entry: Entry; readonly isOlder: boolean }
  | { readonly entry?: undefined; readonly token: string }
  | { readonly entry?: undefined; readonly token?: undefined; readonly refusal: Refusal };

/** The entries and tokens in a store: the keys that they lie under, and which of them may be served, or stored under. */
export class Entries {
  readonly #store: Store;
  readonly #settings: Settings;

  constructor(store: Store, settings: Settings) {
    this.#store = store;
    this.#settings = settings;
  }

  /** @throws TypeError for a key that cannot be */
  tokenKey(key: string, method: string): string {
    if (typeof key !== 'string' || key === '')
      throw new TypeError(`keyshape: SharedCache.${method}: a key is a text, and not ${shown(key)}`);
    // Half a character has no bytes of its own: two such keys would be one on the server.
    if (/\p{Surrogate}/u.test(key))
      throw new TypeError(
        `keyshape: SharedCache.${method}: a key is well-formed Unicode, and ${shown(key)} is not`,
      );
    const tokenKey = this.#settings.prefix + key;
    this.#store.check?.(tokenKey);
    return tokenKey;
  }

  /** @throws TypeError without a version, or for a key that cannot be */
  place(key: string, version: string | VersionList | undefined, method: string): Place {
    const tokenKey = this.tokenKey(key, method);
    const versions = versionList(version, method, this.#settings.prefix);
    if (this.#store.check !== undefined) for (const one of versions) this.#store.check(`${one}:${key}`);
    return { key, tokenKey, versions };
  }

  /** Looks a place up, as long as nobody gives up waiting. */
  async search(place: Place, ttl: number, attempt: { readonly isOver: boolean }): Promise<Found> {
    const { tokenKey, versions, key } = place;
    const [current, ...older] = versions;
    // Both in one tick, so that one round trip carries them. Their order does not matter.
    const [token, entry] = await this.#getBoth(tokenKey, `${current}:${key}`);
    if (isEntry(entry, token)) return { entry, isOlder: false };
    if (isToken(token)) {
      for (const version of older) {
        if (attempt.isOver) break;
        const old = await this.#store.get(`${version}:${key}`);
        if (isEntry(old, token)) return { entry: old, isOlder: true };
      }
    }
    return attempt.isOver ? { refusal: 'unread' } : await this.#tokenFor(tokenKey, token, ttl);
  }

  #getBoth(one: string, other: string): Promise<readonly [unknown, unknown]> {
    const store = this.#store;
    if (store.getBoth !== undefined) return store.getBoth(one, other);
    return Promise.all([store.get(one), store.get(other)]);
  }

  /** The token under which a load that begins afterwards may be stored; a new one where there is none. */
  async #tokenFor(tokenKey: string, found: unknown, ttl: number): Promise<Found> {
    let token = found;
    if (token === undefined || token === null) {
      const life = 2 * Math.max(ttl, this.#settings.ttl);
      if (this.#store.add !== undefined) await this.#store.add(tokenKey, newToken(), life);
      else await this.#store.set(tokenKey, newToken(), life);
      // Another reader may have been first, a writer may hold the key, the write may come late: what is there counts.
      token = await this.#store.get(tokenKey);
    }
    if (isToken(token)) return { token };
    return { refusal: token === held ? 'held' : 'no token' };
  }

  /** Stores an entry under the current version. */
  write({ versions, key }: Place, entry: Entry, ttl: number): Promise<unknown> {
    return this.#store.set(`${versions[0]}:${key}`, entry, ttl);
  }
}
