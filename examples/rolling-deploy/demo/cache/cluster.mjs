// A Redis Cluster of six processes on the loopback interface: three masters, each with a replica.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { Group } from '../child.mjs';
import { entriesOf } from './redis.mjs';

const size = 6;
const cli = (/** @type {string[]} */ ...args) => promisify(execFile)('redis-cli', args);

/** Ports for the nodes' bus: by default it is the node's own and 10,000, which may be none. */
async function freePorts() {
  const servers = Array.from({ length: size }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise((resolve, reject) => {
          server.on('error', reject);
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' ? address?.port : 0);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Whether the node serves, and a replica has what its master has: one that has nothing is never promoted. @param {number} port */
async function isReady(port) {
  const [cluster, replication] = await Promise.all([
    cli('-p', `${port}`, 'cluster', 'info'),
    cli('-p', `${port}`, 'info', 'replication'),
  ]);
  return (
    cluster.stdout.includes('cluster_state:ok') &&
    /role:master|master_link_status:up/.test(replication.stdout)
  );
}

/** A client of one node that never waits for long: the node may be dead. @param {number} port */
function watch(port) {
  const redis = new Redis(port, '127.0.0.1', {
    commandTimeout: 1000,
    enableOfflineQueue: false,
    retryStrategy: () => 200,
  });
  redis.on('error', () => {});
  return redis;
}

/** @returns {Promise<import('./cache.mjs').SharedCache>} */
export async function openCluster() {
  const folder = await mkdtemp(join(tmpdir(), 'keyshape-demo-'));
  const group = new Group();
  const file = fileURLToPath(new URL('redis-server.mjs', import.meta.url));
  const nodes = await Promise.all(
    (await freePorts()).map((bus, index) => {
      const options = {
        dir: folder,
        dbfilename: `${index}.rdb`,
        'cluster-enabled': 'yes',
        'cluster-config-file': `${index}.conf`,
        'cluster-port': bus,
        'cluster-node-timeout': 1000,
      };
      return group.start(file, { REDIS_OPTIONS: JSON.stringify(options) });
    }),
  );
  const addresses = nodes.map(({ ready }) => `127.0.0.1:${ready.port}`);
  await cli('--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes');
  for (const { ready } of nodes) {
    while (!(await isReady(ready.port))) await sleep(100);
  }
  const watched = nodes.map((child) => ({ child, redis: watch(child.ready.port) }));
  /** The masters as the nodes themselves say that answer: a replica that was promoted is one of them. */
  const masters = async () => {
    const roles = await Promise.all(watched.map(({ redis }) => redis.role().catch(() => ['gone'])));
    return watched.filter((_, index) => roles[index]?.[0] === 'master');
  };
  return {
    kind: 'redis',
    description: 'a Redis Cluster of its own, three masters and three replicas',
    measure: 'MEMORY USAGE of all entries',
    url: `redis+cluster://${addresses.join(',')}`,
    async inspect(prefix) {
      // One that is lost while it is asked has no entries.
      const held = await Promise.all(
        (await masters()).map(({ redis }) => entriesOf(redis, prefix).catch(() => [])),
      );
      return held.flat();
    },
    faults: {
      description: 'a master killed',
      async strike() {
        const [victim] = await masters();
        await victim?.child.ask('SIGKILL');
        await sleep(3000);
      },
    },
    async remove() {},
    async close() {
      for (const { redis } of watched) redis.disconnect();
      await group.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
