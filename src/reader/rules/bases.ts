import type { Handles, Members } from '../checker.js';
import type { Refusal } from '../problems.js';
import type { Context } from './context.js';
import type { Edge } from './entry.js';
import type { LibraryBase } from './heritage.js';
import { libraryBaseEdges, libraryTypeEdges } from './library-types.js';
import { covers, type Sources, sourcesOf, untold } from './mapped.js';
import { type Part, type Unit, withSymbol } from './parts.js';

/** What library types bring to a unit: the bases of its shape, and what tells their members from the user's. */
export interface Foundation<Handle extends Handles> {
  readonly edges: readonly Edge<Handle>[];
  /** The library types and tuples. */
  readonly types: readonly Handle['type'][];
  /** The types that the members of the unit come from: of a mapped type, what it maps. */
  readonly owners: readonly Handle['type'][];
  readonly isFunction: boolean;
  readonly refusal: Refusal | undefined;
}

/** A library type or tuple under a unit: a part of it, or what a part extends, or what a mapped part maps. */
interface Ground<Handle extends Handles> {
  readonly part: Part<Handle>;
  readonly base: LibraryBase<Handle['type']> | undefined;
  readonly type: Handle['type'];
}

/** Finds the library types that units stand on. */
export function foundationsOf<Handle extends Handles>(
  context: Context<Handle>,
  units: readonly Unit<Handle>[],
): readonly Foundation<Handle>[] {
  const sources = sourcesOf(
    context,
    units.flatMap(({ parts }) => parts.flatMap((part) => [part, ...mappedBasesOf(context, part)])),
  );
  context.heritage.read(
    [...sources.values()].flatMap((source) => (source === 'unknown' ? [] : source.parts)).map(withSymbol),
  );
  const found = units.map(({ parts }) => {
    try {
      return { grounds: parts.flatMap((part) => groundsOf(context, sources, part)), refusal: undefined };
    } catch (error) {
      if (error instanceof Refused) return { grounds: [], refusal: error.refusal };
      throw error;
    }
  });
  const groundsOfEach = found.map(({ grounds }, unit) =>
    grounds.map((ground) => ({ ...ground, mode: units[unit]!.entry.mode })),
  );
  const all = groundsOfEach.flat();
  const extended = all.filter((one) => one.base !== undefined);
  const direct = all.filter((one) => one.base === undefined);
  const edges = new Map<object, Edge<Handle>>();
  libraryBaseEdges(
    context,
    extended.map(({ part, base, mode }) => ({ type: part.type, base: base!, mode })),
  ).forEach((edge, index) => {
    edges.set(extended[index]!, edge);
  });
  libraryTypeEdges(context, direct).forEach((edge, index) => {
    edges.set(direct[index]!, edge);
  });
  return found.map(({ refusal }, unit) => {
    const mine = groundsOfEach[unit]!;
    return {
      edges: mine.map((one) => edges.get(one)!),
      types: mine.map(({ type }) => type),
      owners: units[unit]!.parts.flatMap((part) => ownersOf(sources, part)),
      isFunction: mine.some((one) => isFunction(context, one)),
      refusal,
    };
  });
}

/**
 * Leaves out what a library type brings itself: its members are not the user's, and grow with every `lib`. What the user's
 * own declarations add to it stays.
 *
 * @param members what the unit has
 * @returns what of it is data beside the library types
 */
export function ownMembers<Handle extends Handles>(
  context: Context<Handle>,
  { types, owners, edges }: Foundation<Handle>,
  members: Members<Handle>,
): Members<Handle> {
  const { checker } = context;
  const theirs = new Map<string, Set<unknown>>();
  // An array is written without what is declared beside its elements: only a leaf takes in what is added to it.
  const ofArrays = new Set<unknown>();
  const keys = new Map<
    Handle['type'],
    { readonly places: Set<unknown>; readonly values: Set<Handle['type'] | undefined> }
  >();
  checker.members(types).forEach(({ properties, indexes }, index) => {
    const { reading } = edges[index]!.to;
    for (const { name, declarations } of properties) {
      const places = theirs.get(name) ?? new Set();
      theirs.set(name, places);
      for (const one of declarations) {
        places.add(checker.identityOf(one));
        if (reading?.kind !== 'compound') ofArrays.add(checker.identityOf(one));
      }
    }
    const element = reading?.kind === 'array' ? reading.edges[0]!.to.type : undefined;
    for (const { key, value, declaration } of indexes) {
      const known = keys.get(key) ?? { places: new Set(), values: new Set() };
      keys.set(key, known);
      known.places.add(declaration && checker.identityOf(declaration));
      known.values.add(value).add(element);
    }
  });
  const isOwn = (declarations: readonly Handle['declaration'][], places: ReadonlySet<unknown>) =>
    declarations.length > 0 &&
    (declarations.some((one) => !places.has(checker.identityOf(one))) ||
      declarations.every((one) => context.heritage.isOutside(one) && !ofArrays.has(checker.identityOf(one))));

  const names = new Set<string>();
  const narrowed = new Set<Handle['type']>();
  for (const { properties, indexes } of checker.members(owners)) {
    for (const { name, declarations } of properties) {
      const places = theirs.get(name);
      if (places !== undefined && isOwn(declarations, places)) names.add(name);
    }
    for (const { key, value, declaration } of indexes) {
      const known = keys.get(key);
      const isMade = declaration === undefined;
      if (known === undefined || known.values.has(value)) continue;
      if (isMade || isOwn([declaration], known.places)) narrowed.add(key);
    }
  }
  return {
    properties: members.properties.filter(({ name }) => !theirs.has(name) || names.has(name)),
    indexes: members.indexes.filter(({ key }) => !keys.has(key) || narrowed.has(key)),
  };
}

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.reason);
  }
}

function groundsOf<Handle extends Handles>(
  context: Context<Handle>,
  sources: Sources<Handle>,
  part: Part<Handle>,
): readonly Ground<Handle>[] {
  const { type, facts } = part;
  if (facts.kind === 'tuple') return [{ part, base: undefined, type }];
  if (facts.kind !== 'object') return [];
  const source = sources.get(type);
  if (source === 'unknown') throw new Refused(untold);
  if (source !== undefined) {
    return source.parts
      .flatMap((one) => groundsOf(context, sources, one))
      .filter((ground) => {
        const answer = isFunction(context, ground) ? 'all' : covers(context, type, source.type, ground.type);
        if (typeof answer === 'object') throw new Refused(answer);
        return answer === 'all';
      });
  }
  const library = context.heritage.libraryOf(facts.symbol);
  if (library?.kind === 'marker') return [];
  if (library !== undefined) return [{ part, base: undefined, type }];
  return [
    ...context.heritage.libraryBases(facts.symbol).map((base) => ({ part, base, type: base.type })),
    // What a mapped base maps is written in the type parameters of the declaration, as any base is: the members tell the arguments.
    ...mappedBasesOf(context, part)
      .flatMap((base) => groundsOf(context, sources, base))
      .map((ground) => ({ ...ground, part, base: ground.base ?? baseOf(context, ground) })),
  ];
}

/** A library type that is mapped, as a base of the type that extends the mapped one. */
function baseOf<Handle extends Handles>(
  context: Context<Handle>,
  { part: { facts }, type }: Ground<Handle>,
): LibraryBase<Handle['type']> {
  const symbol = facts.kind === 'object' ? facts.symbol : undefined;
  return { type, library: context.heritage.libraryOf(symbol), name: symbol?.name ?? 'Array' };
}

/** The mapped types that a class or interface extends: `interface X extends Readonly<Map<…>>`. */
function mappedBasesOf<Handle extends Handles>(
  context: Context<Handle>,
  { facts }: Part<Handle>,
): readonly Part<Handle>[] {
  return facts.kind === 'object' ? context.heritage.mappedBases(facts.symbol) : [];
}

function isFunction<Handle extends Handles>(
  context: Context<Handle>,
  { part, base }: Ground<Handle>,
): boolean {
  if (base !== undefined) return base.library?.kind === 'function';
  return part.facts.kind === 'object' && context.heritage.libraryOf(part.facts.symbol)?.kind === 'function';
}

function ownersOf<Handle extends Handles>(
  sources: Sources<Handle>,
  part: Part<Handle>,
): readonly Handle['type'][] {
  const source = sources.get(part.type);
  if (source === undefined || source === 'unknown') return [part.type];
  return source.parts.flatMap((one) => ownersOf(sources, one));
}
