import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Installed, installProject } from '../support/package.js';
import { isOnPath, type Server, startServer } from '../support/servers.js';
import { root, toolSet } from '../support/tools.js';

const main = `
import { nodesOf, ioredisStore, purge, report, SharedCache } from 'keyshape/cache';
import { Redis } from 'ioredis';

const [v1, v2] = ['1111111111111111', '2222222222222222'];
const redis = new Redis(Number(process.env.PORT), '127.0.0.1');
const cache = new SharedCache(ioredisStore(redis), { ttl: 60_000 });
const seen = [];
const fetch = async (versions, value) => seen.push(await cache.fetch('k', async () => value, {}, versions));
await fetch(v1, 'loaded');
await fetch(v1, 'not loaded');
await fetch([v2, v1], 'not loaded');
await cache.delete('k');
await fetch(v1, 'loaded again');
await cache.delete('k', { hold: 10_000 });
await fetch(v1, 'held');
await cache.delete('k');
const nodes = await nodesOf(redis);
const { versions } = await report(nodes);
for (const { version } of versions) seen.push(version, await purge(nodes, version));
redis.disconnect();
const frozen = { get: () => new Promise(() => {}), set() {}, delete() {} };
seen.push(await new SharedCache(frozen, { ttl: 1, timeout: 20 }).fetch('k', async () => 'late', {}, v1));
console.log(JSON.stringify(seen));
`;
const expected = [
  ...['loaded', 'loaded', 'loaded', 'loaded again', 'held'],
  ...['1111111111111111', 1, '2222222222222222', 1, 'late'],
];

describe('keyshape/cache at run time', () => {
  let project: Installed;
  let server: Server | undefined;
  beforeAll(async () => {
    project = installProject('ts-patch-3', {
      'package.json': '{ "type": "module" }',
      'main.mjs': main,
      'worker.mjs':
        "import { Worker } from 'node:worker_threads';\nnew Worker(new URL('main.mjs', import.meta.url));\n",
    });
    symlinkSync(join(root, 'node_modules/ioredis'), join(project.folder, 'node_modules/ioredis'), 'junction');
    if (isOnPath('redis-server')) server = await startServer('redis-server');
  });
  afterAll(async () => {
    project.remove();
    await server?.kill();
  });

  // Node is the one that runs the tests: 20 at least, as package.json has it.
  const runtimes = {
    'a worker thread of Node': [process.execPath, 'worker.mjs'],
    Bun: [join(toolSet('bun'), 'node_modules/bun/bin/bun.exe'), 'main.mjs'],
  } as const;
  (isOnPath('redis-server') ? test : test.skip).each(Object.entries(runtimes))('%s', (_, [program, file]) => {
    const env = { ...process.env, PORT: `${server?.port}` };
    const { stdout, stderr } = spawnSync(program, [file], { cwd: project.folder, env, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(expected);
  });

  test('a bundle holds what is imported: a SharedCache has neither stores nor what asks servers', async () => {
    const esbuild = require(join(toolSet('esbuild'), 'node_modules/esbuild')) as {
      build(options: object): Promise<{ outputFiles: { text: string }[] }>;
    };
    const bundle = async (names: string) => {
      const { outputFiles } = await esbuild.build({
        stdin: { contents: `export { ${names} } from 'keyshape/cache';`, resolveDir: project.folder },
        bundle: true,
        minify: true,
        format: 'esm',
        write: false,
      });
      const [{ text } = { text: '' }] = outputFiles;
      expect(text).not.toMatch(/\brequire\(|\bimport\b/);
      return text;
    };
    // What only one part of the package says.
    const ofStores = /"PX"|failover/;
    const ofServers = /"SCAN"|"UNLINK"/;
    const cache = await bundle('SharedCache');
    expect(cache).not.toMatch(ofStores);
    expect(cache).not.toMatch(ofServers);
    expect(cache.length).toBeLessThan(7_500);
    const withStore = await bundle('SharedCache, ioredisStore');
    expect(withStore).toContain('"PX"');
    expect(withStore).not.toContain('failover');
    const purge = await bundle('purge');
    expect(purge).toMatch(ofServers);
    expect(purge).not.toContain('without a version');
    expect(purge.length).toBeLessThan(2_000);
  });
});
