import type { Handles, Members } from '../checker.js';
import type { Foundation } from './bases.js';
import type { Context } from './context.js';

/** What library types bring: their members by name and by key, and where each is declared. */
interface Brought<Handle extends Handles> {
  readonly names: ReadonlyMap<string, ReadonlySet<unknown>>;
  readonly keys: ReadonlyMap<
    Handle['type'],
    { readonly places: ReadonlySet<unknown>; readonly values: ReadonlySet<Handle['type'] | undefined> }
  >;
  /** What is declared in arrays, which are written without what is declared beside their elements: only a leaf takes in what is added to it. */
  readonly ofArrays: ReadonlySet<unknown>;
}

function broughtBy<Handle extends Handles>(
  { checker }: Context<Handle>,
  { types, edges }: Foundation<Handle>,
): Brought<Handle> {
  const names = new Map<string, Set<unknown>>();
  const keys = new Map<
    Handle['type'],
    { readonly places: Set<unknown>; readonly values: Set<Handle['type'] | undefined> }
  >();
  const ofArrays = new Set<unknown>();
  checker.members(types).forEach(({ properties, indexes }, index) => {
    const { reading } = edges[index]!.to;
    for (const { name, declarations } of properties) {
      const places = names.get(name) ?? new Set();
      names.set(name, places);
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
  return { names, keys, ofArrays };
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
  foundation: Foundation<Handle>,
  members: Members<Handle>,
): Members<Handle> {
  const { checker } = context;
  const brought = broughtBy(context, foundation);
  const isOwn = (declarations: readonly Handle['declaration'][], places: ReadonlySet<unknown>) =>
    declarations.length > 0 &&
    (declarations.some((one) => !places.has(checker.identityOf(one))) ||
      declarations.every(
        (one) => context.heritage.isOutside(one) && !brought.ofArrays.has(checker.identityOf(one)),
      ));

  const added = new Set<string>();
  const narrowed = new Set<Handle['type']>();
  for (const { properties, indexes } of checker.members(foundation.owners)) {
    for (const { name, declarations } of properties) {
      const places = brought.names.get(name);
      if (places !== undefined && isOwn(declarations, places)) added.add(name);
    }
    for (const { key, value, declaration } of indexes) {
      const known = brought.keys.get(key);
      if (known === undefined || known.values.has(value)) continue;
      const isMade = declaration === undefined;
      if (isMade || isOwn([declaration], known.places)) narrowed.add(key);
    }
  }
  return {
    properties: members.properties.filter(({ name }) => !brought.names.has(name) || added.has(name)),
    indexes: members.indexes.filter(({ key }) => !brought.keys.has(key) || narrowed.has(key)),
  };
}
