import { compilers, loadCompiler } from '../support/tools.js';
import { builtTrees, modes, sources } from './built-trees.js';
import { callsOf, classic, config, plant, summary } from './tree.js';

builtTrees(plant, { ...modes, es5: { target: 'es5', downlevelIteration: true } });

test.each(compilers)('a tree built with TypeScript %s agrees', async (version) => {
  const older = version === '6.0' ? { ignoreDeprecations: '6.0' } : {};
  const tree = plant(
    { ...sources, 'tsconfig.json': config({ target: 'es2015', sourceMap: true, ...older }) },
    classic(loadCompiler(version)),
  );
  try {
    await tree.build();
    const result = await tree.verify();
    expect([summary(result), callsOf(result)]).toEqual([[], 22]);
    tree.edit('src/model.ts', (text) => text.replace('zip: string', 'zip: number'));
    expect(summary(await tree.verify()).length).toBeGreaterThan(10);
  } finally {
    tree.dispose();
  }
});

test('outFile', async () => {
  const tree = plant({
    'src/model.ts': 'export interface User { id: number }\n',
    'src/a.ts':
      "import { versionOf } from 'keyshape';\nimport { User } from './model';\nexport const a = versionOf<User>();\n",
    'src/b.ts': "import { keyFor } from 'keyshape';\nexport const b = keyFor<{ b: 1 }>('b');\n",
    'tsconfig.json': config({
      module: 'amd',
      moduleResolution: 'node10',
      outDir: undefined,
      outFile: 'out/all.js',
    }),
  });
  await tree.build();
  expect([summary(await tree.verify()), callsOf(await tree.verify())]).toEqual([[], 2]);
  tree.edit('src/model.ts', (text) => text.replace('number', 'string'));
  expect(summary(await tree.verify())).toEqual(['src/a.ts:3:18 stale versionOf<User>']);
  tree.dispose();
});
