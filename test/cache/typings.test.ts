import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packedPackage } from '../support/package.js';
import { root } from '../support/tools.js';

const text = `import { ioredisStore, memjsStore, nodeRedisStore, nodesOf, SharedCache } from 'keyshape/cache';
import KeyvRedis from '@keyv/redis';
import { Cluster, Redis } from 'ioredis';
import { Keyv } from 'keyv';
import { createClient, createClientPool, createCluster, createSentinel } from 'redis';

export async function use(version: string, memjs: { get(key: string): Promise<{ value: Buffer }>; set(key: string, value: string, options: { expires?: number }): Promise<boolean>; add(key: string, value: string, options: { expires?: number }): Promise<boolean>; delete(key: string): Promise<boolean> }) {
  const connected = await createClient({ url: '' }).on('error', () => {}).connect();
  const cluster = createCluster({ rootNodes: [] });
  for (const store of [
    ioredisStore(new Redis()),
    ioredisStore(new Cluster([])),
    nodeRedisStore(connected),
    nodeRedisStore(createClient({ RESP: 3 })),
    nodeRedisStore(createClientPool()),
    nodeRedisStore(createSentinel({ name: 'x', sentinelRootNodes: [] })),
    nodeRedisStore(cluster),
    memjsStore(memjs),
  ]) new SharedCache(store, { ttl: 1 });
  await Promise.all([nodesOf(connected), nodesOf(cluster), nodesOf(new Redis()), nodesOf(new Cluster([]))]);

  const keyv = new Keyv({ store: new KeyvRedis('', { throwOnErrors: true }), throwOnErrors: true });
  const cache = new SharedCache(keyv, { ttl: 1 });
  const inferred = await cache.fetch('a', async () => ({ name: 'Ada' }), {}, version);
  const written = await cache.fetch<{ name: string }>('a', async () => ({ name: 'Ada' }), { ttl: 1 }, version);
  // @ts-expect-error a value of another type than the written one
  await cache.fetch<{ name: string }>('a', async () => ({ name: 1 }), {}, version);
  // @ts-expect-error no time to live
  new SharedCache(keyv, {});
  return inferred.name + written.name;
}
`;

describe('the typings of keyshape/cache take the clients as they are typed', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(root, 'fixtures/caches', '.typings-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(packedPackage(), join(folder, 'node_modules/keyshape'), 'junction');
    symlinkSync(join(root, 'node_modules/ioredis'), join(folder, 'node_modules/ioredis'), 'junction');
    writeFileSync(join(folder, 'main.ts'), text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['node10', ts.ModuleResolutionKind.Node10, ts.ModuleKind.CommonJS],
    ['node16', ts.ModuleResolutionKind.Node16, ts.ModuleKind.Node16],
    ['bundler', ts.ModuleResolutionKind.Bundler, ts.ModuleKind.ESNext],
  ] as const)('resolved as %s', (_, moduleResolution, module) => {
    const program = ts.createProgram([join(folder, 'main.ts')], {
      module,
      moduleResolution,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    });
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([]);
  });
});
