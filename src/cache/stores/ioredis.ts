import { fromText, type Store, toText } from '../store.js';

/** What is used of ioredis: a `Redis` or a `Cluster`. */
export interface IoredisClient {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, px: 'PX', milliseconds: number): Promise<unknown>;
  del(key: string): Promise<unknown>;
  /** Several commands in one packet. */
  pipeline?(commands: string[][]): { exec(): Promise<[error: Error | null, reply?: unknown][] | null> };
  readonly isCluster?: boolean;
  readonly options?: object;
}

/** How the same client takes bytes; its own types name the class, which this package does not ask of its users. */
interface TakesBytes {
  set(key: string, value: Uint8Array, px: 'PX', milliseconds: number, nx: 'NX'): Promise<unknown>;
}

/**
 * The text as an argument that is another one each time it is written to a connection. After a lost connection ioredis sends a command
 * again that may have been carried out before (`autoResendUnfulfilledCommands`, and always in a cluster), and a token that was deleted
 * meanwhile would come back.
 */
function asNewEachTime(text: string): Buffer {
  const bytes = Buffer.from(text);
  const { copy } = bytes;
  let isWritten = false;
  bytes.copy = (target, ...place) => {
    // A token is read back after it was added, so that any will do.
    if (isWritten) {
      crypto.getRandomValues(bytes).forEach((byte, index) => {
        bytes[index] = (byte % 36).toString(36).charCodeAt(0);
      });
    }
    isWritten = true;
    return copy.call(bytes, target, ...place);
  };
  return bytes;
}

/**
 * A store over ioredis, `Redis` or `Cluster`.
 *
 * @param client - connected to masters: replicas answer with tokens that are deleted already
 * @returns what a {@link SharedCache} takes
 * @throws TypeError for a cluster that reads from replicas (`scaleReads`)
 * @example
 * ```ts
 * const cache = new SharedCache(ioredisStore(new Redis(url)), { ttl: 3_600_000 });
 * ```
 */
export function ioredisStore(client: IoredisClient): Store {
  const { scaleReads = 'master', role = 'master' } = (client.options ?? {}) as Record<string, unknown>;
  if (scaleReads !== 'master' || role !== 'master') {
    throw new TypeError(
      'keyshape: this ioredis client reads from replicas, which answer with tokens that are deleted already. ' +
        "Leave out `scaleReads` and `role`, or set them to 'master'.",
    );
  }
  const valueIn = (text: unknown) => (typeof text === 'string' ? fromText(text) : undefined);
  return {
    get: async (key) => valueIn(await client.get(key)),
    // ioredis writes each command by itself, and the second packet is what a hit costs more than a plain GET. The keys of a
    // pipeline of a cluster must be of one node, which these need not be.
    ...(client.pipeline !== undefined &&
      client.isCluster !== true && {
        async getBoth(one: string, other: string) {
          const replies = await client
            .pipeline?.([
              ['get', one],
              ['get', other],
            ])
            .exec();
          const [first, second] = (replies ?? []).map(([error, reply]) => {
            if (error) throw error;
            return valueIn(reply);
          });
          return [first, second] as const;
        },
      }),
    set: (key, value, ttl) => client.set(key, toText(value), 'PX', Math.ceil(ttl)),
    add: (key, value, ttl) =>
      (client as object as TakesBytes).set(key, asNewEachTime(toText(value)), 'PX', Math.ceil(ttl), 'NX'),
    delete: (key) => client.del(key),
  };
}
