import { callsOf, config, entry, type Plant, summary, type Tree } from './tree.js';

// Relative imports must lead to the same places in the output: the folders stay side by side.
export const project = (name: string, references: readonly string[]) =>
  config(
    { composite: true, rootDir: '.', outDir: `../out/${name}` },
    { include: ['*.ts'], references: references.map((path) => ({ path: `../${path}` })) },
  );

export const sources = {
  'one/tsconfig.json': project('one', []),
  'one/address.ts': 'export interface Address { city: string }\n',
  'two/tsconfig.json': project('two', ['one']),
  'two/model.ts':
    "import { versionOf } from 'keyshape';\nimport type { Address } from '../one/address.js';\nexport interface User { address: Address }\nexport const two = versionOf<User>();\nexport const inferred = () => ({ user: {} as User });\n",
  'three/tsconfig.json': project('three', ['one', 'two']),
  'three/main.ts':
    "import { keyFor } from 'keyshape';\nimport type { inferred } from '../two/model.js';\nexport const three = keyFor<ReturnType<typeof inferred>>('k');\n",
  'tsconfig.json': JSON.stringify({ files: [], references: [{ path: './three' }, { path: './two' }] }),
};
export const names = ['one', 'two', 'three'];

/**
 * Projects that refer to each other.
 *
 * @param plant - makes a tree
 */
export function references(plant: Plant): void {
  let tree: Tree;
  afterEach(() => tree.dispose());

  async function built(files: Readonly<Record<string, string>> = {}): Promise<Tree> {
    tree = plant({ ...sources, ...files });
    for (const name of names) await tree.build(`${name}/tsconfig.json`);
    return tree;
  }
  const changeAddress = () => tree.edit('one/address.ts', (text) => text.replace('string', 'number'));

  test.each([
    ['by a solution', 'tsconfig.json'],
    ['from the last project', 'three/tsconfig.json'],
  ])('projects referred to are verified, %s', async (_name, path) => {
    await built();
    expect([summary(await tree.verify(path)), callsOf(await tree.verify(path))]).toEqual([[], 2]);
    changeAddress();
    expect(summary(await tree.verify(path))).toEqual([
      'two/model.ts:4:20 stale versionOf<User>',
      'three/main.ts:3:22 stale keyFor<ReturnType<typeof inferred>>',
    ]);
  });

  test('declarations on disk are not trusted: only the first projects were built again', async () => {
    await built();
    changeAddress();
    await tree.build('two/tsconfig.json');
    expect(summary(await tree.verify())).toEqual(
      expect.arrayContaining(['three/main.ts:3:22 stale keyFor<ReturnType<typeof inferred>>']),
    );
    await tree.build('one/tsconfig.json');
    await tree.build('two/tsconfig.json');
    expect(summary(await tree.verify())).toEqual([
      'three/main.ts:3:22 stale keyFor<ReturnType<typeof inferred>>',
    ]);
    await tree.build('three/tsconfig.json');
    expect(summary(await tree.verify())).toEqual([]);
  });

  test('projects that never were built', async () => {
    tree = plant(sources);
    expect(summary(await tree.verify())).toEqual([
      'two/model.ts:4:20 not-built versionOf<User>',
      'three/main.ts:3:22 not-built keyFor<ReturnType<typeof inferred>>',
    ]);
  });

  test('a reference through a package in node_modules', async () => {
    await built({
      'node_modules/two/package.json': '{ "name": "two", "types": "./model.d.ts" }',
      'node_modules/two/model.d.ts': "export * from '../../out/two/model.js';\n",
      'three/main.ts':
        "import { keyFor } from 'keyshape';\nimport type { inferred } from 'two';\nexport const three = keyFor<ReturnType<typeof inferred>>('k');\n",
    });
    expect(summary(await tree.verify())).toEqual([]);
    changeAddress();
    expect(summary(await tree.verify())).toHaveLength(2);
  });

  test('a project that emits nothing is passed over beside others, and says so', async () => {
    await built({
      'tsconfig.json': JSON.stringify({
        files: [],
        references: [{ path: './three' }, { path: './app' }],
      }),
      'app/tsconfig.json': config({ noEmit: true }, { include: ['*.ts'] }),
      'app/app.ts': 'export {};\n',
    });
    expect((await tree.verify()).projects.map(({ config: path, skipped }) => [path, skipped])).toEqual([
      ['one/tsconfig.json', undefined],
      ['two/tsconfig.json', undefined],
      ['three/tsconfig.json', undefined],
      ['app/tsconfig.json', 'it has `noEmit`'],
      ['tsconfig.json', 'it has no files of its own'],
    ]);
  });

  test('options come through `extends`, and an entry may name a path', async () => {
    const own = { ...entry, transform: './node_modules/keyshape/transform/index.js', length: 24 };
    tree = plant({
      'base.json': JSON.stringify({ compilerOptions: { plugins: [own] } }),
      'node_modules/keyshape/transform/index.js': '',
      'node_modules/keyshape/transform/package.json': '{ "type": "commonjs" }',
      'src/main.ts': "import { versionOf } from 'keyshape';\nexport const v = versionOf<{ a: 1 }>();\n",
      'tsconfig.json': config({ plugins: undefined }, { extends: './base.json' }),
    });
    await tree.build();
    expect(tree.read('out/main.js')).toMatch(/"[0-9a-f]{24}"/);
    expect([summary(await tree.verify()), callsOf(await tree.verify())]).toEqual([[], 1]);
    expect((await tree.verify()).projects[0]!.hasEntry).toBe(true);
  });
}
