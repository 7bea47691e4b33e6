import { findingsOf } from '../../src/cli/verify/result.js';
import { built, changeAddress, stale } from './service.js';
import { config, type Plant, summary, type Tree } from './tree.js';

/**
 * Trees that are stale on purpose.
 *
 * @param plant - makes a tree
 * @param forms - compiler options, each for all kinds of staleness
 */
export function staleTrees(plant: Plant, forms: readonly object[]): void {
  let tree: Tree;
  afterEach(() => tree.dispose());

  describe.each(forms)('under %j', (options) => {
    test('a nested type was edited', async () => {
      tree = await built(plant, options);
      changeAddress(tree);
      const result = await tree.verify();
      expect(summary(result)).toEqual(stale);
      const [first, second] = findingsOf(result);
      const literals = /= "([0-9a-f]{16})"[\s\S]*?"([0-9a-f]{16}):"/.exec(tree.read('out/main.js'))!;
      expect([first, second]).toMatchObject([
        { found: literals[1], output: { file: 'out/main.js' } },
        { found: literals[2], output: { file: 'out/main.js' } },
      ]);
      await tree.build();
      expect(summary(await tree.verify())).toEqual([]);
      expect(first).toMatchObject({ expected: /= "([0-9a-f]{16})"/.exec(tree.read('out/main.js'))![1] });
    });

    test('the edit was undone', async () => {
      tree = await built(plant, options);
      changeAddress(tree);
      tree.edit('src/address.ts', (text) => text.replace('number', 'string'));
      expect(summary(await tree.verify())).toEqual([]);
    });

    test('plain tsc wrote the output', async () => {
      tree = await built(plant, options);
      await tree.build('tsconfig.json', 'plain');
      expect(summary(await tree.verify())).toEqual([
        'src/main.ts:3:24 not-replaced versionOf<User>',
        'src/main.ts:4:22 not-replaced versionOf<Other>',
        'src/main.ts:5:36 not-replaced keyFor<User>',
        'src/main.ts:5:49 not-replaced keyFor<Other>',
      ]);
    });

    test('a literal was edited by hand', async () => {
      tree = await built(plant, options);
      tree.edit('out/main.js', (text) =>
        text.replace(/other = "[0-9a-f]{16}"/, 'other = "0123456789abcdef"'),
      );
      const result = await tree.verify();
      expect(summary(result)).toEqual(['src/main.ts:4:22 stale versionOf<Other>']);
      expect(findingsOf(result)).toMatchObject([{ found: '0123456789abcdef' }]);
    });

    test('an output is missing', async () => {
      tree = await built(plant, options);
      tree.remove('out/main.js');
      expect(summary(await tree.verify())).toHaveLength(4);
      expect(findingsOf(await tree.verify())[0]).toMatchObject({
        kind: 'not-built',
        output: { file: 'out/main.js' },
      });
    });

    test('a call was exchanged for another', async () => {
      tree = await built(plant, options);
      tree.edit('src/main.ts', (text) => text.replace('versionOf<Other>', 'versionOf<User[]>'));
      expect(summary(await tree.verify())).toEqual(['src/main.ts:4:22 stale versionOf<User[]>']);
    });

    test('a call was added', async () => {
      tree = await built(plant, options);
      tree.edit('src/main.ts', (text) => `${text}export const more = versionOf<string>();\n`);
      expect(summary(await tree.verify())).toContain('src/main.ts:6:21 not-located versionOf<string>');
    });
  });

  test('an option was changed', async () => {
    tree = await built(plant);
    tree.edit('tsconfig.json', (text) =>
      text.replace('"transformProgram"', '"length":32,"transformProgram"'),
    );
    expect(summary(await tree.verify())).toHaveLength(4);
  });

  test('typings in node_modules were changed', async () => {
    tree = plant({
      'node_modules/api/index.d.ts': "export * from './nested';\n",
      'node_modules/api/nested.d.ts': 'export interface Answer { id: number }\n',
      'src/main.ts':
        "import { versionOf } from 'keyshape';\nimport type { Answer } from 'api';\nexport const v = versionOf<{ a: Answer }>();\n",
      'tsconfig.json': config({ skipLibCheck: true }),
    });
    await tree.build();
    expect(summary(await tree.verify())).toEqual([]);
    tree.edit('node_modules/api/nested.d.ts', (text) => text.replace('number', 'string'));
    expect(summary(await tree.verify())).toEqual(['src/main.ts:3:18 stale versionOf<{ a: Answer }>']);
  });

  test('an error of the analysis is a finding, beside what can be compared', async () => {
    tree = await built(plant);
    tree.edit('src/address.ts', (text) => text.replace('string', 'any'));
    tree.write({
      'src/more.ts':
        "import { versionOf } from 'keyshape';\n/** @keyshapeVersion */\nexport const v = versionOf<any>();\n",
    });
    expect(summary(await tree.verify())).toEqual(
      expect.arrayContaining([
        'src/main.ts:3:34 error KS1001',
        'src/main.ts:5:43 error KS1001',
        'src/more.ts:3:28 error KS1001',
      ]),
    );
  });
}
