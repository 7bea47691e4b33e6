import { sameSalt } from '../../graph/label.js';
import { keyCovers, keysMayMeet, keyTakes } from '../types/keys.js';
import type { Field, Index, ObjectView, SetId, TypeId } from '../types/types.js';
import { newFieldPart } from './new-fields.js';
import type { Part, Parts, Prover } from './prover.js';
import { isScalar } from './scalars.js';

/** What has to hold so that every value of a type is one of another, where one of the two is an object. */
export function objectParts(prover: Prover, left: TypeId, right: TypeId): Parts {
  const { types } = prover;
  const [from, to] = [types.objectOf(left), types.objectOf(right)];
  if (to === undefined) {
    if (from === undefined) return undefined;
    if (from.bases.length > 0) return intoBase(prover, from, right);
    const isObject = types.primitiveOf(right) === 'object';
    return isObject && !(isBare(from) && prover.options.values === 'open') ? [] : undefined;
  }
  if (from === undefined) {
    const isOnlyBases = to.bases.length > 0 && to.fields.length + to.indexes.length === 0;
    if (!isOnlyBases || to.version !== undefined) return undefined;
    return prover.all(to.bases.map((base) => prover.member(left, types.set([base]))));
  }
  if (!sameSalt(from.version, to.version) || (from.bases.length === 0) !== (to.bases.length === 0))
    return undefined;
  if (isBare(from) && prover.options.values === 'open') return isBare(to) ? [] : undefined;
  return prover.all(memberParts(prover, from, to));
}

/** An object that extends something is one of what it extends; fields beside that are undeclared to the reader. */
function intoBase(prover: Prover, from: ObjectView, right: TypeId): Parts {
  const isMore = from.fields.length + from.indexes.length > 0;
  if (from.version !== undefined || (isMore && prover.options.readers === 'strict')) return undefined;
  return prover.all([someBase(prover, from, right)]);
}

function someBase(prover: Prover, { bases }: ObjectView, right: TypeId): Part {
  const { types } = prover;
  const parts = bases.map((base) => prover.member(base, types.set([right])));
  if (parts.includes(true)) return true;
  return prover.any(parts.map((part) => prover.all([part])));
}

/** The bases, then the fields: scalar ones first, so that a literal tag that differs ends the comparison early. */
function* memberParts(prover: Prover, from: ObjectView, to: ObjectView): Generator<Part> {
  const { types } = prover;
  const isQuick = (set: SetId): boolean => types.membersOf(set).every((member) => isScalar(types, member));
  for (const base of to.bases) yield someBase(prover, from, base);
  for (const field of to.fields)
    if (!from.byName.has(field.name)) yield newFieldPart(prover, from, to, field);
  for (const quick of [true, false])
    for (const field of to.fields) {
      const old = from.byName.get(field.name);
      if (old !== undefined && isQuick(old.types) === quick) yield fieldPart(prover, old, field);
    }
  for (const old of from.fields) if (!to.byName.has(old.name)) yield removedPart(prover, old, to);
  for (const index of to.indexes) yield* indexParts(prover, from, index);
  if (prover.options.readers === 'strict')
    for (const index of from.indexes)
      yield to.indexes.some((other) => keyCovers(types, other.key, index.key));
}

function fieldPart(prover: Prover, old: Field, field: Field): Part {
  const isJson = prover.options.serializer === 'json';
  const mayBeAbsent = field.optional || (isJson && prover.takes(field.types, 'undefined'));
  if (!sameSalt(old.version, field.version) || (old.optional && !mayBeAbsent)) return false;
  return prover.property(old.types, field.types, field.optional);
}

/** A field that the new object does not declare: an index signature that may take its name must take its type. */
function removedPart(prover: Prover, old: Field, to: ObjectView): Part {
  const { types, options } = prover;
  const indexes = to.indexes.filter(({ key }) => keyTakes(types, key, old.name, 'may'));
  if (options.readers === 'strict' && types.membersOf(old.types).length > 0)
    if (!indexes.some(({ key }) => keyTakes(types, key, old.name, 'must'))) return false;
  const stored = storedIn(prover, old);
  return prover.together(
    indexes.map(
      (index) => sameSalt(old.version, index.version) && prover.property(stored, index.types, true),
    ),
  );
}

/** What values hold in a field that they have: an optional one may hold `undefined`, which JSON does not write. */
function storedIn({ types, options }: Prover, field: Field): SetId {
  if (!field.optional || options.serializer === 'json') return field.types;
  return types.set([...types.membersOf(field.types), types.shared.undefined]);
}

/** What an index signature of the new object asks of the old one's, and of what it does not declare. */
function* indexParts(prover: Prover, from: ObjectView, index: Index): Generator<Part> {
  const { types, options } = prover;
  if (options.values === 'open' && !prover.takes(index.types))
    yield from.indexes.some(({ key }) => keyCovers(types, key, index.key));
  for (const old of from.indexes)
    if (keysMayMeet(types, old.key, index.key))
      yield sameSalt(old.version, index.version) && prover.property(old.types, index.types, true);
  if (options.values === 'exact') yield* carriedParts(prover, from, index);
}

/** A field that an older shape had may still be in a value: an index signature that may take its name must take its type. */
function* carriedParts(prover: Prover, from: ObjectView, index: Index): Generator<Part> {
  const { types } = prover;
  const carried = prover.carried(from.of);
  if (carried === undefined) {
    yield false;
    return;
  }
  const { fields, indexes } = carried;
  for (const old of fields) {
    const isDeclared =
      from.byName.has(old.name) || from.indexes.some(({ key }) => keyTakes(types, key, old.name, 'must'));
    if (!isDeclared && keyTakes(types, index.key, old.name, 'may'))
      yield sameSalt(old.version, index.version) && prover.property(storedIn(prover, old), index.types, true);
  }
  if (from.indexes.some(({ key }) => keyCovers(types, key, index.key))) return;
  for (const old of indexes)
    if (keysMayMeet(types, old.key, index.key))
      yield sameSalt(old.version, index.version) && prover.property(old.types, index.types, true);
}

function isBare({ fields, indexes, bases }: ObjectView): boolean {
  return fields.length + indexes.length + bases.length === 0;
}
