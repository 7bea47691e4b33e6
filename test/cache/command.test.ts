import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster, Redis } from 'ioredis';
import { ioredisStore, nodesOf, purge, report, SharedCache } from '../../src/cache/index.js';
import { commandLine, run } from '../../src/cli/run.js';
import { packedPackage } from '../support/package.js';
import { recordingIo } from '../support/recording-io.js';
import { isOnPath, type Server, startCluster, startServer } from '../support/servers.js';
import { root } from '../support/tools.js';
import { library } from './clients.js';

const v1 = '1111111111111111';
const v2 = '2222222222222222';
const describeWithRedis = isOnPath('redis-server') ? describe : describe.skip;

/** A folder of a project that has one client installed, or none. */
function projectWith(client?: 'ioredis' | 'redis'): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-cache-'));
  writeFileSync(join(folder, 'package.json'), '{}');
  mkdirSync(join(folder, 'node_modules'));
  const home = client === 'ioredis' ? root : join(root, 'fixtures/caches');
  if (client)
    symlinkSync(join(home, 'node_modules', client), join(folder, 'node_modules', client), 'junction');
  return folder;
}

async function keyshape(cwd: string, args: readonly string[], answer?: boolean) {
  const asked: string[] = [];
  const io = recordingIo(cwd, {
    ask: async (question) => {
      asked.push(question);
      return answer;
    },
  });
  const code = await run(commandLine(['cache', ...args]), io);
  return { code, out: io.output, error: io.errors, asked };
}

async function fill(client: Redis | Cluster) {
  const cache = new SharedCache(ioredisStore(client), { ttl: 3_600_000 });
  for (let id = 0; id < 40; id += 1) {
    await cache.fetch(`user:${id}`, async () => 'x'.repeat(100), {}, v1);
    if (id < 10) await cache.fetch(`user:${id}`, async () => ({ id }), {}, v2);
  }
  // What is not keyshape's: too short, other letters, no version at all; and an entry that never ends.
  for (const key of ['1234567:a', 'session:1', 'deadbeefG:x', `x${v1}:user:1`, '1111111111111111'])
    await client.set(key, '1');
  await client.set(`${v2}:endless`, '1');
}

describeWithRedis('a Redis', () => {
  let server: Server;
  let client: Redis;
  const url = () => `redis://127.0.0.1:${server.port}`;
  beforeAll(async () => {
    server = await startServer('redis-server');
    client = new Redis(server.port, '127.0.0.1');
  });
  beforeEach(async () => {
    await client.flushall();
    await fill(client);
  });
  afterAll(async () => {
    client.disconnect();
    await server.kill();
  });

  test.each(['ioredis', 'redis'] as const)('is reported through %s', async (name) => {
    const { code, out, error } = await keyshape(projectWith(name), [
      'report',
      url(),
      '--json',
      '--current',
      v2,
    ]);
    expect(error).toBe('');
    expect(code).toBe(0);
    const found = JSON.parse(out);
    expect(found.versions).toEqual([
      expect.objectContaining({
        version: v1,
        keys: 40,
        endless: 0,
        sampled: 40,
        current: false,
        idle: expect.any(Number),
      }),
      expect.objectContaining({ version: v2, keys: 11, endless: 1, current: true }),
    ]);
    expect(found.versions[0].bytes).toBeGreaterThan(40 * 100);
    expect(found.versions[0].ttl.most).toBeLessThanOrEqual(3_600_000);
    expect(found.versions[0].ttl.least).toBeGreaterThan(3_000_000);
    expect(found.tokens).toMatchObject({ keys: 40, endless: 0 });
    expect(found.others).toBe(5);
  });

  test('is reported as a table', async () => {
    const { out } = await keyshape(projectWith('ioredis'), [
      'report',
      url(),
      '--current',
      v2,
      '--current',
      '3333333333333333',
    ]);
    expect(out).toMatch(/^version +keys +memory +time left +last used$/m);
    expect(out).toMatch(new RegExp(`^${v1} +40 +[\\d.]+ kB +59 min to (59 min|1 h) +\\d+ m?s$`, 'm'));
    expect(out).toMatch(new RegExp(`^${v2} +11 .* some never end .* present build$`, 'm'));
    expect(out).toContain('3333333333333333  of the present build: no entry');
    expect(out).toContain('5 other keys');
  });

  test('is told apart by the present build, read from its sources', async () => {
    const folder = projectWith('ioredis');
    for (const name of ['typescript', 'keyshape']) {
      const target = name === 'keyshape' ? packedPackage() : join(root, 'node_modules', name);
      symlinkSync(target, join(folder, 'node_modules', name), 'junction');
    }
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write('tsconfig.json', '{ "compilerOptions": { "strict": true }, "files": ["main.ts"] }');
    write(
      'main.ts',
      `import { keyFor, versionOf } from 'keyshape';
interface User { name: string }
export const key = keyFor<User>('user:1');
export const list = versionOf<User[]>();
`,
    );
    const none = await keyshape(folder, ['report', url(), '-p', '.']);
    expect(none).toMatchObject({ code: 0, error: '' });
    const [, version = ''] =
      /^([0-9a-f]{16}) {2}of the present build \(User\): no entry$/m.exec(none.out) ?? [];
    expect(none.out).toMatch(/of the present build \(User\[\]\): no entry/);
    await client.set(`${version}:user:1`, '1', 'PX', 60_000);
    const some = await keyshape(folder, ['report', url(), '--json', '--project', 'tsconfig.json']);
    expect(JSON.parse(some.out).versions).toContainEqual(
      expect.objectContaining({ version, keys: 1, current: true, types: ['User'] }),
    );

    write('main.ts', `import { versionOf } from 'keyshape';\nexport const key = versionOf<any>();\n`);
    const wrong = await keyshape(folder, ['report', url(), '-p', '.']);
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.error).toMatch(/main\.ts\(2,\d+\): KS1001: /);
    expect((await keyshape(folder, ['purge', url(), '--version', v1, '-p', '.'])).code).toBe(2);
  });

  test('is asked about in samples, which no report makes look used', async () => {
    const nodes = await nodesOf(client);
    const { versions } = await report(nodes, { sample: 5 });
    expect(versions[0]).toMatchObject({ version: v1, keys: 40, sampled: 5 });
    await client.config('SET', 'maxmemory-policy', 'allkeys-lfu');
    const underLfu = await report(nodes);
    expect(underLfu.versions[0]).not.toHaveProperty('idle');
    await client.config('SET', 'maxmemory-policy', 'noeviction');
  });

  test.each(['ioredis', 'redis'] as const)('is purged of one version alone, through %s', async (name) => {
    const before = (await client.keys('*')).sort();
    const { code, out, asked } = await keyshape(projectWith(name), ['purge', url(), '--version', v1], true);
    expect({ code, out }).toEqual({ code: 0, out: `${v1}  40 keys deleted\n` });
    expect(asked).toEqual([`Delete 40 keys of ${v1}, 1000 a second?`]);
    expect((await client.keys('*')).sort()).toEqual(before.filter((key) => !key.startsWith(`${v1}:`)));
  });

  test('is not purged without consent', async () => {
    const size = await client.dbsize();
    const cwd = projectWith('ioredis');
    expect(await keyshape(cwd, ['purge', url(), '--version', v1], false)).toMatchObject({ code: 1 });
    expect(await keyshape(cwd, ['purge', url(), '--version', v1])).toMatchObject({
      code: 2,
      error: expect.stringContaining('Say --yes'),
    });
    expect(await keyshape(cwd, ['purge', url(), '--version', v1, '--dry-run', '--json'])).toMatchObject({
      code: 0,
      asked: [],
      out: `${JSON.stringify({ deleted: false, versions: [{ version: v1, keys: 40 }] }, null, 2)}\n`,
    });
    expect(await client.dbsize()).toBe(size);
    expect(await keyshape(cwd, ['purge', url(), '--version', v1, '--version', v2, '--yes'])).toMatchObject({
      code: 0,
      asked: [],
    });
    expect(await client.dbsize()).toBe(size - 51);
  });

  test('is purged no faster than told', async () => {
    const begin = Date.now();
    const told: number[] = [];
    await purge(await nodesOf(client), v1, { rate: 100, onProgress: (keys) => told.push(keys) });
    expect(Date.now() - begin).toBeGreaterThanOrEqual(390);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.at(-1)).toBe(40);
  });

  test('is told from a server that is not there, and from one that wants another password', async () => {
    const cwd = projectWith('ioredis');
    for (const name of ['ioredis', 'redis'] as const) {
      const { code, error } = await keyshape(projectWith(name), ['report', 'redis://:secret@127.0.0.1:1']);
      expect(code).toBe(2);
      expect(error).toMatch(/127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/);
      expect(error).not.toContain('secret');
    }
    await client.config('SET', 'requirepass', 'right');
    const open = new URL(url());
    open.password = 'right';
    expect(await keyshape(cwd, ['report', open.href])).toMatchObject({ code: 0, error: '' });
    open.password = 'wrong';
    expect(await keyshape(cwd, ['report', open.href])).toMatchObject({
      code: 2,
      error: expect.stringMatching(/WRONGPASS|NOAUTH/),
    });
    await client.config('SET', 'requirepass', '');
  });
});

describeWithRedis('a Redis Cluster', () => {
  test('is reported and purged on every master', async () => {
    const { servers, stop } = await startCluster();
    const [{ port }] = servers as [Server];
    const client = new Cluster([{ host: '127.0.0.1', port }]);
    try {
      await fill(client);
      for (const name of ['ioredis', 'redis'] as const) {
        const { out, error } = await keyshape(projectWith(name), [
          'report',
          `redis://127.0.0.1:${port}`,
          '--json',
        ]);
        expect(error).toBe('');
        expect(JSON.parse(out)).toMatchObject({
          versions: [
            { version: v1, keys: 40 },
            { version: v2, keys: 11 },
          ],
          tokens: { keys: 40 },
          others: 5,
        });
      }
      const { createCluster } = library('redis');
      const other = createCluster({ rootNodes: [{ url: `redis://127.0.0.1:${port}` }] });
      await other.connect();
      expect(await purge(await nodesOf(other), v2)).toBe(11);
      other.destroy();
      const url = `redis://127.0.0.1:${port}`;
      expect(await keyshape(projectWith('ioredis'), ['purge', url, '--version', v1, '--yes'])).toMatchObject({
        out: `${v1}  40 keys deleted\n`,
      });
      expect((await report(await nodesOf(client))).versions).toEqual([]);
    } finally {
      client.disconnect();
      await stop();
    }
  });
});

describe('without a server', () => {
  test('a project without a client is told what to install', async () => {
    const { code, error } = await keyshape(projectWith(), ['report', 'redis://127.0.0.1:1']);
    expect(code).toBe(2);
    expect(error).toContain('npm install --save-dev ioredis');
  });

  test.each([
    [[], 'keyshape cache report <url>'],
    [['report'], 'keyshape cache report <url>'],
    [['empty', 'redis://x'], 'keyshape cache report <url>'],
    [['report', 'redis://x', 'y'], 'keyshape cache report <url>'],
    [['report', 'localhost'], 'is no URL'],
    [['report', 'http://localhost'], 'is no Redis'],
    [['report', 'memcached://localhost'], 'memcached does not list its keys'],
    [['purge', 'redis://x'], '--version <version>'],
    [['purge', 'redis://x', '--version', '*'], 'is no version'],
    [['purge', 'redis://x', '--version', 'keyshape'], 'is no version'],
    [['purge', 'redis://x', '--version', v1, '--rate', '0'], '--rate takes a whole number'],
    [['report', 'redis://x', '--smaple', '5'], '--smaple'],
  ])('%j is refused', async (args, message) => {
    const { code, error } = await keyshape(projectWith('ioredis'), args);
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining(message) });
  });

  test('a client that puts a prefix before keys is refused, and so is what is no client', async () => {
    const client = new Redis({ lazyConnect: true, keyPrefix: 'app:' });
    await expect(nodesOf(client)).rejects.toThrow(/SCAN takes no notice/);
    await expect(nodesOf({})).rejects.toThrow(/no client/);
    await expect(purge([], '*')).rejects.toThrow(/no version/);
  });
});
