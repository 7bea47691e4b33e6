import type { PropertyFacts, TypeFacts } from '../checker.js';
import { type Context, declarationsOf } from './context.js';
import type { Edge, Reading } from './entry.js';
import type { Unit } from './parts.js';

interface Candidate<Type, Property, Declaration> {
  readonly unit: Unit<Type, Declaration>;
  readonly property: Property;
}

/**
 * Follows `toJSON`, as `JSON.stringify` does: the type is what the method returns, read as it stands. One that may be
 * missing (or may be no function) leaves the own fields beside it. A library type's own (`Date`) is not followed.
 */
export function followToJson<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(
  context: Context<Type, Property, Declaration>,
  objects: readonly { readonly unit: Unit<Type, Declaration>; readonly properties: readonly Property[] }[],
): void {
  if (context.options.serializer !== 'json') return;
  const candidates = objects.flatMap(({ unit, properties }): Candidate<Type, Property, Declaration>[] => {
    const property = unit.entry.mode.asItStands ? undefined : properties.find((one) => one.name === 'toJSON');
    if (property === undefined) return [];
    const owner = context.checker.ownerOf(property);
    return owner !== undefined && context.heritage.libraryOf(owner) !== undefined ? [] : [{ unit, property }];
  });
  if (candidates.length === 0) return;

  const types = context.checker.propertyTypes(candidates.map(({ property }) => property));
  const members = candidates.map((_, index) => membersOf(context, types[index]!));
  const calls = context.checker.calls(members.flat().map(({ type }) => type));
  let next = 0;
  candidates.forEach(({ unit, property }, index) => {
    const own = members[index]!.map(({ facts }) => ({ facts, calls: calls[next++]! }));
    unit.entry.reading = readingOf(context, unit, property, own);
  });
}

type Member<Type, Declaration> = {
  readonly facts: TypeFacts<Type, Declaration>;
  readonly calls: { readonly returns: readonly Type[]; readonly isGeneric: boolean };
};

function readingOf<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(
  context: Context<Type, Property, Declaration>,
  { entry, parts }: Unit<Type, Declaration>,
  property: Property,
  members: readonly Member<Type, Declaration>[],
): Reading<Type, Declaration> | undefined {
  const step = '.toJSON()';
  const mode = context.behind(property.declarations, context.behind(entry.declarations, entry.mode));
  const unknown = members.find(({ facts }) => ['any', 'error', 'deferred'].includes(facts.kind));
  const returns = [...new Set(members.flatMap((member) => member.calls.returns))];
  if (unknown === undefined && returns.length === 0) return undefined;
  if (members.some((member) => member.calls.isGeneric)) context.seesTypeParameters = true;

  const results = context.describe(returns);
  const admitted = mode.admitsAny;
  const isUnknown = (kind: string) => kind === 'deferred' || (kind === 'any' && !admitted);
  if (
    (unknown !== undefined && isUnknown(unknown.facts.kind)) ||
    results.some((result) => isUnknown(result.kind))
  ) {
    return {
      kind: 'refused',
      refusal: {
        code: 'KS1010',
        reason: 'its `toJSON` returns `any` or a type parameter, so that what is written is unknown',
        wayOut: 'Give `toJSON` a return type.',
        place: property.declarations[0] && context.placeOf(property.declarations[0]),
      },
    };
  }
  const asItStands = context.asItStands(mode);
  const edges: Edge<Type, Declaration>[] = returns.map((type) => ({
    step,
    to: context.entry(type, asItStands),
  }));
  if (unknown !== undefined) edges.push({ step, to: context.madeUp(mode, unknownReading(unknown.facts)) });
  const isCertain =
    !property.optional && members.every((member) => member.calls.returns.length > 0 || member === unknown);
  if (!isCertain) {
    edges.push({ step: '', to: context.entry(entry.type!, context.asItStands(entry.mode)) });
  } else {
    const tagged =
      parts.length === 1 && parts[0]!.facts.kind === 'object' ? declarationsOf(parts[0]!.facts.symbol) : [];
    const declaration = tagged.find((one) => context.checker.tagsOf(one).version !== undefined);
    if (declaration !== undefined) {
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
  }
  return { kind: 'union', members: edges };
}

function unknownReading<Type, Declaration>(facts: TypeFacts<Type, Declaration>): Reading<Type, Declaration> {
  if (facts.kind === 'any') return { kind: 'scalar', label: { kind: 'primitive', name: 'any' } };
  const name =
    facts.kind === 'error' && facts.text !== undefined ? `\`${facts.text}\`` : 'the type of `toJSON`';
  return {
    kind: 'refused',
    refusal: { code: 'KS1002', reason: `${name} does not resolve`, wayOut: 'Mend the import.' },
  };
}

/** The members of a union, the nullish ones counted as "no function". */
function membersOf<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(context: Context<Type, Property, Declaration>, type: Type) {
  const [facts] = context.describe([type]);
  const types = facts!.kind === 'union' ? facts!.members : [type];
  const described = context.describe(types);
  return types.map((member, index) => ({ type: member, facts: described[index]! }));
}
