// Keeps a redis-server on a free port of the loopback interface, without persistence, as long as the demo lives.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';

const attempts = 3;

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * Fails when the server ends before it is ready: somebody else may have taken the port in between.
 *
 * @param {number} port
 * @returns {Promise<import('node:child_process').ChildProcess>}
 */
function startRedis(port) {
  // What a node of a cluster needs besides (cluster.mjs).
  const more = JSON.parse(process.env.REDIS_OPTIONS ?? '{}');
  const options = {
    port,
    bind: '127.0.0.1',
    save: '',
    appendonly: 'no',
    dir: tmpdir(),
    loglevel: 'notice',
    ...more,
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  // Detached: Ctrl-C in a terminal must not stop it before the demo has.
  const redis = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  return new Promise((resolve, reject) => {
    let log = '';
    redis.on('error', reject);
    redis.on('exit', () => reject(new Error(`redis-server did not start\n${log}`)));
    createInterface({ input: redis.stdout }).on('line', (line) => {
      log += `${line}\n`;
      if (/ready to accept connections/i.test(line)) resolve(redis);
    });
  });
}

async function startOnFreePort() {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return { redis: await startRedis(port), port };
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

process.on('SIGINT', () => {});
const { redis, port } = await startOnFreePort();
// One that was killed on purpose is not missed.
redis.on('exit', () => process.env.REDIS_OPTIONS || process.exit());
for (const event of ['disconnect', 'SIGTERM'])
  process.on(event, () => redis.kill('SIGKILL') && process.exit());
process.on('message', (/** @type {{ id: number, body: NodeJS.Signals }} */ { id, body }) => {
  process.send?.({ id, body: redis.kill(body) });
});
if (process.connected) process.send?.({ ready: { port } });
else redis.kill();
