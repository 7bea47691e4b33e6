import type { CacheEvent } from './events.js';
import { refuseSilentKeyv, type Store } from './store.js';

/** The options of a {@link SharedCache}; times are in milliseconds. */
export interface SharedCacheOptions {
  /** How long an entry lives. Everything has an end: nobody deletes the entries of a version that no one uses any more. */
  readonly ttl: number;
  /** How long a read waits for the cache before it is a miss that stores nothing. Default: 1,000; `Infinity` waits as long as the client does. */
  readonly timeout?: number;
  /** How long a delete waits before it rejects. Default: 10,000; `Infinity` waits as long as the client does. */
  readonly deleteTimeout?: number;
  /** What stands before a key in the key of its token. Default: `keyshape:`. All services that share the cache must have the same. */
  readonly prefix?: string;
  /** Told of every read and fill that failed, or took longer than `timeout`: the call itself goes on without the cache. */
  onError?(error: unknown, operation: 'read' | 'fill'): void;
  /** Told of every hit, miss, …: what counters are made from. */
  onEvent?(event: CacheEvent): void;
}

/** The options with their defaults. */
export interface Settings extends SharedCacheOptions {
  readonly timeout: number;
  readonly deleteTimeout: number;
  readonly prefix: string;
}

/** @throws TypeError unless it is a positive number, and finite unless told otherwise */
export function checkMilliseconds(name: string, value: number, finite = true): number {
  if (typeof value === 'number' && value > 0 && (!finite || Number.isFinite(value))) return value;
  throw new TypeError(`keyshape: \`${name}\` is a positive number of milliseconds, and not ${String(value)}`);
}

/** @throws TypeError for a store or an option that cannot be */
export function settingsOf(store: Store, options: SharedCacheOptions): Settings {
  refuseSilentKeyv(store);
  const { ttl, timeout = 1_000, deleteTimeout = 10_000, prefix = 'keyshape:' } = options;
  checkMilliseconds('ttl', ttl);
  checkMilliseconds('timeout', timeout, false);
  checkMilliseconds('deleteTimeout', deleteTimeout, false);
  // A token must never be where a bare key or an entry is: whoever reads those would take it for a value.
  if (typeof prefix !== 'string' || prefix === '' || /^[0-9a-f]{8,64}:/.test(prefix))
    throw new TypeError(
      `keyshape: \`prefix\` is a text before the keys of tokens that no other key begins with, and not ${JSON.stringify(prefix)}`,
    );
  return { ...options, ttl, timeout, deleteTimeout, prefix };
}
