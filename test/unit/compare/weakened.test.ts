import { optionsOf, rows } from './rows.js';

const folder = '../../../src/shape/compare/';

/** A rule that says yes where it should look: each has to be caught by a row, or the rows do not hold it. */
const weakened: readonly (readonly [rule: string, module: string, name: string, says: unknown])[] = [
  ['a key that takes no name', 'keys', 'keyTakes', false],
  ['a key that covers every other', 'keys', 'keyCovers', true],
  ['keys that never meet', 'keys', 'keysMayMeet', false],
  ['objects that fit', 'objects', 'objectParts', []],
  ['new fields that fit', 'new-fields', 'newFieldPart', true],
  ['siblings that are never looked at', 'siblings', 'siblingParts', []],
  ['pieces of an object that always fit', 'pieces', 'pieceAlternatives', [[]]],
  ['scalars that fit', 'scalars', 'scalarFits', true],
  ['texts that match', 'patterns', 'stringFits', true],
  ['templates that are in one another', 'patterns', 'templateInTemplate', true],
  ['arrays and tuples that fit', 'sequences', 'sequenceParts', []],
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
