import { edits, mistake, sources, typings } from '../support/freshness-project.js';
import { config, type Plant, summary, type Tree } from './tree.js';

const calls = Object.values(sources)
  .join('')
  .match(/\b(?:keyFor|versionOf|v)</g)!.length;

/** What leaves every version as it is. */
const refactorings = {
  'a type got another name': {
    'src/hop5.ts': 'export interface Renamed { a: string }',
    'src/hop4.ts': "import type { Renamed } from './hop5.js';\nexport interface Hop4 { five: Renamed }",
  },
  'a type is put together in another way': {
    'src/hop4.ts':
      "import type { Hop5 } from './hop5.js';\ntype Rest = { six: 1 };\nexport type Hop4 = Omit<Rest & { five: Hop5 }, 'six'>;",
  },
  'comments came in': { 'src/hop5.ts': '// Here.\nexport interface Hop5 { /* and here */ a: string }' },
};

/**
 * Every way for a type to reach a call, each edited where nothing is built again.
 *
 * @param plant - makes a tree
 */
export function everyEdit(plant: Plant): void {
  let tree: Tree;
  const found = async () => summary(await tree.verify());

  beforeAll(async () => {
    tree = plant({
      ...sources,
      'tsconfig.json': config({
        module: 'esnext',
        moduleResolution: 'bundler',
        resolveJsonModule: true,
      }),
    });
    await tree.build();
    expect(await found()).toEqual([]);
  });
  afterAll(() => tree.dispose());

  test.each(Object.entries({ ...edits, 'typings below node_modules': typings }))(
    '%s: found, and gone when it is undone',
    async (_, files) => {
      tree.write(files);
      const stale = await found();
      expect(stale.length).toBeGreaterThan(0);
      expect(stale.length).toBeLessThan(calls);
      for (const line of stale) expect(line).toMatch(/^src\/(?:calls|barrelled)\.ts:\d+:\d+ stale /);
      for (const path of Object.keys(files)) {
        const original = sources[path];
        if (original === undefined) tree.remove(path);
        else tree.write({ [path]: original });
      }
      expect(await found()).toEqual([]);
    },
  );

  test.each(Object.entries(refactorings))('%s: no reason to build again', async (_, files) => {
    tree.write(files);
    expect(await found()).toEqual([]);
    for (const path of Object.keys(files)) tree.write({ [path]: sources[path]! });
  });

  test('a type that cannot be read', async () => {
    tree.write(mistake);
    expect(await found()).toEqual(['src/calls.ts:8:30 error KS1001']);
    tree.write({ 'src/hop4.ts': sources['src/hop4.ts']! });
  });

  test('all of them, and a build', async () => {
    for (const files of Object.values(edits)) tree.write(files);
    expect((await found()).length).toBeGreaterThan(6);
    await tree.build();
    expect(await found()).toEqual([]);
  });
}
