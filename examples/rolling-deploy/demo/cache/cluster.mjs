// A Redis Cluster of six processes on the loopback interface: three masters, each with a replica.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Cluster } from 'ioredis';
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
        'cluster-node-timeout': 5000,
      };
      return group.start(file, { REDIS_OPTIONS: JSON.stringify(options) });
    }),
  );
  const addresses = nodes.map(({ ready }) => `127.0.0.1:${ready.port}`);
  await cli('--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes');
  for (const { ready } of nodes) {
    while (!(await cli('-p', `${ready.port}`, 'cluster', 'info')).stdout.includes('cluster_state:ok'))
      await sleep(100);
  }
  const [{ ready }] = nodes;
  const redis = new Cluster([{ host: '127.0.0.1', port: ready.port }], { clusterRetryStrategy: () => 100 });
  redis.on('error', () => {});
  return {
    kind: 'redis',
    description: 'a Redis Cluster of its own, three masters and three replicas',
    measure: 'MEMORY USAGE of all entries',
    url: `redis+cluster://127.0.0.1:${ready.port}`,
    async inspect(prefix) {
      const held = await Promise.all(redis.nodes('master').map((node) => entriesOf(node, prefix)));
      return held.flat();
    },
    async remove() {},
    async close() {
      redis.disconnect();
      await group.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
