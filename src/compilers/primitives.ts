import type ts = require('typescript');

import type { Label } from '../shape/index.js';

/** What a flag, or any of several, of a type says of it: of two that a type has the first counts. */
export type PrimitiveLabels = readonly (readonly [flags: number, label: Label])[];

/**
 * The labels of primitives, by the flags that tell them.
 *
 * @param TypeFlags - of the compiler: their numbers differ from one to the next
 */
export function primitiveLabels(
  TypeFlags: Readonly<Record<keyof typeof ts.TypeFlags, number>>,
): PrimitiveLabels {
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
