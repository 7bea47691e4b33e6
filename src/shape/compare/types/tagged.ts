import type { ObjectView, TypeId, Types } from './types.js';

/** Whether a tag tells two objects apart: a field that both require, with literals that the two do not share. */
export function areTagged(types: Types, one: ObjectView, other: ObjectView): boolean {
  return one.fields.some((field) => {
    const second = other.byName.get(field.name);
    if (second === undefined || field.optional || second.optional) return false;
    const literals = types.membersOf(field.types);
    const others = types.membersOf(second.types);
    return (
      literals.length > 0 &&
      others.length > 0 &&
      [...literals, ...others].every((member) => isUnit(types, member)) &&
      !literals.some((member) => others.includes(member))
    );
  });
}

function isUnit(types: Types, type: TypeId): boolean {
  const label = types.labelOf(type);
  // JSON writes all numbers that are not finite in one way.
  if (label.kind === 'number') return Number.isFinite(label.value);
  return ['string', 'bigint', 'boolean'].includes(label.kind) || types.primitiveOf(type) === 'null';
}
