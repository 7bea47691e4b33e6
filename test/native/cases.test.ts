/** @jest-environment ./test/native/environment.cjs */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';
import { keepConformance } from '../support/conformance.js';
import { root } from '../support/tools.js';
import { readCaseFiles } from '../unit/case-files.js';
import { batchesOf, compareBatch } from './compare-cases.js';
import { native, nativeVersions } from './projects.js';

// Every case, through the classic reader on 5.9 and 6.0 and through TypeScript 7: no difference in text, problem or tag.
const matrix = join(root, 'fixtures/matrix');
const batches = batchesOf(readCaseFiles(join(root, 'fixtures/cases')));

test.each(nativeVersions)('TypeScript %s reads every case as 5.9 and 6.0 do', async (version) => {
  const fromMatrix = createRequire(join(matrix, 'package.json'));
  const classics = ['5.9', '6.0'].map((classic) => fromMatrix(`typescript-${classic}`) as typeof ts);
  const compiler = await native(version);
  const comparisons = batches.flatMap((batch) => compareBatch(classics, [compiler], batch, matrix));
  const all = comparisons.flatMap((comparison) => comparison.differences);
  const isKnown = (difference: string) => version === '7.0' && isUntold(difference);
  const differences = all.filter((difference) => !isKnown(difference));
  const refused = new Set(all.filter(isKnown).map((difference) => difference.split('\n', 1)[0])).size;
  const roots = comparisons.reduce((sum, comparison) => sum + comparison.roots, 0);
  keepConformance({
    compiler: compiler.version,
    what: 'cases',
    compared: roots - refused,
    differences: differences.length,
  });
  if (differences.length > 0)
    throw new Error(`${differences.length} differences:\n${differences.join('\n')}`);
  expect(roots).toBeGreaterThan(1_000);
});

test.each(nativeVersions)(
  'TypeScript %s reads them so through the objects of its API too',
  async (version) => {
    // Of a version that nobody knows here, the protocol is not trusted.
    const compiler = { ...(await native(version)), version: '7.9.9' };
    const some = batches.filter((_, index) => index % 4 === 0);
    const classics = [createRequire(join(matrix, 'package.json'))('typescript-6.0') as typeof ts];
    const differences = some
      .flatMap((batch) => compareBatch(classics, [compiler], batch, matrix))
      .flatMap((comparison) => comparison.differences)
      .filter((difference) => !(version === '7.0' && isUntold(difference)));
    expect(differences).toEqual([]);
  },
);

/**
 * 7.0.2 hands over no literal that is `NaN` or infinite, and no default of a type parameter of a method in a generic type:
 * such a type is refused, not misread.
 */
function isUntold(difference: string): boolean {
  const [, wanted = '', got = ''] = difference.split('\n');
  const isRefused = (reason: string) => got.trim().startsWith('KS1012 ') && got.includes(reason);
  return (
    (/NaN|Infinity/.test(wanted) && isRefused('TypeScript 7.0 fails on a literal')) ||
    isRefused('TypeScript 7.0 does not tell what stands for a type parameter of a method in a generic type')
  );
}
