import type { Handles, PropertyFacts } from '../../../reader/checker.js';
import type { NativeSymbol, NativeType } from '../api/reading.js';
import type { NativeDeclaration } from './files.js';

/** A property, with the symbol that the server knows it by. */
export interface NativeProperty extends PropertyFacts<NativeDeclaration> {
  readonly symbol: NativeSymbol;
}

/** What the checker of TypeScript 7 hands out. */
export interface NativeHandles extends Handles {
  readonly type: NativeType;
  readonly property: NativeProperty;
  readonly declaration: NativeDeclaration;
}
