import { keyTakes } from '../types/keys.js';
import { areTagged } from '../types/tagged.js';
import type { ObjectView, SetId, TypeId, Types } from '../types/types.js';
import type { Part, Parts, Prover } from './prover.js';

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
