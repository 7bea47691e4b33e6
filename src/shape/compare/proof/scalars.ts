import type { Label } from '../../graph/graph.js';
import type { ReadingOptions } from '../options.js';
import { stringFits, templateInTemplate } from '../types/patterns.js';
import type { TypeId, Types } from '../types/types.js';

const COMPOSED: readonly Label['kind'][] = ['array', 'tuple', 'leaf', 'object'];

/** Whether a type has nothing in it that would have to be compared. */
export function isScalar(types: Types, type: TypeId): boolean {
  return !COMPOSED.includes(types.labelOf(type).kind);
}

/** Whether every value of a scalar type is one of another type: told at once, without a goal. */
export function scalarFits(
  types: Types,
  left: TypeId,
  right: TypeId,
  serializer: ReadingOptions['serializer'],
): boolean {
  if (left === right) return true;
  const from = types.labelOf(left);
  const to = types.labelOf(right);
  if (to.kind === 'primitive' && (to.name === 'any' || to.name === 'unknown')) return true;
  if (to.kind === 'object') {
    const { bases, fields, indexes, version } = types.objectOf(right)!;
    const isIntersection = bases.length > 0 && fields.length === 0 && indexes.length === 0;
    return (
      isIntersection &&
      version === undefined &&
      bases.every((base) => scalarFits(types, left, base, serializer))
    );
  }
  switch (from.kind) {
    case 'string':
      return stringFits(types, right, from.value, 'must') && to.kind !== 'string' && isStringLike(to);
    case 'template':
      return isPrimitive(to, 'string') || templateInTemplate(types, left, right);
    case 'mapping':
      return isPrimitive(to, 'string');
    case 'number':
      // JSON writes those that are not finite as null.
      return isPrimitive(to, 'number') && (serializer === 'structured' || Number.isFinite(from.value));
    case 'bigint':
    case 'boolean':
      return isPrimitive(to, from.kind);
    default:
      return false;
  }
}

function isPrimitive(label: ReturnType<Types['labelOf']>, name: string): boolean {
  return label.kind === 'primitive' && label.name === name;
}

function isStringLike(label: ReturnType<Types['labelOf']>): boolean {
  return label.kind === 'template' || label.kind === 'mapping' || isPrimitive(label, 'string');
}
