import type { Salt } from '../../shape/index.js';
import type { Handles, IndexFacts, Members } from '../checker.js';
import { foundationsOf } from './bases.js';
import { type Context, declarationsOf } from './context.js';
import { type Edge, type IndexEdge, primitive, primitiveOf, type TypeReading } from './entry.js';
import { isMapped } from './mapped.js';
import { ownMembers } from './own-members.js';
import { partsOf, type Unit, withSymbol } from './parts.js';
import { dataProperties, propertyEdges } from './properties.js';
import { followToJson } from './to-json.js';

/** A unit that is being read: its bases, and its members beside them. */
interface Work<Handle extends Handles> {
  readonly unit: Unit<Handle>;
  readonly bases: readonly Edge<Handle>[];
  readonly members: Members<Handle>;
}

/** Reads objects by their members: the user's own types, and what stands beside a library type. */
export function readMembers<Handle extends Handles>(
  context: Context<Handle>,
  units: readonly Unit<Handle>[],
): void {
  const { checker } = context;
  const works = worksOf(context, refuseDeferred(context, refuseUnresolvedBases(context, units)));

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
      version: saltOf(context, unit),
    } satisfies TypeReading<Handle>;
  });
}

/** A tag counts on the type that carries it, not on what is made of it: an intersection has none. */
function saltOf<Handle extends Handles>(context: Context<Handle>, { parts }: Unit<Handle>): Salt | undefined {
  const { facts } = parts[0]!;
  return parts.length === 1 && facts.kind === 'object'
    ? context.saltOf(declarationsOf(facts.symbol))
    : undefined;
}

/** An index signature; none for symbol keys, which are not data. */
function indexEdge<Handle extends Handles>(
  context: Context<Handle>,
  { entry, parts }: Unit<Handle>,
  index: IndexFacts<Handle>,
): readonly IndexEdge<Handle>[] {
  const { key, value } = index;
  const [facts] = context.describe([key]);
  const name = primitiveOf(facts) ?? context.checker.nameOf(key);
  if (name === 'symbol') return [];
  const inherited = context.behind(entry.declarations, entry.mode);
  const declarations = declarationsOfIndex(context, parts, index);
  const mode = context.followed(context.behind(declarations, inherited));
  return [{ step: `[${name}]`, to: context.entry(value, mode), key: context.entry(key, mode), declarations }];
}

/** Where an index signature is written, which may be in a base, or in what a mapped type maps. */
function declarationsOfIndex<Handle extends Handles>(
  context: Context<Handle>,
  parts: Unit<Handle>['parts'],
  { key, value, declaration }: IndexFacts<Handle>,
): readonly Handle['declaration'][] {
  if (declaration !== undefined) return [declaration];
  // It matters for what is refused unless a package is admitted: nearly every mapped type is spared the question.
  const [facts] = context.describe([value]);
  if (facts!.kind !== 'any' && facts!.kind !== 'error') return [];
  const mapped = parts.flatMap((part) =>
    isMapped(part.facts) ? [part] : context.heritage.mappedBases(withSymbol(part).symbol),
  );
  const sources = context.checker
    .mappedFrom(mapped.map(({ type }) => type))
    .flatMap((source) => (typeof source === 'object' ? [source.from] : []));
  const given = context.describe(sources);
  return context.checker.members(sources).flatMap(({ indexes }, at) => {
    const opened = partsOf(context, sources[at]!, given[at]!);
    const same = indexes.filter((one) => one.key === key);
    // `Omit` makes keys that are numbers of those that are strings.
    return (same.length > 0 ? same : indexes).flatMap((one) => declarationsOfIndex(context, opened, one));
  });
}

function refuseUnresolvedBases<Handle extends Handles>(
  context: Context<Handle>,
  units: readonly Unit<Handle>[],
) {
  context.heritage.read(units.flatMap(({ parts }) => parts.map(withSymbol)));
  return units.filter(({ entry, parts }) => {
    const refusal = parts.map((part) => context.heritage.refusalFor(withSymbol(part).symbol)).find(Boolean);
    if (refusal !== undefined) entry.reading = { kind: 'refused', refusal };
    return refusal === undefined;
  });
}

function refuseDeferred<Handle extends Handles>(context: Context<Handle>, units: readonly Unit<Handle>[]) {
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

/** What is left to read by members, when the library types under it are told apart. */
function worksOf<Handle extends Handles>(
  context: Context<Handle>,
  units: readonly Unit<Handle>[],
): readonly Work<Handle>[] {
  const foundations = foundationsOf(context, units);
  const members = context.checker.members(units.map(({ entry }) => entry.type!));
  return units.flatMap((unit, index) => {
    const foundation = foundations[index]!;
    const { edges, isFunction, primitive: branded, refusal } = foundation;
    if (refusal !== undefined) unit.entry.reading = { kind: 'refused', refusal };
    // A type that extends `Function` is a function, whatever it adds.
    else if (isFunction) {
      unit.entry.reading = primitive('function');
    } else if (branded !== undefined) {
      unit.entry.reading = { kind: 'union', members: [{ to: context.entry(branded, unit.entry.mode) }] };
    } else {
      const all = members[index]!;
      return [{ unit, bases: edges, members: edges.length > 0 ? ownMembers(context, foundation, all) : all }];
    }
    return [];
  });
}
