import { within } from './deadline.js';

/** One Redis server that keys are listed and deleted on. */
export interface CacheNode {
  /** Sends one command, as redis-cli would. */
  send(command: readonly string[]): Promise<unknown>;
}

/** A client of ioredis (`Redis`, `Cluster`) or node-redis (`createClient`, `createCluster`), by what is used of it. */
export type AnyRedisClient = object;

/** How long a server is waited for, in milliseconds: a frozen one would be for ever. */
const patience = 10_000;

interface Ioredis {
  call(command: string, ...args: string[]): Promise<unknown>;
}

/** What ioredis calls `options`, and a cluster of node-redis `_options`. */
interface PrefixOptions {
  readonly options?: { readonly keyPrefix?: string };
  readonly _options?: { readonly keyPrefix?: string };
}

/** @throws TypeError for a client that writes other keys than it is told */
function checkPrefix({ options, _options }: PrefixOptions): void {
  const prefix = options?.keyPrefix || _options?.keyPrefix;
  if (!prefix) return;
  throw new TypeError(
    `keyshape: this client puts ${JSON.stringify(prefix)} before keys, and SCAN takes no notice of that. ` +
      'Take a client without `keyPrefix`.',
  );
}

function ioredisNode(client: Ioredis): CacheNode {
  return { send: ([name = '', ...args]) => within(patience, client.call(name, ...args)) };
}

function nodeRedisNode(client: { sendCommand(command: readonly string[]): Promise<unknown> }): CacheNode {
  return { send: (command) => within(patience, client.sendCommand([...command])) };
}

/**
 * The servers that hold the keys of a client: its own, or every master of its cluster. For {@link report} and {@link purge}.
 *
 * @param client - a connected client of ioredis or node-redis
 * @returns the servers, each of which takes commands
 * @throws TypeError for anything else, and for a client with `keyPrefix`; each command rejects with a `TimeoutError` after ten seconds
 * @example
 * ```ts
 * const nodes = await nodesOf(redis);
 * console.table((await report(nodes)).versions);
 * ```
 */
export async function nodesOf(client: AnyRedisClient): Promise<readonly CacheNode[]> {
  const has = (name: string) => typeof Reflect.get(Object(client), name) === 'function';
  checkPrefix(Object(client));
  if (has('nodes')) {
    const { nodes } = client as { nodes(role: 'master'): readonly Ioredis[] };
    return nodes.call(client, 'master').map(ioredisNode);
  }
  if (has('nodeClient')) {
    type NodeRedis = Parameters<typeof nodeRedisNode>[0];
    const cluster = client as {
      masters: readonly object[];
      nodeClient(node: object): NodeRedis | Promise<NodeRedis>;
    };
    const clients = await Promise.all(cluster.masters.map(async (node) => await cluster.nodeClient(node)));
    return clients.map(nodeRedisNode);
  }
  if (has('call')) return [ioredisNode(client as Ioredis)];
  if (has('sendCommand')) return [nodeRedisNode(client as Parameters<typeof nodeRedisNode>[0])];
  throw new TypeError('keyshape: this is no client of ioredis or node-redis');
}

/** @throws TypeError for what is not a list of servers: a client, or the promise of a list */
export function checkNodes(nodes: readonly CacheNode[]): void {
  if (Array.isArray(nodes) && nodes.every((node) => typeof node?.send === 'function')) return;
  throw new TypeError('keyshape: the servers are given as `await nodesOf(client)`');
}

/** The keys of a server, some at a time; one may come twice. */
export async function* scan(node: CacheNode, pattern: string): AsyncGenerator<readonly string[]> {
  let cursor = '0';
  do {
    const reply = (await node.send(['SCAN', cursor, 'MATCH', pattern, 'COUNT', '500'])) as [
      unknown,
      unknown[],
    ];
    cursor = String(reply[0]);
    if (reply[1].length > 0) yield reply[1].map(String);
  } while (cursor !== '0');
}
