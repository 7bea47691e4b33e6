import { keyTakes } from '../types/keys.js';
import { areTagged } from '../types/tagged.js';
import type { Carried, ObjectView, SetId, TypeId, Types } from '../types/types.js';

const NOTHING: Carried = { fields: [], indexes: [] };

/**
 * What the values of a shape may still carry of older shapes. Whoever reads an older entry may write it back with fields that the new type
 * does not declare, each where it was; so the shapes are walked side by side, place by place.
 *
 * @param types the types
 * @param root a shape
 * @param older older shapes of its model
 * @param budget how many pairs of places may be looked at
 * @returns for an object of the shape, what older objects in its places have; undefined where that takes too many pairs
 */
export function carriedIn(
  types: Types,
  root: SetId,
  older: readonly SetId[],
  budget: number,
): (type: TypeId) => Carried | undefined {
  const objects = new Map<TypeId, Set<TypeId>>();
  const pairs: [SetId, SetId][] = [];
  const seen = new Set<string>();
  const meet = (one: SetId, old: SetId): void => {
    const key = `${one} ${old}`;
    if (seen.has(key)) return;
    seen.add(key);
    pairs.push([one, old]);
  };
  for (const old of older) meet(root, old);
  // An array's iteration goes on to what is added on the way.
  for (const [one, old] of pairs) {
    if (pairs.length > budget) return () => undefined;
    for (const type of types.membersOf(one))
      for (const before of types.membersOf(old)) {
        const [view, past] = [types.objectOf(type), types.objectOf(before)];
        if (view === undefined && past === undefined) {
          for (const slot of types.slotsOf(type))
            for (const other of types.slotsOf(before)) meet(slot, other);
          continue;
        }
        if (view === undefined || past === undefined || areTagged(types, view, past)) continue;
        const known = objects.get(type) ?? new Set();
        objects.set(type, known.add(before));
        meetMembers(types, view, past, meet);
      }
  }
  return (type) => {
    const found = objects.get(type);
    if (found === undefined) return NOTHING;
    const views = [...found].map((before) => types.objectOf(before)!);
    return {
      fields: views.flatMap(({ fields }) => fields),
      indexes: views.flatMap(({ indexes }) => indexes),
    };
  };
}

/** What two objects hold under names that they may have in common. */
function meetMembers(
  types: Types,
  view: ObjectView,
  past: ObjectView,
  meet: (one: SetId, old: SetId) => void,
): void {
  for (const base of view.bases) for (const old of past.bases) meet(types.set([base]), types.set([old]));
  for (const field of view.fields) {
    const old = past.byName.get(field.name);
    if (old !== undefined) meet(field.types, old.types);
    for (const index of past.indexes)
      if (keyTakes(types, index.key, field.name, 'may')) meet(field.types, index.types);
  }
  for (const index of view.indexes) {
    for (const old of past.indexes) meet(index.types, old.types);
    for (const old of past.fields)
      if (keyTakes(types, index.key, old.name, 'may')) meet(index.types, old.types);
  }
}
