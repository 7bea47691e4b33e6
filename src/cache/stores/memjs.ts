import { fromText, type Store, toText } from '../store.js';
import { mendConnections } from './memjs-connection.js';

/** What is used of memjs. */
export interface MemjsClient {
  get(key: string): Promise<{ readonly value: Uint8Array | null }>;
  set(key: string, value: string, options: { expires?: number }): Promise<unknown>;
  add(key: string, value: string, options: { expires?: number }): Promise<unknown>;
  delete(key: string): Promise<unknown>;
  readonly options?: object;
  /** The number of the last request. */
  seq?: number;
}

const longestKey = 250;
const thirtyDays = 30 * 24 * 60 * 60;
/** The field of 32 bits in which the time is sent. */
const latest = 2 ** 32 - 1;

/** memcached reads up to 30 days as a span of seconds, and more as a date, which would be one in 1970. */
function expiry(ttl: number): number {
  const seconds = Math.ceil(ttl / 1000);
  return seconds > thirtyDays ? Math.min(Math.ceil(Date.now() / 1000) + seconds, latest) : seconds;
}

/**
 * The same client, but it sends each command once. A command that is sent again may have been carried out before, and a token that was
 * deleted meanwhile would come back.
 */
function onceOnly(client: MemjsClient): MemjsClient {
  return Object.create(client, {
    options: { value: { ...client.options, retries: 1 } },
    seq: {
      get: () => client.seq,
      set: (seq: number) => {
        client.seq = seq;
      },
    },
  }) as MemjsClient;
}

/**
 * A store over memjs, for memcached. Times are rounded up to whole seconds.
 *
 * @param client - without `failover`: a server that comes back would bring back what was deleted meanwhile
 * @returns what a {@link SharedCache} takes
 * @throws TypeError for a client with `failover`; the cache rejects keys that memcached cannot hold (250 bytes with the version, no
 *   white space)
 * @example
 * ```ts
 * const cache = new SharedCache(memjsStore(memjs.Client.create('localhost:11211')), { ttl: 3_600_000 });
 * ```
 */
export function memjsStore(client: MemjsClient): Store {
  if ((client.options as { failover?: boolean } | undefined)?.failover) {
    throw new TypeError(
      'keyshape: this memjs client has `failover`: a server that comes back would bring back entries that were deleted meanwhile. ' +
        'Leave it out; while a server is away, its keys are misses.',
    );
  }
  mendConnections(client);
  const adding = onceOnly(client);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    check(key) {
      const bytes = encoder.encode(key).length;
      if (bytes > longestKey) {
        throw new RangeError(
          `keyshape: memcached keys have at most ${longestKey} bytes, and this one, with what keyshape puts in front, has ${bytes}: ${key}. ` +
            'Shorten it, or hash its long part.',
        );
      }
      // Control characters and the space end a key in memcached's text protocol.
      if ([...key].some((character) => character <= ' ' || character === '\u007f'))
        throw new RangeError(`keyshape: memcached keys have no white space: ${JSON.stringify(key)}`);
    },
    async get(key) {
      const { value } = await client.get(key);
      return value === null ? undefined : fromText(decoder.decode(value));
    },
    set: (key, value, ttl) => client.set(key, toText(value), { expires: expiry(ttl) }),
    add: (key, value, ttl) => adding.add(key, toText(value), { expires: expiry(ttl) }),
    delete: (key) => client.delete(key),
  };
}
