import type ts = require('typescript');

import type { Handles, PropertyFacts } from '../../reader/checker.js';

/** A property, with the symbol that the checker knows it by. */
export interface ClassicProperty extends PropertyFacts<ts.Declaration> {
  readonly symbol: ts.Symbol;
}

/** What the classic checker hands out. */
export interface ClassicHandles extends Handles {
  readonly type: ts.Type;
  readonly property: ClassicProperty;
  readonly declaration: ts.Declaration;
}
