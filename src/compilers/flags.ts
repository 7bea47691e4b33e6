import type ts = require('typescript');

import type { ElementMark, Label } from '../shape/index.js';

/** An enum of a compiler: the names are those of the classic one, the numbers may be others. */
export type NumbersOf<Enum> = Readonly<Record<keyof Enum, number>>;

/** What a flag, or any of several, of a type says of it: of two that a type has the first counts. */
export type PrimitiveLabels = readonly (readonly [flags: number, label: Label])[];

/** The labels of primitives, by the flags that tell them. */
export function primitiveLabels(TypeFlags: NumbersOf<typeof ts.TypeFlags>): PrimitiveLabels {
  return (
    [
      [TypeFlags.String, 'string'],
      [TypeFlags.Number, 'number'],
      [TypeFlags.Boolean, 'boolean'],
      [TypeFlags.BigInt, 'bigint'],
      [TypeFlags.ESSymbolLike, 'symbol'],
      [TypeFlags.Null, 'null'],
      [TypeFlags.Undefined | TypeFlags.Void, 'undefined'],
      [TypeFlags.NonPrimitive, 'object'],
      [TypeFlags.Unknown, 'unknown'],
    ] as const
  ).map(([flags, name]) => [flags, { kind: 'primitive', name }]);
}

/** What a type with some flags waits for, where it stands for no structure yet. */
export function deferredKind(TypeFlags: NumbersOf<typeof ts.TypeFlags>, flags: number): string {
  if (flags & TypeFlags.TypeParameter) return 'a type parameter';
  if (flags & TypeFlags.Index) return 'a `keyof` of a type parameter';
  if (flags & TypeFlags.IndexedAccess) return 'an indexed access into a type parameter';
  if (flags & TypeFlags.Conditional) return 'a condition on a type parameter';
  return 'a type of a kind that keyshape does not know';
}

/** The mark of a tuple's element with some flags. */
export function elementMark(ElementFlags: NumbersOf<typeof ts.ElementFlags>, flags: number): ElementMark {
  if (flags & ElementFlags.Optional) return 'optional';
  if (flags & ElementFlags.Rest) return 'rest';
  return flags & ElementFlags.Variadic ? 'variadic' : 'required';
}
