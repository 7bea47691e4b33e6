/** @jest-environment ./test/native/environment.cjs */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';
import { root } from '../support/tools.js';
import { generateGroups } from '../unit/generated-types/groups.js';
import { batchesOf, compareBatch } from './compare-cases.js';
import { native, nativeVersions } from './projects.js';

// KEYSHAPE_SEED starts elsewhere, KEYSHAPE_COUNT takes more.
const first = Number(process.env.KEYSHAPE_SEED ?? 1_000);
const count = Number(process.env.KEYSHAPE_COUNT ?? 250);
const matrix = join(root, 'fixtures/matrix');

test.each(nativeVersions)(
  `TypeScript %s reads types that are drawn by chance as 6.0 does (seeds ${first} to ${first + count - 1})`,
  async (version) => {
    const classic = createRequire(join(matrix, 'package.json'))('typescript-6.0') as typeof ts;
    const compiler = await native(version);
    const comparisons = batchesOf(generateGroups(first, count)).flatMap((batch) =>
      compareBatch([classic], [compiler], batch, matrix),
    );
    // 7.0.2 tells no default of a type parameter of a method in a generic type; it must say so, and nothing else.
    const differences = comparisons
      .flatMap((comparison) => comparison.differences)
      .filter(
        (difference) => !(version === '7.0' && difference.split('\n')[2]?.trim().startsWith('KS1012 ')),
      );
    expect(comparisons.reduce((sum, { roots }) => sum + roots, 0)).toBeGreaterThan(4 * count);
    expect(differences).toEqual([]);
  },
);
