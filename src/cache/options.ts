import type { CacheEvent } from './events.js';
import { checkStore, type Store } from './store.js';

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
  /** Told of every read and fill that failed, or took longer than `timeout`, and of an `onEvent` that threw: the call itself goes on without. */
  onError?(error: unknown, operation: 'read' | 'fill' | 'event'): void;
  /** Told of every hit, miss, …: what counters are made from. */
  onEvent?(event: CacheEvent): void;
}

/** The options with their defaults. */
export interface Settings extends SharedCacheOptions {
  readonly timeout: number;
  readonly deleteTimeout: number;
  readonly prefix: string;
  onError(error: unknown, operation: 'read' | 'fill' | 'event'): void;
}

/** A value in a message. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** As long as a date can be away: servers take no larger number. */
const longest = 8.64e15;

/**
 * A time, whole where a server is told it: servers refuse parts of a millisecond.
 *
 * @throws TypeError unless it is a positive number, and one that a server takes unless told otherwise
 */
export function checkMilliseconds(name: string, value: number, isStored = true): number {
  if (typeof value === 'number' && value > 0 && (!isStored || value <= longest))
    return isStored ? Math.ceil(value) : value;
  throw new TypeError(
    `keyshape: \`${name}\` is a positive number of milliseconds${isStored ? `, at most ${longest}` : ''}, and not ${shown(value)}`,
  );
}

/** @throws TypeError unless it is a function, or left out */
function checkListener(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function')
    throw new TypeError(`keyshape: \`${name}\` is a function, and not ${shown(value)}`);
}

/** Calls a listener, and hands over what it throws, or what its promise rejects with: nobody waits for that, and it would end the process. */
function call(listener: () => unknown, failed: (error: unknown) => void): void {
  try {
    const result = listener();
    if (typeof result === 'object') Promise.resolve(result).catch(failed);
  } catch (error) {
    failed(error);
  }
}

/** The listeners, none of which can fail a read. */
function listenersOf(options: SharedCacheOptions): Pick<Settings, 'onError' | 'onEvent'> {
  const onError: Settings['onError'] = (error, operation) =>
    call(
      () => options.onError?.(error, operation),
      (thrown) => console.error('keyshape: `onError` of a SharedCache threw', thrown),
    );
  const onEvent: Settings['onEvent'] = (event) =>
    call(
      () => options.onEvent?.(event),
      (error) => onError(error, 'event'),
    );
  return options.onEvent === undefined ? { onError } : { onError, onEvent };
}

/** @throws TypeError for a store or an option that cannot be */
export function settingsOf(store: Store, options: SharedCacheOptions): Settings {
  checkStore(store);
  if (typeof options !== 'object' || options === null)
    throw new TypeError('keyshape: a SharedCache is told how long its entries live: `{ ttl: 3_600_000 }`');
  checkListener('onError', options.onError);
  checkListener('onEvent', options.onEvent);
  const { timeout = 1_000, deleteTimeout = 10_000, prefix = 'keyshape:' } = options;
  const ttl = checkMilliseconds('ttl', options.ttl);
  checkMilliseconds('timeout', timeout, false);
  checkMilliseconds('deleteTimeout', deleteTimeout, false);
  // A token must never be where a bare key or an entry is: whoever reads those would take it for a value.
  if (typeof prefix !== 'string' || /^[0-9a-f]*$|^[0-9a-f]{8,64}:/.test(prefix))
    throw new TypeError(
      `keyshape: \`prefix\` is a text before the keys of tokens that no other key begins with, and not ${shown(prefix)}`,
    );
  return { ttl, timeout, deleteTimeout, prefix, ...listenersOf(options) };
}
