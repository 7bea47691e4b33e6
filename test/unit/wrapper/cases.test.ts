import { compilers } from '../../support/tools.js';
import { textOf } from './cases.js';
import { expected, named, outcomes, titled } from './outcomes.js';

test.each([...compilers])('TypeScript %s: every call is filled, refused or caught', (version) => {
  const files = Object.fromEntries(named.map(([one, name]) => [name, textOf(one)]));
  expect(titled(outcomes(version, files))).toEqual(titled(expected));
});
