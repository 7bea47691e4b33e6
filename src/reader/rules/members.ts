import type { Salt } from '../../shape/index.js';
import type { IndexFacts, Members, PropertyFacts } from '../checker.js';
import { type Context, declarationsOf } from './context.js';
import type { Edge, IndexEdge, Reading } from './entry.js';
import type { LibraryBase } from './heritage.js';
import { libraryBaseEdges } from './library-types.js';
import type { Part, Unit } from './parts.js';
import { dataProperties, propertyEdges } from './properties.js';
import { followToJson } from './to-json.js';

/** A unit on its way: its bases first, then its members beside them. */
interface Work<Type, Property, Declaration> {
  readonly unit: Unit<Type, Declaration>;
  readonly bases: readonly Edge<Type, Declaration>[];
  /** The parts that are library types or tuples, and the types that user types extend. */
  readonly baseTypes: readonly Type[];
  members: Members<Type, Property>;
}

/** Reads objects by their members: the user's own types, and what stands beside a library type. */
export function readMembers<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(context: Context<Type, Property, Declaration>, units: readonly Unit<Type, Declaration>[]): void {
  const { checker } = context;
  const resolved = refuseUnresolvedBases(context, units);
  const readable = refuseDeferred(context, withoutFunctions(context, resolved));
  const works = withBases(context, readable);
  const members = checker.members(works.map(({ unit }) => unit.entry.type!));
  works.forEach((work, index) => {
    work.members = members[index]!;
  });
  keepOwnMembers(
    context,
    works.filter((work) => work.baseTypes.length > 0),
  );

  const hollow = works.filter(
    ({ unit, bases, members: { properties, indexes } }) =>
      unit.parts.length > 1 && bases.length + properties.length + indexes.length === 0,
  );
  const empty = checker.isEmptyIntersection(hollow.map(({ unit }) => unit.entry.type!));
  const impossible = new Set(hollow.filter((_, index) => empty[index]));

  const possible = works.filter((work) => !impossible.has(work));
  for (const { unit } of impossible) unit.entry.reading = { kind: 'union', members: [] };
  followToJson(
    context,
    possible.map(({ unit, members: { properties } }) => ({ unit, properties })),
  );
  const open = possible.filter(({ unit }) => unit.entry.reading === undefined);
  const edges = propertyEdges(
    context,
    open.map(({ unit, members: { properties } }) => ({
      entry: unit.entry,
      properties: dataProperties(context, properties),
    })),
  );
  open.forEach(({ unit, bases, members: { indexes } }, index) => {
    unit.entry.reading = {
      kind: 'object',
      bases,
      properties: edges[index]!,
      indexes: indexes.flatMap((one) => indexEdge(context, unit, one)),
      version: versionOf(context, unit),
    } satisfies Reading<Type, Declaration>;
  });
}

/** A tag counts on the type that carries it, not on what is made of it: an intersection has none. */
function versionOf<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(context: Context<Type, Property, Declaration>, { parts }: Unit<Type, Declaration>): Salt | undefined {
  const { facts } = parts[0]!;
  return parts.length === 1 && facts.kind === 'object'
    ? context.versionOf(declarationsOf(facts.symbol))
    : undefined;
}

/** An index signature; none for symbol keys, which are no data. */
function indexEdge<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(
  context: Context<Type, Property, Declaration>,
  { entry }: Unit<Type, Declaration>,
  { key, value }: IndexFacts<Type>,
): readonly IndexEdge<Type, Declaration>[] {
  const [facts] = context.describe([key]);
  const name =
    facts!.kind === 'scalar' && facts!.label.kind === 'primitive'
      ? facts!.label.name
      : context.checker.nameOf(key);
  if (name === 'symbol') return [];
  const mode = context.followed(context.behind(entry.declarations, entry.mode));
  return [{ step: `[${name}]`, to: context.entry(value, mode), key: context.entry(key, mode) }];
}

function refuseUnresolvedBases<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(context: Context<Type, Property, Declaration>, units: readonly Unit<Type, Declaration>[]) {
  const symbolOf = ({ facts }: Part<Type, Declaration>) =>
    facts.kind === 'object' ? facts.symbol : undefined;
  context.heritage.read(
    units.flatMap(({ parts }) => parts.map((part) => ({ type: part.type, symbol: symbolOf(part) }))),
  );
  return units.filter(({ entry, parts }) => {
    const refusal = parts.map((part) => context.heritage.refusalFor(symbolOf(part))).find(Boolean);
    if (refusal !== undefined) entry.reading = { kind: 'refused', refusal };
    return refusal === undefined;
  });
}

/** A class or interface that extends `Function` is one, whatever it adds. */
function withoutFunctions<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(context: Context<Type, Property, Declaration>, units: readonly Unit<Type, Declaration>[]) {
  return units.filter(({ entry, parts }) => {
    const isFunction = parts.some(
      ({ facts }) =>
        facts.kind === 'object' &&
        context.heritage.libraryBases(facts.symbol).some(({ library }) => library?.kind === 'function'),
    );
    if (isFunction) entry.reading = { kind: 'scalar', label: { kind: 'primitive', name: 'function' } };
    return !isFunction;
  });
}

function refuseDeferred<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(context: Context<Type, Property, Declaration>, units: readonly Unit<Type, Declaration>[]) {
  if (!context.seesTypeParameters) return units;
  const mapped = units.flatMap(({ entry, parts }) =>
    parts.flatMap(({ type, facts }) => (facts.kind === 'object' && facts.isMapped ? [{ entry, type }] : [])),
  );
  const deferred = context.checker.isDeferredMapped(mapped.map(({ type }) => type));
  mapped.forEach(({ entry, type }, index) => {
    if (!deferred[index]) return;
    entry.reading = {
      kind: 'refused',
      refusal: {
        code: 'KS1004',
        reason: `\`${context.checker.nameOf(type)}\` is a mapped type over a type parameter, and has no structure before a type is given for it`,
        wayOut: 'Call the intrinsic where the type is known, and pass the result in.',
      },
    };
  });
  return units.filter(({ entry }) => entry.reading === undefined);
}

function withBases<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(
  context: Context<Type, Property, Declaration>,
  units: readonly Unit<Type, Declaration>[],
): Work<Type, Property, Declaration>[] {
  const questions: { unit: number; type: Type; base: LibraryBase<Type> }[] = [];
  const parts = units.map(({ parts, entry }, unit) => {
    const edges: Edge<Type, Declaration>[] = [];
    const types: Type[] = [];
    for (const { type, facts } of parts) {
      if (facts.kind === 'tuple' || (facts.kind === 'object' && context.heritage.libraryOf(facts.symbol))) {
        edges.push({ step: '', to: context.entry(type, entry.mode) });
        types.push(type);
      } else if (facts.kind === 'object') {
        for (const base of context.heritage.libraryBases(facts.symbol)) questions.push({ unit, type, base });
      }
    }
    return { edges, types };
  });
  const inherited = libraryBaseEdges(
    context,
    questions.map(({ unit, type, base }) => ({ type, base, mode: units[unit]!.entry.mode })),
  );
  questions.forEach(({ unit, base }, index) => {
    parts[unit]!.edges.push(inherited[index]!);
    parts[unit]!.types.push(base.type);
  });
  return units.map((unit, index) => ({
    unit,
    bases: parts[index]!.edges,
    baseTypes: parts[index]!.types,
    members: { properties: [], indexes: [] },
  }));
}

/** Leaves out what a library type brings itself: its members are not the user's, and grow with every `lib`. */
function keepOwnMembers<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(context: Context<Type, Property, Declaration>, works: readonly Work<Type, Property, Declaration>[]): void {
  const own = works.map(({ unit }) =>
    unit.parts.filter(
      ({ facts }) => facts.kind === 'object' && context.heritage.libraryOf(facts.symbol) === undefined,
    ),
  );
  const ownMembers = context.checker.members(own.flat().map((part) => part.type));
  const baseMembers = context.checker.members(works.flatMap((work) => work.baseTypes));
  let nextOwn = 0;
  let nextBase = 0;
  works.forEach((work, index) => {
    const mine = own[index]!.map(() => ownMembers[nextOwn++]!);
    const theirs = work.baseTypes.map(() => baseMembers[nextBase++]!);
    const names = new Set(
      mine.flatMap(({ properties }) =>
        properties.filter((one) => isOwn(context, one)).map((one) => one.name),
      ),
    );
    const baseKeys = new Set(theirs.flatMap(({ indexes }) => indexes.map((one) => one.key)));
    work.members = {
      properties: work.members.properties.filter((one) => names.has(one.name)),
      indexes: work.members.indexes.filter((one) => !baseKeys.has(one.key)),
    };
  });
}

function isOwn<Type extends object, Property extends PropertyFacts<Declaration>, Declaration extends object>(
  context: Context<Type, Property, Declaration>,
  property: Property,
): boolean {
  const owner = context.checker.ownerOf(property);
  if (owner !== undefined) return context.heritage.libraryOf(owner) === undefined;
  // A tuple's `0` and `length` are declared nowhere; what a mapped type makes is.
  return property.declarations.length > 0;
}
