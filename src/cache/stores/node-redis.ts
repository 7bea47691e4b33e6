import { fromText, type Store, toText } from '../store.js';

/** What is used of node-redis: what `createClient`, `createClientPool`, `createSentinel` or `createCluster` gives. */
export interface NodeRedisClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { PX: number; NX?: true }): Promise<unknown>;
  del(key: string): Promise<unknown>;
}

/** The options by which a client reads from elsewhere than a master. */
interface ReadingOptions {
  readonly _options?: { readonly useReplicas?: boolean };
  readonly clientSideCache?: object;
}

/**
 * A store over node-redis (the package `redis`), a single client or a cluster.
 *
 * @param client - connected; give it an `error` listener, as node-redis wants. A sentinel must not have a `replicaPoolSize`, of which it tells
 *   nobody: it would read from replicas
 * @returns what a {@link SharedCache} takes
 * @throws TypeError for a cluster that reads from replicas (`useReplicas`), and for a client that answers out of its own memory (`clientSideCache`)
 * @example
 * ```ts
 * const client = await createClient({ url }).on('error', log).connect();
 * const cache = new SharedCache(nodeRedisStore(client), { ttl: 3_600_000, timeout: 200 });
 * ```
 */
export function nodeRedisStore(client: NodeRedisClient): Store {
  const { _options, clientSideCache } = client as ReadingOptions;
  if (typeof clientSideCache === 'object') {
    throw new TypeError(
      'keyshape: this node-redis client has a `clientSideCache`, which goes on answering with tokens that are deleted already, for as long as ' +
        'the news of the delete does not reach it. Leave out `clientSideCache`.',
    );
  }
  if (_options?.useReplicas) {
    throw new TypeError(
      'keyshape: this node-redis cluster reads from replicas, which answer with tokens that are deleted already. ' +
        'Leave out `useReplicas`.',
    );
  }
  return {
    async get(key) {
      const reply = await client.get(key);
      return reply === null || reply === undefined ? undefined : fromText(String(reply));
    },
    set: (key, value, ttl) => client.set(key, toText(value), { PX: Math.ceil(ttl) }),
    add: (key, value, ttl) => client.set(key, toText(value), { PX: Math.ceil(ttl), NX: true }),
    delete: (key) => client.del(key),
  };
}
