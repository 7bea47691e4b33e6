import { answersTo } from '../ask.js';
import type { Handles } from '../checker.js';
import type { Refusal } from '../problems.js';
import type { Context } from './context.js';
import { type Edge, type Entry, type Mode, primitiveOf } from './entry.js';
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
  /** The primitive that a mapped type goes over: with a brand it has members, and the value is the primitive all the same. */
  readonly primitive: Handle['type'] | undefined;
  readonly refusal: Refusal | undefined;
}

/** A library type, tuple or primitive under a unit: a part of it, or what a part extends, or what a mapped part maps. */
interface Ground<Handle extends Handles> {
  readonly part: Part<Handle>;
  readonly base: LibraryBase<Handle> | undefined;
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
  const found = units.map(({ entry, parts }) => {
    try {
      const grounds = parts.flatMap((part) => groundsOf(context, sources, part));
      const mode = beside(context, entry);
      const primitive = grounds.find(({ part }) => isPrimitive(part));
      if (primitive) return { grounds: [], primitive: primitive.type, refusal: undefined };
      return {
        grounds: grounds.map((ground) => ({ ...ground, mode })),
        primitive: undefined,
        refusal: undefined,
      };
    } catch (error) {
      if (error instanceof Refused) return { grounds: [], primitive: undefined, refusal: error.refusal };
      throw error;
    }
  });
  const edges = edgesTo(
    context,
    found.flatMap(({ grounds }) => grounds),
  );
  return found.map(({ grounds, primitive, refusal }, unit) => ({
    edges: grounds.map((one) => edges.get(one)!),
    types: grounds.map(({ type }) => type),
    owners: units[unit]!.parts.flatMap((part) => ownersOf(sources, part)),
    isFunction: grounds.some((one) => isFunction(context, one)),
    primitive,
    refusal,
  }));
}

type GroundInMode<Handle extends Handles> = Ground<Handle> & { readonly mode: Mode };

/** The mode of what stands beside the members of an entry: the option `any` admits it for who refers to the entry, or for who declares it. */
function beside<Handle extends Handles>(
  context: Context<Handle>,
  { declarations, mode }: Entry<Handle>,
): Mode {
  return mode.admitsAny ? mode : context.behind(declarations, mode);
}

/** What stands for library types in a shape. */
function edgesTo<Handle extends Handles>(
  context: Context<Handle>,
  grounds: readonly GroundInMode<Handle>[],
): ReadonlyMap<GroundInMode<Handle>, Edge<Handle>> {
  const extended = grounds.filter(({ base }) => base !== undefined);
  const direct = grounds.filter(({ base }) => base === undefined);
  return new Map([
    ...answersTo(extended, (some) =>
      libraryBaseEdges(
        context,
        some.map(({ part, base, mode }) => ({ type: part.type, base: base!, mode })),
      ),
    ),
    ...answersTo(direct, (some) => libraryTypeEdges(context, some)),
  ]);
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
  if (facts.kind === 'tuple' || isPrimitive(part)) return [{ part, base: undefined, type }];
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
      // A primitive is no base: what extends a mapped one has its members.
      .filter((ground) => !isPrimitive(ground.part))
      .map((ground) => ({ ...ground, part, base: ground.base ?? baseOf(context, ground, part) })),
  ];
}

/** Whether a part is a string, a number or the like, or some of them. */
function isPrimitive<Handle extends Handles>({ facts }: Part<Handle>): boolean {
  if (facts.kind !== 'scalar') return ['enum', 'mapping', 'template'].includes(facts.kind);
  const name = primitiveOf(facts);
  return name === undefined || !['null', 'object', 'undefined', 'unknown'].includes(name);
}

/** A library type that is mapped, as a base of the type that extends the mapped one. */
function baseOf<Handle extends Handles>(
  context: Context<Handle>,
  { part: { facts }, type }: Ground<Handle>,
  heir: Part<Handle>,
): LibraryBase<Handle> {
  const symbol = facts.kind === 'object' ? facts.symbol : undefined;
  const library = context.heritage.libraryOf(symbol);
  const { declarations } = withSymbol(heir).symbol!;
  return { type, library, name: symbol?.name ?? 'Array', declarations };
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
