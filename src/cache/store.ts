/**
 * What a {@link SharedCache} needs of a cache server: the signature of Keyv, and `add`. Values are strings and arrays that JSON can hold.
 */
export interface Store {
  /** The value, or `undefined` or `null` where there is none. Read from where it was written, never from a replica. */
  get(key: string): Promise<unknown>;
  /** Two values, where that is quicker than two calls of `get`. They may be on two servers: it is never one command. */
  getBoth?(one: string, other: string): Promise<readonly [unknown, unknown]>;
  /** Resolves when the value is stored, for so many whole milliseconds; rejects when it is not. */
  set(key: string, value: unknown, ttl: number): Promise<unknown>;
  /** Resolves once there is no value, whether or not there was one before; rejects where that is not known. */
  delete(key: string): Promise<unknown>;
  /**
   * As `set`, but leaves a value that is there. It is for tokens, and must not be carried out twice with the same one, as by a client that
   * sends a command again: a token that was deleted would come back. Without it a cache cannot hold keys: Keyv has none.
   */
  add?(key: string, value: unknown, ttl: number): Promise<unknown>;
  /** @throws Error for a key that the server cannot hold */
  check?(key: string): void;
}

/** The text that a value is stored as: tokens as they are, so that redis-cli can write one; entries as JSON. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  let text: string;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw new TypeError(
      `keyshape: this value cannot be stored, because JSON cannot hold it: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
  // In an array JSON writes `null` for an object whose `toJSON` gives nothing, which would be read as a value that was never there.
  if (text.endsWith(',null]') && Array.isArray(value) && JSON.stringify(value.at(-1)) === undefined)
    throw new TypeError('keyshape: this value cannot be stored, because its `toJSON` gives nothing');
  return text;
}

/** The value of a text. A damaged entry is not an entry, so that the next fill mends it. */
export function fromText(text: string): unknown {
  if (!text.startsWith('[')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface KeyvLike {
  readonly opts?: unknown;
  readonly throwOnErrors?: unknown;
  /** The adapter below, which may have a switch of its own: that of Keyv does not reach it. */
  readonly store?: { readonly throwOnErrors?: unknown };
}

/**
 * Refuses what is not a store, and a Keyv that swallows errors: its `delete` on a dead server resolves, so that nobody would know of the stale entry.
 *
 * @throws TypeError saying what to write instead
 */
export function checkStore(store: Store): void {
  const has = (name: string) => typeof Reflect.get(Object(store), name) === 'function';
  if (!['get', 'set', 'delete'].every(has)) {
    throw new TypeError(
      'keyshape: this is no store. Write `ioredisStore(client)`, `nodeRedisStore(client)` or `memjsStore(client)` for a client, or pass a Keyv: ' +
        'a store has the methods `get`, `set` and `delete`.',
    );
  }
  const { opts, throwOnErrors, store: adapter } = store as KeyvLike;
  const isKeyv = (typeof opts === 'object' && opts !== null) || throwOnErrors !== undefined;
  if (!isKeyv) return;
  if (throwOnErrors === true && adapter?.throwOnErrors === false) {
    throw new TypeError(
      'keyshape: the adapter of this Keyv swallows errors, so that a delete that failed would look like one that worked. ' +
        'Tell it too: `new Keyv({ store: new KeyvRedis(url, { throwOnErrors: true }), throwOnErrors: true })`.',
    );
  }
  if (throwOnErrors === true) return;
  throw new TypeError(
    'keyshape: this Keyv swallows errors, so that a delete that failed would look like one that worked. ' +
      'Make it with `new Keyv({ store, throwOnErrors: true })` (Keyv 5).',
  );
}
