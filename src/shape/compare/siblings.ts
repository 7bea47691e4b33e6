import { keyTakes } from './keys.js';
import type { Part, Parts, Prover } from './prover.js';
import type { ObjectView, SetId, TypeId, Types } from './types.js';

/**
 * A reader of a union may tell its members by which fields are there. So a field that one member does not declare and
 * another does has to fit the other one, unless literal tags tell the two apart.
 */
export function siblingParts(prover: Prover, left: TypeId, right: TypeId, set: SetId): Parts {
  const { types } = prover;
  const from = types.objectOf(left);
  const to = types.objectOf(right);
  const members = types.membersOf(set);
  if (from === undefined || to === undefined || members.length < 2) return [];
  const dropped = from.fields.filter(
    ({ name }) => !to.byName.has(name) && !to.indexes.some(({ key }) => keyTakes(types, key, name, 'must')),
  );
  if (dropped.length === 0) return [];
  const parts: Part[] = [];
  for (const sibling of members) {
    const other = types.objectOf(sibling);
    if (other === undefined || sibling === right) continue;
    const declared = dropped.filter(({ name }) => other.byName.has(name));
    if (declared.length === 0 || areTagged(types, to, other)) continue;
    for (const { name, types: old } of declared)
      parts.push(prover.property(old, other.byName.get(name)!.types, true));
  }
  return prover.all(parts);
}

/** Whether a field that both require holds literals that the two have none of in common. */
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
  const { kind } = types.labelOf(type);
  return ['string', 'number', 'bigint', 'boolean'].includes(kind) || types.primitiveOf(type) === 'null';
}
