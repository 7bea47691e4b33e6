import { askOfLists } from '../ask.js';
import type { CallSignature, Handles, PropertyFacts, TypeFacts } from '../checker.js';
import { blindnessOf } from './blind.js';
import { type Context, declarationsOf } from './context.js';
import { type Edge, primitive, type TypeReading } from './entry.js';
import type { Unit } from './parts.js';
import { resolveCall } from './resolve-call.js';
import { refusedToJson, toJsonStep } from './unknown-to-json.js';

interface Candidate<Handle extends Handles> {
  readonly unit: Unit<Handle>;
  readonly property: Handle['property'];
}

/**
 * Follows `toJSON`, as `JSON.stringify` does: the type is what the method returns, read as it stands. One that may be
 * missing (or may be no function) leaves the own fields beside it. A library type's own (`Date`) is not followed.
 */
export function followToJson<Handle extends Handles>(
  context: Context<Handle>,
  objects: readonly { readonly unit: Unit<Handle>; readonly properties: readonly Handle['property'][] }[],
): void {
  if (context.options.serializer !== 'json') return;
  const candidates = objects.flatMap(({ unit, properties }): Candidate<Handle>[] => {
    const property = unit.entry.mode.asItStands ? undefined : properties.find((one) => one.name === 'toJSON');
    if (property === undefined) return [];
    const owner = context.checker.ownerOf(property);
    return owner !== undefined && context.heritage.libraryOf(owner) !== undefined ? [] : [{ unit, property }];
  });
  if (candidates.length === 0) return;

  const types = context.checker.propertyTypes(candidates.map(({ property }) => property));
  const members = candidates.map((_, index) => membersOf(context, types[index]!));
  const calls = askOfLists(members, (all) => context.checker.calls(all.map(({ type }) => type)));
  candidates.forEach(({ unit, property }, index) => {
    const own = members[index]!.map((member, at) => ({ ...member, calls: calls[index]![at]! }));
    unit.entry.reading = readingOf(context, unit, property, own);
  });
}

type Member<Handle extends Handles> = {
  readonly type: Handle['type'];
  readonly facts: TypeFacts<Handle>;
  readonly calls: readonly CallSignature<Handle['type']>[];
};

function readingOf<Handle extends Handles>(
  context: Context<Handle>,
  unit: Unit<Handle>,
  property: Handle['property'],
  members: readonly Member<Handle>[],
): TypeReading<Handle> | undefined {
  const { entry } = unit;
  const unknown = members.find(({ facts }) => ['any', 'error', 'deferred'].includes(facts.kind));
  if (unknown === undefined && members.every(({ calls }) => calls.length === 0)) return undefined;
  const mode = context.behind(property.declarations, context.behind(entry.declarations, entry.mode));
  const packageName = context.nearestFile(property.declarations)?.packageName;

  const resolved = members.map(({ calls }) => resolveCall(context, entry.type!, calls));
  const returns = [...new Set(resolved.flatMap((call) => call.returns))];
  const isUnclear = resolved.some((call) => call.isUnclear);
  const isGeneric = resolved.some((call) => call.isGeneric);
  const blindness = [
    ...returns.map((type) => blindnessOf(context, type, packageName !== undefined)),
    unknown && blindnessOf(context, unknown.type, false),
  ].find((one) => one !== undefined && (one.kind !== 'deferred' || isGeneric));
  if (!mode.admitsAny && (isUnclear || blindness !== undefined)) {
    return refusedToJson(context, property, packageName, blindness, entry.type!);
  }

  const asItStands = context.asItStands(mode);
  const isOpaque = isUnclear || blindness?.kind === 'deferred';
  const edges: Edge<Handle>[] = isOpaque
    ? [toJsonEdge(property, context.madeUp(mode, primitive('any')))]
    : returns.map((type) => toJsonEdge(property, context.entry(type, asItStands)));
  if (unknown !== undefined && !isOpaque) {
    const waits = unknown.facts.kind === 'deferred';
    const to = waits
      ? context.entry(unknown.type, mode)
      : context.madeUp(mode, unknownReading(unknown.facts));
    edges.push(toJsonEdge(property, to));
  }
  const isCertain =
    !property.optional && members.every((member) => member.calls.length > 0 || member === unknown);
  if (isCertain) return taggedInVain(context, unit) ?? { kind: 'union', members: edges };
  edges.push({ to: context.entry(entry.type!, context.asItStands(entry.mode)) });
  return { kind: 'union', members: edges };
}

function toJsonEdge<Handle extends Handles>(
  { declarations }: PropertyFacts<Handle['declaration']>,
  to: Edge<Handle>['to'],
): Edge<Handle> {
  return { step: toJsonStep, to, declarations };
}

/** A version tag counts on what `toJSON` returns, not on the type that has it. */
function taggedInVain<Handle extends Handles>(
  context: Context<Handle>,
  { parts }: Unit<Handle>,
): TypeReading<Handle> | undefined {
  const [part] = parts;
  if (parts.length > 1 || part?.facts.kind !== 'object') return undefined;
  const declaration = declarationsOf(part.facts.symbol).find(
    (one) => context.checker.tagsOf(one).version !== undefined,
  );
  if (declaration === undefined) return undefined;
  return {
    kind: 'refused',
    refusal: {
      code: 'KS1104',
      reason: '`@keyshapeVersion` can have no effect on a type whose `toJSON` is followed',
      wayOut: 'Put the tag on what `toJSON` returns.',
      place: context.placeOf(declaration),
    },
  };
}

function unknownReading<Handle extends Handles>(facts: TypeFacts<Handle>): TypeReading<Handle> {
  if (facts.kind !== 'error') return primitive('any');
  const name = facts.text !== undefined ? `\`${facts.text}\`` : 'the type of `toJSON`';
  return {
    kind: 'refused',
    refusal: { code: 'KS1002', reason: `${name} does not resolve`, wayOut: 'Mend the import.' },
  };
}

/** The members of a union, the nullish ones counted as "no function". */
function membersOf<Handle extends Handles>(context: Context<Handle>, type: Handle['type']) {
  const [facts] = context.describe([type]);
  const types = facts!.kind === 'union' ? facts!.members : [type];
  const described = context.describe(types);
  return types.map((member, index) => ({ type: member, facts: described[index]! }));
}
