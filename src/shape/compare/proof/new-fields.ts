import { keyTakes } from '../types/keys.js';
import type { Field, ObjectView, SetId, Types } from '../types/types.js';
import type { Part, Prover } from './prover.js';

/**
 * Whether old values, whose object does not declare a field, fit a new object that does. Absence has to be allowed, and what
 * an old value may have there in spite of that has to be of the field's type.
 */
export function newFieldPart(prover: Prover, from: ObjectView, to: ObjectView, field: Field): Part {
  const { types, options } = prover;
  const isJson = options.serializer === 'json';
  if (!field.optional && !(isJson && prover.takes(field.types, 'undefined'))) return false;
  if (field.version !== undefined) return false;
  if (prover.takes(field.types)) return true;
  const covering = from.indexes.filter(({ key }) => keyTakes(types, key, field.name, 'may'));
  const isCovered = covering.some(({ key }) => keyTakes(types, key, field.name, 'must'));
  if (!isCovered) {
    if (options.values === 'open' || prover.olderNames.has(field.name)) return false;
    if (from.fields.some((old) => !to.byName.has(old.name) && areOfLikeKind(types, old.types, field.types)))
      return false;
    const carried = prover.carried(from.of);
    if (carried === undefined) return false;
    covering.push(...carried.indexes.filter(({ key }) => keyTakes(types, key, field.name, 'may')));
  }
  return prover.together(
    covering.map(
      (index) => index.version === undefined && prover.property(index.types, field.types, field.optional),
    ),
  );
}

/** Whether one field may be the other by another name: some value could be of both kinds. */
function areOfLikeKind(types: Types, one: SetId, other: SetId): boolean {
  const kinds = kindsOf(types, one);
  const others = kindsOf(types, other);
  if (kinds.size === 0 || others.size === 0 || kinds.has('unknown') || others.has('unknown')) return true;
  return [...kinds].some((kind) => others.has(kind));
}

function kindsOf(types: Types, set: SetId): ReadonlySet<string> {
  const kinds = types.membersOf(set).flatMap((member) => {
    const label = types.labelOf(member);
    switch (label.kind) {
      case 'primitive':
        if (label.name === 'null' || label.name === 'undefined') return [];
        return [label.name === 'any' || label.name === 'object' ? 'unknown' : label.name];
      case 'template':
      case 'mapping':
        return ['string'];
      case 'tuple':
        return ['array'];
      case 'leaf':
        // JSON writes a `Date` or a `URL` as a string, so that a string may be one.
        return label.name === 'Date' || label.name === 'URL' ? [label.name, 'string'] : [label.name];
      default:
        return [label.kind];
    }
  });
  return new Set(kinds);
}
