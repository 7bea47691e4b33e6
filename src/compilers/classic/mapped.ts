import type ts = require('typescript');

import type { MappedSource } from '../../reader/checker.js';
import type { TypeExtras } from './compiler.js';
import type { ClassicTypes } from './types.js';

/** What a mapped type takes its members from: an internal property on every version to date, there once it is resolved. */
export function mappedFrom({ compiler, checker }: ClassicTypes, type: ts.Type): MappedSource<ts.Type> {
  checker.getPropertiesOfType(type);
  const { modifiersType } = type as ts.Type & TypeExtras;
  if (modifiersType === undefined) return 'unknown';
  return modifiersType.flags & compiler.TypeFlags.Unknown ? 'none' : { from: modifiersType };
}
