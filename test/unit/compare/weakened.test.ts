import { optionsOf, rows } from './rows.js';

const folder = '../../../src/shape/compare/';

/** A rule that says yes where it should look: each has to be caught by a row, or the rows do not hold it. */
const weakened: readonly (readonly [rule: string, module: string, name: string, says: unknown])[] = [
  ['a key that takes no name', 'types/keys', 'keyTakes', false],
  ['a key that covers every other', 'types/keys', 'keyCovers', true],
  ['keys that never meet', 'types/keys', 'keysMayMeet', false],
  ['objects that fit', 'proof/objects', 'objectParts', []],
  ['new fields that fit', 'proof/new-fields', 'newFieldPart', true],
  ['siblings that are never looked at', 'proof/siblings', 'siblingParts', []],
  ['pieces of an object that always fit', 'proof/pieces', 'pieceAlternatives', [[]]],
  ['scalars that fit', 'proof/scalars', 'scalarFits', true],
  ['texts that match', 'types/patterns', 'stringFits', true],
  ['templates that are in one another', 'types/patterns', 'templateInTemplate', true],
  ['arrays and tuples that fit', 'proof/sequences', 'sequenceParts', []],
];

/** The rows that a decision calls readable, though they are not. */
function caught(module: string, name: string, says: unknown): number {
  let count = 0;
  jest.isolateModules(() => {
    const path = `${folder}${module}`;
    jest.doMock(path, () => ({ ...jest.requireActual<object>(path), [name]: () => says }));
    const { readabilityOf } = require(
      `${folder}readability`,
    ) as typeof import('../../../src/shape/compare/readability.js');
    for (const { left, right, verdict, with: words } of rows)
      if (verdict === 'cold' && readabilityOf(right, [left], optionsOf(words))[0] === 'readable') count++;
    jest.dontMock(path);
  });
  return count;
}

test.each(weakened)('%s: a row says no', (_, module, name, says) => {
  expect(caught(module, name, says)).toBeGreaterThan(0);
});
