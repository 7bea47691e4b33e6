import type { PropertyFacts } from '../../../reader/checker.js';
import type { NativeSymbol } from '../api/reading.js';
import type { NativeDeclaration } from './files.js';

/** A property, with the symbol that the server knows it by. */
export interface NativeProperty extends PropertyFacts<NativeDeclaration> {
  readonly symbol: NativeSymbol;
}
