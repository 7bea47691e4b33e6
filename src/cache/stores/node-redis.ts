import { fromText, type Store, toText } from '../store.js';

/** What is used of node-redis: what `createClient`, `createClientPool`, `createSentinel` or `createCluster` gives. */
export interface NodeRedisClient {
  get(key: string): Promise<unknown>;
  set(key: string, value: string, options: { PX: number; NX?: true }): Promise<unknown>;
  del(key: string): Promise<unknown>;
}

interface ReplicaOptions {
  readonly _options?: { readonly useReplicas?: boolean };
}

/**
 * A store over node-redis (the package `redis`), a single client or a cluster.
 *
 * @param client - connected; give it an `error` listener, as node-redis wants
 * @throws TypeError for a cluster that reads from replicas (`useReplicas`)
 * @example
 * ```ts
 * const client = await createClient({ url }).on('error', log).connect();
 * const cache = new SharedCache(nodeRedisStore(client), { ttl: 3_600_000, timeout: 200 });
 * ```
 */
export function nodeRedisStore(client: NodeRedisClient): Store {
  if ((client as ReplicaOptions)._options?.useReplicas) {
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
