import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type CacheNode, nodesOf } from '../../cache/index.js';
import { UsageError } from '../command.js';

/** The servers behind a URL. */
export interface Connection {
  readonly nodes: readonly CacheNode[];
  close(): Promise<void>;
}

interface Ioredis {
  on(event: 'error', listener: (error: Error) => void): void;
  connect(): Promise<void>;
  call(command: string, ...args: string[]): Promise<unknown>;
  disconnect(): void;
}

interface IoredisModule {
  Redis: new (url: string, options: object) => Ioredis;
  Cluster: new (nodes: readonly string[], options: object) => Ioredis;
}

interface NodeRedis {
  on(event: 'error', listener: (error: Error) => void): NodeRedis;
  connect(): Promise<unknown>;
  sendCommand(command: readonly string[]): Promise<unknown>;
  destroy(): void;
}

interface NodeRedisModule {
  createClient(options: object): NodeRedis;
  createCluster(options: object): NodeRedis;
}

type Client = { readonly client: object; close(): void };
type Connect = (url: string, isCluster: boolean) => Promise<Client>;

const silent = () => {};

function throughIoredis({ Redis, Cluster }: IoredisModule): Connect {
  return async (url, isCluster) => {
    const options = { lazyConnect: true, maxRetriesPerRequest: 1 };
    const { username, password, protocol } = new URL(url);
    const redisOptions = {
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      ...(protocol === 'rediss:' && { tls: {} }),
    };
    const client = isCluster
      ? new Cluster([url], { lazyConnect: true, redisOptions })
      : new Redis(url, { ...options, retryStrategy: () => null });
    // The error that counts is the one that `connect` rejects with.
    let cause: Error | undefined;
    client.on('error', (error) => {
      cause ??= error;
    });
    await client.connect().catch((error: unknown) => {
      client.disconnect();
      throw cause ?? error;
    });
    return { client, close: () => client.disconnect() };
  };
}

function throughNodeRedis({ createClient, createCluster }: NodeRedisModule): Connect {
  return async (url, isCluster) => {
    const socket = { reconnectStrategy: false };
    const { username, password } = new URL(url);
    const defaults = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
    const client = isCluster
      ? createCluster({ rootNodes: [{ url }], defaults: password ? defaults : {} })
      : createClient({ url, socket });
    client.on('error', silent);
    await client.connect();
    return { client, close: () => client.destroy() };
  };
}

/** The client that the project has installed. */
function findClient(cwd: string): Connect {
  const require = createRequire(join(cwd, 'package.json'));
  const load = (name: string): unknown => {
    try {
      return require(require.resolve(name));
    } catch (error) {
      if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return undefined;
      throw error;
    }
  };
  const ioredis = load('ioredis');
  if (ioredis !== undefined) return throughIoredis(ioredis as IoredisModule);
  const redis = load('redis');
  if (redis !== undefined) return throughNodeRedis(redis as NodeRedisModule);
  throw new UsageError(
    `it needs a client of Redis, and neither \`ioredis\` nor \`redis\` can be resolved from ${cwd}. Install one:\n\n  npm install --save-dev ioredis`,
  );
}

function redisUrl(text: string): string {
  if (!URL.canParse(text))
    throw new UsageError(`${JSON.stringify(text)} is no URL, such as redis://localhost:6379.`);
  const { protocol } = new URL(text);
  if (protocol === 'memcached:')
    throw new UsageError('memcached does not list its keys: its entries go when their time is over.');
  const redis = text.replace(/^valkey(s?):/, 'redis$1:');
  if (!/^rediss?:/.test(redis))
    throw new UsageError(`${protocol}// is no Redis. Write redis://, rediss:// or valkey://.`);
  return redis;
}

/**
 * Connects to the Redis at a URL, and to all masters where it is part of a cluster.
 *
 * @param cwd - the folder of the project whose client is used
 * @throws UsageError where there is no client, no such URL, or no server
 */
export async function connect(text: string, cwd: string): Promise<Connection> {
  const url = redisUrl(text);
  const open = findClient(cwd);
  try {
    const single = await open(url, false);
    const [node] = await nodesOf(single.client);
    const info = String(await node?.send(['INFO', 'cluster']));
    if (!/cluster_enabled:1/.test(info))
      return { nodes: await nodesOf(single.client), close: async () => single.close() };
    single.close();
    const cluster = await open(url, true);
    // A cluster's client knows its masters once it has been asked something.
    return { nodes: await nodesOf(cluster.client), close: async () => cluster.close() };
  } catch (error) {
    // A password may stand in the URL.
    throw new UsageError(
      `${new URL(url).host} cannot be used: ${error instanceof Error ? error.message : error}`,
    );
  }
}
