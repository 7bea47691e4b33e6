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
  const isKept = (name: string): boolean =>
    to.byName.has(name) || to.indexes.some(({ key }) => keyTakes(types, key, name, 'must'));
  const parts: Part[] = [];
  for (const sibling of members) {
    const other = types.objectOf(sibling);
    if (other === undefined || sibling === right) continue;
    const declared = other.fields.filter(({ name }) => !isKept(name));
    const held = declared.flatMap((field) => heldAs(types, from, field.name).map((old) => ({ old, field })));
    if (held.length === 0 || areTagged(types, to, other)) continue;
    for (const { old, field } of held) parts.push(prover.property(old, field.types, true));
  }
  return prover.all(parts);
}

/** What an object holds under a name: as a field, or by index signatures that may take it. */
function heldAs(types: Types, from: ObjectView, name: string): readonly SetId[] {
  const field = from.byName.get(name);
  if (field !== undefined) return [field.types];
  return from.indexes.filter(({ key }) => keyTakes(types, key, name, 'may')).map((index) => index.types);
}

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
