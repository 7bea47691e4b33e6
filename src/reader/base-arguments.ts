/** What the arguments of a base are found out with: the members that a type inherits from a generic declaration. */
export interface InheritedMembers<Type> {
  /** The type parameters of the base's declaration. */
  readonly parameters: readonly Type[];
  /**
   * Each member that comes from the base unchanged: its type as declared, in the base's type parameters, and as the
   * inheriting type has it.
   */
  readonly members: Iterable<{ readonly declared: Type; readonly actual: Type }>;
  /** Type arguments, where both types are references to one generic declaration. */
  sharedArguments(declared: Type, actual: Type): readonly (readonly [Type, Type])[] | undefined;
  /** The members of a union without `null` and `undefined`; the type itself where it is not a union. */
  present(type: Type): readonly Type[];
  /** The parameters and the result of the first call signature. */
  signature(type: Type): readonly Type[] | undefined;
}

/** Deep enough for every member of the standard library, and an end for members that mention themselves. */
const DEPTH = 6;

/**
 * Finds the type arguments that a type gives to a generic base, however far up. A checker gives bases in the parameters of
 * the declaration, not instantiated; what it instantiates is the members. So each inherited member is held against its
 * declaration: where the declaration says `T`, the member says what `T` is (first-order matching of a pattern).
 *
 * @returns what was found, by parameter
 */
export function inferArguments<Type>(view: InheritedMembers<Type>, count: number): ReadonlyMap<Type, Type> {
  const wanted = new Set(view.parameters.slice(0, count));
  const found = new Map<Type, Type>();
  for (const { declared, actual } of view.members) {
    if (found.size === wanted.size) break;
    match(view, wanted, found, declared, actual, DEPTH);
  }
  return found;
}

function match<Type>(
  view: InheritedMembers<Type>,
  wanted: ReadonlySet<Type>,
  found: Map<Type, Type>,
  declared: Type,
  actual: Type,
  depth: number,
): void {
  if (wanted.has(declared)) {
    if (!found.has(declared)) found.set(declared, actual);
    return;
  }
  if (depth === 0) return;
  const next = (a: Type, b: Type) => match(view, wanted, found, a, b, depth - 1);
  const shared = view.sharedArguments(declared, actual);
  if (shared !== undefined) {
    for (const [a, b] of shared) next(a, b);
    return;
  }
  const [left, right] = [view.present(declared), view.present(actual)];
  if (left.length !== 1 || left[0] !== declared) {
    // `T | undefined` against a union of several: no one type stands for `T`.
    if (left.length === 1 && right.length === 1) next(left[0]!, right[0]!);
    else matchMembers(view, left, right, next);
    return;
  }
  const [asked, given] = [view.signature(declared), view.signature(actual)];
  if (asked === undefined || given === undefined) return;
  asked.forEach((type, index) => {
    if (given[index] !== undefined) next(type, given[index]);
  });
}

function matchMembers<Type>(
  view: InheritedMembers<Type>,
  left: readonly Type[],
  right: readonly Type[],
  next: (declared: Type, actual: Type) => void,
): void {
  for (const declared of left) {
    const actual = right.find((one) => view.sharedArguments(declared, one) !== undefined);
    if (actual !== undefined) next(declared, actual);
  }
}
