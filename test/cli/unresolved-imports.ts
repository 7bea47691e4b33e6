import { unresolvedImportsOf } from '../../src/cli/verify/result.js';
import type { Finished } from '../support/package.js';
import type { Files } from '../support/project.js';
import { config, type Plant, summary } from './tree.js';

/** @param plant - makes a tree */
export function unresolvedImports(plant: Plant): void {
  test('imports that lead nowhere are listed where a version may hang on them, and only there', async () => {
    const tree = plant({
      'node_modules/api/index.d.ts':
        "import type { Missing } from 'not-installed';\nimport type { Hidden } from './gone';\nexport type Answer = { [K in keyof Missing]: 1 } & { id: number };\nexport type Choice = { c: Hidden extends string ? 1 : 2 };\n",
      'node_modules/unrelated/index.d.ts':
        "import type { X } from 'also-missing';\nexport interface Unrelated { x: X }\n",
      'node_modules/methods/index.d.ts':
        "import type { Plain } from './plain';\nexport interface Own { id: number; plain: Plain; run(): import('./deep').Deep }\n",
      'node_modules/methods/plain.d.ts': 'export interface Plain { p: 1 }\n',
      'node_modules/methods/deep.d.ts':
        "import { Z } from 'missing-in-a-method';\nexport interface Deep { z: Z }\n",
      'src/main.ts':
        "import { versionOf } from 'keyshape';\nimport type { Answer } from 'api';\nimport type { Own } from 'methods';\nimport type { Unrelated } from 'unrelated';\nexport const v = versionOf<{ a: Answer; o: Own }>();\nexport type { Unrelated };\n",
      'tsconfig.json': config({ skipLibCheck: true }),
    });
    await tree.build();
    const result = await tree.verify();
    expect(
      unresolvedImportsOf(result).map(({ file, line, specifier }) => `${file}:${line} ${specifier}`),
    ).toEqual(['node_modules/api/index.d.ts:1 not-installed', 'node_modules/api/index.d.ts:2 ./gone']);
    expect(summary(result)).toEqual([]);
    tree.dispose();
  });
}

/**
 * @param built - makes a project of these files beside its own, and builds it
 * @param verify - the command line
 */
export function lostImportWarns(
  built: (files: Files) => void,
  verify: (...args: string[]) => Finished,
): void {
  test('an unresolved import in typings warns, and fails under --strict', () => {
    built({
      'src/model.ts': "import type { A } from 'api';\nexport interface User { a: A }\n",
      'node_modules/api/index.d.ts':
        "import type { B } from 'absent';\nexport type A = { [K in keyof B]: 1 } & { a: 1 };\n",
      'tsconfig.json': config({ skipLibCheck: true }),
    });
    expect(verify()).toEqual({
      code: 0,
      text: expect.stringMatching(
        /warning[\s\S]*node_modules\/api\/index\.d\.ts:1:24 {2}'absent'[\s\S]*\nok: /,
      ),
    });
    expect(verify('--strict')).toEqual({
      code: 1,
      text: expect.stringContaining('\nfailed for the warnings (--strict): '),
    });
  });
}
