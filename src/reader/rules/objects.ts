import type { Handles } from '../checker.js';
import { type Context, declarationsOf } from './context.js';
import { type Edge, type Entry, primitive, primitiveOf, type TypeReading } from './entry.js';
import { readLibraryTypes } from './library-types.js';
import { readMembers } from './members.js';
import { type ObjectFacts, type Part, partsOf, type Unit, withSymbol } from './parts.js';

/**
 * Reads the object types and intersections of a level. What is not an object after all (a branded primitive, a function)
 * is told apart first; then library types, which stand by their name; the rest is read by its members.
 */
export function readObjects<Handle extends Handles>(
  context: Context<Handle>,
  items: readonly { entry: Entry<Handle>; facts: ObjectFacts<Handle> }[],
): void {
  const units: Unit<Handle>[] = [];
  for (const { entry, facts } of items) {
    const parts = partsOf(context, entry.type!, facts);
    const early = withoutMembers(context, entry, parts);
    if (early === undefined) units.push({ entry, parts: parts.filter((part) => isObject(part)) });
    else entry.reading = early;
  }

  const candidates = [...new Set(units.flatMap((unit) => unit.parts.filter(mayBeCallable)))];
  const answers = context.checker.isCallable(candidates.map((part) => part.type));
  const callable = new Set(candidates.filter((_, index) => answers[index]));
  const isFunction = (part: Part<Handle>) =>
    callable.has(part) || (part.facts.kind === 'object' && libraryKind(part) === 'function');
  const libraryKind = (part: Part<Handle>) =>
    part.facts.kind === 'object' ? context.heritage.libraryOf(part.facts.symbol)?.kind : undefined;

  const data: Unit<Handle>[] = [];
  for (const { entry, parts } of units) {
    if (parts.some(isFunction)) {
      entry.reading = primitive('function');
      continue;
    }
    const real = parts.filter((part) => libraryKind(part) !== 'marker');
    entry.declarations = parts.flatMap(({ facts }) =>
      facts.kind === 'object' ? declarationsOf(facts.symbol).slice(0, 1) : [],
    );
    if (real.length > 0) data.push({ entry, parts: real });
    else entry.reading = { kind: 'object', bases: [], properties: [], indexes: [], version: undefined };
  }
  const byName = data.filter((unit) => isLibrary(context, unit));
  context.heritage.read(byName.flatMap(({ parts }) => parts.map(withSymbol)));
  readLibraryTypes(
    context,
    byName.filter(({ parts }) => !context.heritage.isAugmented(withSymbol(parts[0]!).symbol)),
  );
  readMembers(
    context,
    data.filter((unit) => unit.entry.reading === undefined),
  );
}

/** A tuple, an array or a library type, alone. */
function isLibrary<Handle extends Handles>(context: Context<Handle>, { parts }: Unit<Handle>): boolean {
  if (parts.length !== 1) return false;
  const { facts } = parts[0]!;
  return (
    facts.kind === 'tuple' ||
    (facts.kind === 'object' && context.heritage.libraryOf(facts.symbol) !== undefined)
  );
}

function isObject<Handle extends Handles>({ facts }: Part<Handle>): boolean {
  return facts.kind === 'object' || facts.kind === 'tuple';
}

function mayBeCallable<Handle extends Handles>({ facts }: Part<Handle>): boolean {
  return facts.kind === 'object';
}

/** The reading of an intersection that a part decides alone, `undefined` where its members do. */
function withoutMembers<Handle extends Handles>(
  context: Context<Handle>,
  { mode }: Entry<Handle>,
  parts: readonly Part<Handle>[],
): TypeReading<Handle> | undefined {
  const primitives: Edge<Handle>[] = [];
  let isNonPrimitive = false;
  for (const { type, facts } of parts) {
    if (isObject({ type, facts })) continue;
    // `object & { … }` is the object; alone (`object & ThisType<…>`) it is what it says.
    if (primitiveOf(facts) === 'object') {
      isNonPrimitive = true;
      continue;
    }
    const edge = { to: context.entry(type, mode) };
    // An unresolved or a deferred part decides, whatever stands beside it.
    if (facts.kind === 'error' || facts.kind === 'deferred' || facts.kind === 'any') {
      return { kind: 'union', members: [edge] };
    }
    primitives.push(edge);
  }
  if (primitives.length > 1) {
    return { kind: 'object', bases: primitives, properties: [], indexes: [], version: undefined };
  }
  if (primitives.length === 1) return { kind: 'union', members: primitives };
  if (isNonPrimitive && !parts.some(isObject)) {
    return primitive('object');
  }
  return undefined;
}
