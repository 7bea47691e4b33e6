import { createRandom } from '../../support/random.js';
import type { CaseGroup } from '../case-files.js';
import { Declarations } from './declare.js';
import { drawModel } from './model.js';
import { mutate } from './mutate.js';

/** How many ways each model is written in. */
const writings = 3;

/**
 * Groups of types that are drawn by chance: some writings of one model, which must have one version, and a writing of the
 * model with one change, which must have another.
 *
 * @param first the seed of the first; the number of a group is its seed
 */
export function generateGroups(first: number, count: number): readonly CaseGroup[] {
  return Array.from({ length: count }, (_, index) => generateGroup(first + index));
}

function generateGroup(seed: number): CaseGroup {
  const random = createRandom(seed);
  const model = drawModel(random);
  const same = Array.from(
    { length: writings },
    (_, index) => new Declarations(random, model, `Same${index}`).text,
  );
  const changed = new Declarations(random, mutate(random, model), 'Changed').text;
  return {
    topic: 'generated',
    number: seed,
    line: seed,
    title: `seed ${seed}`,
    expectation: { kind: 'same' },
    files: new Map([['main.ts', `${same.join('\n')}\n// unlike:\n${changed}\n`]]),
    options: {},
    also: [{ strict: false }, { exactOptionalPropertyTypes: true }],
    reader: {},
    since: '4.9',
    errors: [],
    alone: false,
  };
}
