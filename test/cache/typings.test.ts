import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

/** What the recipes of the documentation take for granted, with its types. */
const before = `
interface User { name: string }
declare const db: { reads: number; find(id: number): Promise<User>; update(id: number, change: Partial<User>): Promise<void> };
declare function check(holds: boolean): void;
declare function counted(): Promise<unknown>;
export {};
`;

/** The code blocks of the page, each a module by itself. */
const recipes = [
  ...readFileSync(join(root, 'docs/caches/README.md'), 'utf8').matchAll(/^```ts\n(.*?)^```/gms),
].map(({ 1: code = '' }) => code + before);

const node16 = [ts.ModuleResolutionKind.Node16, ts.ModuleKind.Node16] as const;
const bundler = [ts.ModuleResolutionKind.Bundler, ts.ModuleKind.ESNext] as const;

describe('typings beside those of the clients', () => {
  let folder = '';
  beforeAll(() => {
    const fixture = join(root, 'fixtures/caches');
    folder = mkdtempSync(join(fixture, '.typings-'));
    mkdirSync(join(folder, 'node_modules/@tanstack'), { recursive: true });
    const link = (name: string, target: string) =>
      symlinkSync(target, join(folder, 'node_modules', name), 'junction');
    link('keyshape', packedPackage());
    link('ioredis', join(root, 'node_modules/ioredis'));
    // The two of TanStack name one another's classes: as in an application, they are of one release.
    link(
      '@tanstack/query-core',
      join(fixture, 'node_modules/@tanstack/query-persist-client-core/node_modules/@tanstack/query-core'),
    );
    writeFileSync(join(folder, 'main.ts'), text);
    for (const [index, recipe] of recipes.entries()) writeFileSync(join(folder, `${index}.mts`), recipe);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function errors(
    files: readonly string[],
    [moduleResolution, module]: readonly [ts.ModuleResolutionKind, ts.ModuleKind],
  ): readonly string[] {
    const program = ts.createProgram(
      files.map((file) => join(folder, file)),
      {
        module,
        moduleResolution,
        target: ts.ScriptTarget.ES2022,
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      },
    );
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  }

  test.each([
    ['node10', [ts.ModuleResolutionKind.Node10, ts.ModuleKind.CommonJS]],
    ['node16', node16],
    ['bundler', bundler],
  ] as const)('keyshape/cache takes the clients as they are typed, resolved as %s', (_, resolution) => {
    expect(errors(['main.ts'], resolution)).toEqual([]);
  });

  test.each([
    ['node16', node16],
    ['bundler', bundler],
  ] as const)('the recipes of docs/caches compile under strict, resolved as %s', (_, resolution) => {
    expect(recipes.length).toBeGreaterThan(5);
    expect(
      errors(
        recipes.map((_code, index) => `${index}.mts`),
        resolution,
      ),
    ).toEqual([]);
  });
});
