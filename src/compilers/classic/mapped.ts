import type ts = require('typescript');

import type { MappedSource } from '../../reader/checker.js';
import type { Compiler, TypeExtras } from './compiler.js';

/** What a mapped type takes its members from: an internal property on every version to date, there once it is resolved. */
export function mappedFrom(
  { TypeFlags }: Compiler,
  checker: ts.TypeChecker,
  type: ts.Type,
): MappedSource<ts.Type> {
  checker.getPropertiesOfType(type);
  const { modifiersType } = type as ts.Type & TypeExtras;
  if (modifiersType === undefined) return 'unknown';
  return modifiersType.flags & TypeFlags.Unknown ? 'none' : { from: modifiersType };
}
