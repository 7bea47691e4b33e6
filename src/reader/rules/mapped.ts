import type { Handles, TypeFacts } from '../checker.js';
import type { Refusal } from '../problems.js';
import type { Context } from './context.js';
import { primitiveOf } from './entry.js';
import { type Part, partsOf } from './parts.js';

/** What mapped types take their members from: the types in `keyof T`, opened. */
export type Sources<Handle extends Handles> = ReadonlyMap<Handle['type'], Source<Handle>>;

/** The type that a mapped type maps; `unknown` where the compiler does not tell. */
export type Source<Handle extends Handles> =
  | { readonly type: Handle['type']; readonly parts: readonly Part<Handle>[] }
  | 'unknown';

/**
 * Finds what the mapped types among some parts map, and what those map in turn, as far as a library type can be in it: one
 * whose members are all the user's own does not matter here.
 */
export function sourcesOf<Handle extends Handles>(
  context: Context<Handle>,
  parts: readonly Part<Handle>[],
): Sources<Handle> {
  const sources = new Map<Handle['type'], Source<Handle>>();
  let pending = parts;
  while (pending.length > 0) {
    const mapped = pending.filter(({ type, facts }) => isMapped(facts) && !sources.has(type));
    const members = context.checker.members(mapped.map(({ type }) => type));
    const asked = mapped.filter((_, index) =>
      members[index]!.properties.some(({ declarations }) =>
        declarations.some((one) => context.heritage.isOfLibrary(one)),
      ),
    );
    mapped.forEach(({ type }, index) => {
      if (hasLibraryMethods(context, members[index]!.properties)) sources.set(type, 'unknown');
    });
    const answers = context.checker.mappedFrom(asked.map(({ type }) => type));
    pending = asked.flatMap(({ type }, index) => {
      const answer = answers[index]!;
      if (answer === 'none') return [];
      if (answer === 'unknown') {
        sources.set(type, 'unknown');
        return [];
      }
      const [facts] = context.describe([answer.from]);
      const opened = partsOf(context, answer.from, facts!);
      sources.set(type, { type: answer.from, parts: opened });
      return opened;
    });
  }
  return sources;
}

/**
 * Whether a mapped type has every member of a library type, and makes nothing else of them.
 *
 * @param mapped the mapped type
 * @param source what it maps
 * @param base the library type, which the source is or extends
 * @returns `part` where members are left out; the reason where a member is made something else
 */
export function covers<Handle extends Handles>(
  context: Context<Handle>,
  mapped: Handle['type'],
  source: Handle['type'],
  base: Handle['type'],
): 'all' | 'part' | Refusal {
  const [made, given, theirs] = context.checker
    .members([mapped, source, base])
    .map(
      ({ properties }) => new Map(properties.filter((one) => !one.isHidden).map((one) => [one.name, one])),
    );
  const names = [...theirs!.keys()];
  if (!names.every((name) => made!.has(name))) return 'part';
  const known = names.filter((name) => given!.has(name));
  const types = context.checker.propertyTypes(known.flatMap((name) => [made!.get(name)!, given!.get(name)!]));
  const changed = known.find((_, index) => !comesFrom(context, types[index * 2]!, types[index * 2 + 1]!));
  if (changed === undefined) return 'all';
  return {
    code: 'KS1015',
    reason: `a mapped type makes something else of \`${changed}\` of a standard-library type, so that what the value is cannot be told`,
    wayOut:
      'Leave the library type as it is (`T extends Date ? T : …`), or write the type that is stored in its place.',
  };
}

/** The refusal of a mapped type whose members are a library's, where the compiler does not say what it maps. */
export const untold: Refusal = {
  code: 'KS1015',
  reason:
    'a mapped type has the members of a standard-library type, and the compiler does not tell which type it maps',
  wayOut:
    'Leave library types as they are (`T extends Date ? T : …`), or write the mapped type as an alias of its own over all keys, `type Mapped<T> = { [K in keyof T]: … }`.',
};

/** Whether a member still is what it was, or was mapped itself; `null` and `undefined` aside. */
function comesFrom<Handle extends Handles>(
  context: Context<Handle>,
  made: Handle['type'],
  given: Handle['type'],
): boolean {
  if (made === given) return true;
  const after = presentOf(context, made);
  const before = presentOf(context, given);
  if (after.length === 0) return before.length === 0;
  // Whatever a template makes of an `unknown` member, it is made of that member.
  if (before.some(({ facts }) => primitiveOf(facts) === 'unknown')) return true;
  return after.every(({ type, facts }) => {
    if (before.some((one) => one.type === type || isSameLibraryType(context, one.facts, facts))) return true;
    // A compiler has several types for `boolean`, by how its literals were put together.
    const isBoolean =
      primitiveOf(facts) === 'boolean' || (facts.kind === 'scalar' && facts.label.kind === 'boolean');
    if (isBoolean && before.some((one) => primitiveOf(one.facts) === 'boolean')) return true;
    if (!isMapped(facts)) return false;
    const [source] = context.checker.mappedFrom([type]);
    if (typeof source === 'object') return before.some((one) => one.type === source.from);
    // A mapping leaves nothing of a function: its result `{}` no longer shows where it comes from.
    return source === 'unknown' && context.checker.members([type])[0]!.properties.length === 0;
  });
}

function presentOf<Handle extends Handles>(
  context: Context<Handle>,
  type: Handle['type'],
): readonly Part<Handle>[] {
  const [facts] = context.describe([type]);
  if (facts!.kind === 'substitution') return presentOf(context, facts!.target);
  if (facts!.kind === 'union') return facts!.members.flatMap((member) => presentOf(context, member));
  const isNullish =
    facts!.kind === 'never' || primitiveOf(facts!) === 'null' || primitiveOf(facts!) === 'undefined';
  return isNullish ? [] : [{ type, facts: facts! }];
}

/** Whether two types are one library type, whatever their arguments: those of a member are not part of the leaf. */
function isSameLibraryType<Handle extends Handles>(
  context: Context<Handle>,
  one: TypeFacts<Handle>,
  other: TypeFacts<Handle>,
): boolean {
  return (
    one.kind === 'object' &&
    other.kind === 'object' &&
    one.symbol === other.symbol &&
    context.heritage.libraryOf(one.symbol) !== undefined
  );
}

/** Whether a type is a mapped one. */
export function isMapped<Handle extends Handles>(facts: TypeFacts<Handle>): boolean {
  return facts.kind === 'object' && facts.isMapped;
}

/** Names that only the types of the library have together, on every version of it: those with a content that no member shows. */
const distinctive: readonly (readonly string[])[] = [
  ['entries', 'forEach', 'has', 'keys', 'size', 'values'], // Map, Set
  ['getTime', 'toISOString', 'getTimezoneOffset'], // Date
  ['concat', 'indexOf', 'join', 'length', 'slice', 'map'], // arrays
  ['charAt', 'charCodeAt', 'length', 'substring'], // strings
  ['toExponential', 'toFixed', 'toPrecision'], // numbers
  ['BYTES_PER_ELEMENT', 'buffer', 'byteLength'], // typed arrays, Buffer
  ['buffer', 'byteLength', 'getInt8'], // DataView
  ['exec', 'source', 'test'], // RegExp
  ['catch', 'then'], // Promise
];

/**
 * Whether some properties without a declaration are methods of a library type, under the names they have there: those of a
 * mapped type that lists names itself and looks their types up in a library type (`{ [K in keyof T & string]: T[K] }`).
 */
function hasLibraryMethods<Handle extends Handles>(
  context: Context<Handle>,
  properties: readonly Handle['property'][],
): boolean {
  const made = properties.filter((one) => !one.isHidden && one.declarations.length === 0);
  // What such a type makes of a method in turn (`{}`) says no more whose it was; the names still do.
  const names = new Set(made.map(({ name }) => name));
  if (distinctive.some((theirs) => theirs.every((name) => names.has(name)))) return true;
  const facts = context.describe(context.checker.propertyTypes(made));
  return facts.some((one, index) => {
    if (one.kind !== 'object' || one.symbol === undefined || one.symbol.isClassOrInterface) return false;
    const [declaration] = one.symbol.declarations;
    return (
      declaration !== undefined &&
      context.heritage.isOfLibrary(declaration) &&
      one.symbol.name === made[index]!.name
    );
  });
}
