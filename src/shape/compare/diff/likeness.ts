import { areTagged } from '../types/tagged.js';
import type { Field, ObjectView, TypeId, Types } from '../types/types.js';

/** Names that are this much alike may be one name, written otherwise. */
const ALIKE = 0.75;

/** How much of two names is the same, from 0 to 1; capitals, separators and the order of words do not count. */
export function likeness(one: string, other: string): number {
  if (wordsOf(one) === wordsOf(other)) return 1;
  const [a, b] = [one, other].map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')) as [
    string,
    string,
  ];
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : 1 - distance(a, b) / longest;
}

function wordsOf(name: string): string {
  const words = name.match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+/gu) ?? [name];
  return words
    .map((word) => word.toLowerCase())
    .sort()
    .join(' ');
}

function distance(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    last = row;
  }
  return last[b.length]!;
}

/**
 * The fields that were renamed: one that went and one that came in the same object, of the same type. Their names have to be alike; or
 * else no other field that went or came has that type, and it is one that two fields hardly share by chance.
 *
 * @returns what each field that went is called now
 */
export function renamesOf(
  types: Types,
  went: readonly Field[],
  came: readonly Field[],
): ReadonlyMap<Field, Field> {
  const renames = new Map<Field, Field>();
  const taken = new Set<Field>();
  const candidates = went.flatMap((old) =>
    came.flatMap((field) => {
      if (field.types !== old.types || field.optional !== old.optional) return [];
      return [{ old, field, score: likeness(old.name, field.name) }];
    }),
  );
  for (const { old, field, score } of candidates.sort((a, b) => b.score - a.score)) {
    if (renames.has(old) || taken.has(field)) continue;
    const rivals = candidates.filter((other) => other.old === old || other.field === field).length > 1;
    if (score < ALIKE && (rivals || !isTelling(types, old))) continue;
    renames.set(old, field);
    taken.add(field);
  }
  return renames;
}

/** Whether a field's type is one that hardly two fields have by chance. */
function isTelling(types: Types, { types: set }: Field): boolean {
  return types
    .membersOf(set)
    .some((member) => !['primitive', 'boolean'].includes(types.labelOf(member).kind));
}

/** Pairs the members that a union had with those that it has: by tags, by what kind they are, by the fields they share. */
export function pairMembers(
  types: Types,
  old: readonly TypeId[],
  present: readonly TypeId[],
): ReadonlyMap<TypeId, TypeId> {
  const pairs = new Map<TypeId, TypeId>();
  const free = new Set(present);
  const pair = (left: TypeId, right: TypeId | undefined): void => {
    if (right === undefined) return;
    pairs.set(left, right);
    free.delete(right);
  };
  const byTag = new Map<string, TypeId[]>();
  for (const right of present) {
    const tag = tagOf(types, right);
    if (tag !== undefined) byTag.set(tag, [...(byTag.get(tag) ?? []), right]);
  }
  for (const left of old) {
    const tag = tagOf(types, left);
    const same = tag === undefined ? [] : (byTag.get(tag) ?? []);
    if (same.length === 1 && free.has(same[0]!)) pair(left, same[0]);
  }
  const left = old.filter((one) => !pairs.has(one));
  for (const one of left) pair(one, nearest(types, one, free, left.length === 1 && free.size === 1));
  return pairs;
}

/** What tells an object from others of a union: its fields of one literal each. */
function tagOf(types: Types, type: TypeId): string | undefined {
  const view = types.objectOf(type);
  if (view === undefined) return kindOf(types, type);
  const tags = view.fields.filter(({ optional, types: set }) => {
    const [only, ...more] = types.membersOf(set);
    return !optional && only !== undefined && more.length === 0 && isLiteral(types, only);
  });
  return tags.length === 0 ? undefined : tags.map((field) => `${field.name}=${field.types}`).join();
}

function isLiteral(types: Types, type: TypeId): boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(types.labelOf(type).kind);
}

/** Arrays, tuples and leaves are paired by what they are. */
function kindOf(types: Types, type: TypeId): string | undefined {
  const label = types.labelOf(type);
  if (label.kind === 'array' || label.kind === 'tuple') return label.kind;
  return label.kind === 'leaf' && types.slotsOf(type).length > 0 ? label.name : undefined;
}

function nearest(types: Types, left: TypeId, free: ReadonlySet<TypeId>, isOnly: boolean): TypeId | undefined {
  const view = types.objectOf(left);
  if (view === undefined) return undefined;
  let best: TypeId | undefined;
  let most = isOnly ? -1 : 0.3;
  for (const right of free) {
    const other = types.objectOf(right);
    if (other === undefined || areTagged(types, view, other)) continue;
    const score = sharedFields(view, other);
    if (score > most) [best, most] = [right, score];
  }
  return best;
}

function sharedFields(one: ObjectView, other: ObjectView): number {
  const shared = one.fields.filter(({ name }) => other.byName.has(name)).length;
  return shared / Math.max(1, one.fields.length + other.fields.length - shared);
}
