import type { Handles } from '../checker.js';
import type { Context } from './context.js';
import type { Entry, PropertyEdge } from './entry.js';
import { waysOutOfPackage } from './plain-types.js';
import { wellFormed } from './text.js';

/**
 * The properties that are data: a serializer writes them. Methods, accessors declared in a class (they stand on the
 * prototype; one that is refused passes), symbol keys, `#private` names and what carries `@keyshapeIgnore` are not. A property that holds only
 * functions is dropped later, when its type is read.
 */
export function dataProperties<Handle extends Handles>(
  context: Context<Handle>,
  properties: readonly Handle['property'][],
): readonly Handle['property'][] {
  const { checker } = context;
  return properties.filter((property) => {
    if (property.isHidden || property.isMethod) return false;
    const { declarations } = property;
    const facts = property.isAccessor ? declarations.map((one) => checker.factsOf(one)) : [];
    if (facts.some((one) => one.isInClass)) return facts.some((one) => one.isWrittenAsProperty);
    return declarations.length === 0 || !declarations.every((one) => checker.tagsOf(one).ignored);
  });
}

/** Asks for the types of the properties of a whole level at once. */
export function propertyEdges<Handle extends Handles>(
  context: Context<Handle>,
  owners: readonly { readonly entry: Entry<Handle>; readonly properties: readonly Handle['property'][] }[],
): readonly (readonly PropertyEdge<Handle>[])[] {
  const types = context.checker.propertyTypes(owners.flatMap(({ properties }) => properties));
  const facts = context.describe(types);
  let next = 0;
  return owners.map(({ entry, properties }) => {
    const inherited = context.behind(entry.declarations, entry.mode);
    return properties.map((property) => {
      const index = next++;
      const mode = context.followed(context.behind(property.declarations, inherited));
      const isAny = facts[index]!.kind === 'any' && !mode.admitsAny;
      const to = refusalOf(context, property, isAny, mode) ?? context.entry(types[index]!, mode);
      return {
        to,
        name: property.name,
        optional: property.optional,
        version: context.saltOf(property.declarations),
        declarations: property.declarations,
      };
    });
  });
}

function refusalOf<Handle extends Handles>(
  context: Context<Handle>,
  { name, declarations, isAccessor }: Handle['property'],
  isAny: boolean,
  mode: Entry<Handle>['mode'],
): Entry<Handle> | undefined {
  if (!wellFormed(name)) {
    return context.refused(mode, {
      code: 'KS1007',
      reason: 'its name holds a lone surrogate or U+FFFD, which compilers do not hand over alike',
      wayOut: 'Write the name without it.',
    });
  }
  const rewritten = isAccessor
    ? declarations.find((declaration) => context.checker.factsOf(declaration).isWrittenAsProperty)
    : undefined;
  if (rewritten !== undefined) {
    return context.refused(mode, {
      code: 'KS1014',
      reason:
        'it is an accessor of a class expression or of a class inside a function, which is no data here and a property in the declaration file that is written, so that two versions would stand for one type',
      wayOut: 'Declare the class by name at the top of a module, or cache an interface in its place.',
      place: context.placeOf(rewritten),
    });
  }
  const untyped = isAny
    ? declarations.find((declaration) => context.checker.factsOf(declaration).isUntypedPrivate)
    : undefined;
  if (untyped === undefined) return undefined;
  const owner = context.checker.fileOf(untyped).packageName;
  const place = owner === undefined ? 'a declaration file' : `a declaration file of the package ${owner}`;
  return context.refused(mode, {
    code: 'KS1006',
    reason: `it is a \`private\` member of a class in ${place}, where TypeScript writes no type`,
    wayOut:
      owner === undefined
        ? 'Cache an interface instead of the class, give the class a `toJSON()`, or put `@keyshapeIgnore` on the member.'
        : waysOutOfPackage(owner).wayOut,
    place: context.placeOf(untyped),
  });
}
