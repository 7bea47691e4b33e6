// What a hit of SharedCache costs beside a plain GET of the same value, on a Redis of its own. The two take turns, so that a busy machine
// slows both; the ratio is of the lower quartiles.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { ioredisStore, SharedCache } from '../dist/esm/cache/index.js';

const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address();
probe.close();

const server = spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', ''], {
  stdio: 'ignore',
});
server.once('error', () => {
  console.log('skipped: redis-server is not installed');
  process.exit(0);
});
const redis = new Redis(port, '127.0.0.1', { retryStrategy: () => 50 });
redis.on('error', () => {});
await new Promise((done) => redis.once('ready', done));

const version = '3f9a1c0b7e2d4455';
const user = { id: 1, name: 'Ada Lovelace', email: 'ada@example.org', tags: ['a', 'b', 'c'] };
const { getBoth: _, ...oneByOne } = ioredisStore(redis);
const cacheOf = (store) => new SharedCache(store, { ttl: 3_600_000 });
const cache = cacheOf(ioredisStore(redis));
const inTwoPackets = cacheOf(oneByOne);
const load = async () => user;
await cache.fetch('user:1', load, {}, version);
await redis.set('plain', JSON.stringify(user));

const reads = {
  'plain GET': async () => JSON.parse(await redis.get('plain')),
  'a hit': () => cache.fetch('user:1', load, {}, version),
  'a hit, a command at a time (as in a cluster)': () => inTwoPackets.fetch('user:1', load, {}, version),
};
const times = Object.fromEntries(Object.keys(reads).map((name) => [name, []]));
for (let round = 0; round < 80; round += 1) {
  for (const [name, read] of Object.entries(reads)) {
    const start = performance.now();
    for (let time = 0; time < 200; time += 1) await read();
    // The first rounds warm the compiler of JavaScript up.
    if (round >= 20) times[name].push((performance.now() - start) / 200);
  }
}
const quartile = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 4)];
const plain = quartile(times['plain GET']);
for (const [name, list] of Object.entries(times)) {
  const time = quartile(list);
  console.log(`${name}: ${time.toFixed(3)} ms, ${(time / plain).toFixed(2)} × a plain GET`);
}
redis.disconnect();
server.kill();
