import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';
import developmentCompiler from 'typescript';
import { root } from '../support/tools.js';
import { generateGroups } from '../unit/generated-types/groups.js';
import { runCases } from '../unit/run-cases.js';
import { failuresOf } from '../unit/verdict.js';

// KEYSHAPE_SEED starts elsewhere, KEYSHAPE_COUNT takes more.
const first = Number(process.env.KEYSHAPE_SEED ?? 2_000);
const count = Number(process.env.KEYSHAPE_COUNT ?? 250);
const matrix = join(root, 'fixtures/matrix');
const groups = generateGroups(first, count);
const layout = { folder: matrix };
const expected = textsOf(developmentCompiler);

function textsOf(compiler: typeof ts) {
  const outcomes = runCases(compiler, { groups, layout });
  return {
    texts: outcomes.flatMap(({ group, runs }) =>
      runs.flat().map(({ name, text }) => `seed ${group.number}: ${name}: ${text}`),
    ),
    failures: outcomes.flatMap((outcome) =>
      failuresOf(outcome).map((failure) => `seed ${outcome.group.number}: ${failure}`),
    ),
  };
}

test.each(['4.9', '5.0', '5.4', '6.0'])(
  `TypeScript %s reads types that are drawn by chance as every other (seeds ${first} to ${first + count - 1})`,
  (version) => {
    const compiler = createRequire(join(matrix, 'package.json'))(`typescript-${version}`) as typeof ts;
    const { texts, failures } = textsOf(compiler);
    expect(failures).toEqual([]);
    expect(texts).toEqual(expected.texts);
  },
);
