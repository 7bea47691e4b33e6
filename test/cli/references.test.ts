import { compilers, loadCompiler } from '../support/tools.js';
import { names, project, references, sources } from './references.js';
import { classic, plant, summary } from './tree.js';

references(plant);

test.each(compilers)('with TypeScript %s', async (version) => {
  const tree = plant(sources, classic(loadCompiler(version)));
  for (const name of names) await tree.build(`${name}/tsconfig.json`);
  expect(summary(await tree.verify())).toEqual([]);
  tree.edit('one/address.ts', (text) => text.replace('string', 'number'));
  expect(summary(await tree.verify())).toHaveLength(2);
  tree.dispose();
});

test('a reference that is missing from the list is an error', async () => {
  const tree = plant({ ...sources, 'three/tsconfig.json': project('three', ['two']) });
  for (const name of names) await tree.build(`${name}/tsconfig.json`);
  expect(summary(await tree.verify())).toEqual(['three/main.ts:3:29 error KS2008']);
  tree.dispose();
});
