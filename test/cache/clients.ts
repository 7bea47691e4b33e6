import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Cluster, Redis } from 'ioredis';
import type { IoredisClient, MemjsClient, NodeRedisClient } from '../../src/cache/index.js';
import { ioredisStore, memjsStore, nodeRedisStore, type Store } from '../../src/cache/index.js';
import { root } from '../support/tools.js';

/** A store over a client of the real library, and how to let go of it. */
export interface Connection {
  readonly store: Store;
  close(): unknown;
}

/** What of the libraries in `fixtures/caches` is called here. */
interface NodeRedisConnection extends NodeRedisClient {
  on(event: 'error', listener: () => void): NodeRedisConnection;
  connect(): Promise<NodeRedisConnection>;
  destroy(): void;
}
interface Libraries {
  redis: {
    createClient(options: object): NodeRedisConnection;
    createCluster(options: object): NodeRedisConnection;
  };
  memjs: { Client: { create(servers: string, options?: object): MemjsClient & { close(): void } } };
  keyv: {
    Keyv: new (options: object) => Store & { on(event: 'error', listener: () => void): void };
  };
  '@keyv/redis': {
    default: new (url: string, options?: object) => { client: { readonly isOpen: boolean; destroy(): void } };
  };
}

const require = createRequire(join(root, 'fixtures/caches/package.json'));

/** A library of the fixture. */
export function library<Name extends keyof Libraries>(name: Name): Libraries[Name] {
  return require(name) as Libraries[Name];
}

const silent = () => {};

/** How each client is connected to the server at a port, or to the cluster that the port belongs to. */
export const clients = {
  ioredis(port: number): Connection {
    const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: 1 });
    client.on('error', silent);
    return { store: ioredisStore(client satisfies IoredisClient), close: () => client.disconnect() };
  },
  'ioredis Cluster'(port: number): Connection {
    const client = new Cluster([{ port, host: '127.0.0.1' }], { clusterRetryStrategy: () => 100 });
    client.on('error', silent);
    return { store: ioredisStore(client), close: () => client.disconnect() };
  },
  async 'node-redis'(port: number): Promise<Connection> {
    const client = library('redis').createClient({
      url: `redis://127.0.0.1:${port}`,
      disableOfflineQueue: true,
    });
    await client.on('error', silent).connect();
    return { store: nodeRedisStore(client), close: () => client.destroy() };
  },
  async 'node-redis Cluster'(port: number): Promise<Connection> {
    const client = library('redis').createCluster({ rootNodes: [{ url: `redis://127.0.0.1:${port}` }] });
    await client.on('error', silent).connect();
    return { store: nodeRedisStore(client), close: () => client.destroy() };
  },
  memjs(port: number): Connection {
    const logger = { log: silent };
    const client = library('memjs').Client.create(`127.0.0.1:${port}`, { logger, retries: 1, timeout: 5 });
    return { store: memjsStore(client), close: () => client.close() };
  },
  Keyv(port: number): Connection {
    const KeyvRedis = library('@keyv/redis').default;
    const adapter = new KeyvRedis(`redis://127.0.0.1:${port}`, {
      throwOnErrors: true,
      throwOnConnectError: true,
    });
    const store = new (library('keyv').Keyv)({ store: adapter, throwOnErrors: true });
    store.on('error', silent);
    return { store, close: () => adapter.client.isOpen && adapter.client.destroy() };
  },
} as const;

export type ClientName = keyof typeof clients;
