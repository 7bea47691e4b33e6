import type { Field, Types } from '../types/types.js';
import type { Found } from './difference.js';
import { propertyName } from './short-text.js';

/**
 * Tells what moved: a field that went in one object and came in another, under the same name and of the same type; or that went into an
 * object that came beside it, or came out of one that went.
 */
export function withMoves(types: Types, all: readonly Found[]): readonly Found[] {
  const went = all.filter(({ kind, field }) => kind === 'removed' && field !== undefined);
  const came = all.filter(({ kind, field }) => kind === 'added' && field !== undefined);
  const moved = new Set<Found>();
  /** What is told in place of a difference, or before it. */
  const told = new Map<Found, Found[]>();
  const tell = (at: Found, from: string, to: string): void => {
    const reason = 'an old value has it at the old place';
    const move: Found = { ...at, kind: 'moved', path: to, was: from, is: to, effect: 'cold', reason };
    told.set(at, [...(told.get(at) ?? []), move]);
  };
  const only = (candidates: readonly Found[], field: Field): Found | undefined => {
    const same = candidates.filter((one) => !moved.has(one) && isSame(one.field!, field));
    return same.length === 1 ? same[0] : undefined;
  };
  for (const one of came) {
    const from = only(went, one.field!);
    if (from === undefined) continue;
    moved.add(from).add(one);
    tell(one, from.path, one.path);
  }
  for (const [nests, others, isIn] of [
    [came, went, true],
    [went, came, false],
  ] as const)
    for (const nest of nests)
      for (const field of moved.has(nest) ? [] : fieldsIn(types, nest)) {
        const other = only(
          others.filter((one) => objectOf(one) === objectOf(nest)),
          field,
        );
        if (other === undefined) continue;
        moved.add(other);
        const inner = `${nest.path}.${propertyName(field.name)}`;
        if (isIn) tell(other, other.path, inner);
        else tell(other, inner, other.path);
      }
  return all.flatMap((found) => told.get(found) ?? (moved.has(found) ? [] : [found]));
}

function isSame(one: Field, other: Field): boolean {
  return one.name === other.name && one.types === other.types;
}

/** The fields of a field that is one object. */
function fieldsIn(types: Types, { field }: Found): readonly Field[] {
  const [only, ...more] = types.membersOf(field!.types);
  return only === undefined || more.length > 0 ? [] : (types.objectOf(only)?.fields ?? []);
}

/** The path of the object that a field stands in. */
function objectOf({ path, field }: Found): string {
  return path.slice(0, -`.${propertyName(field!.name)}`.length);
}
