import type { BaseQuestion } from './checker.js';

/** What the arguments of a base are found out with: generic declarations, and the members that types inherit from them. */
export interface Inheritance<Type> {
  /** The types' own declarations, to which bases and type parameters belong; none for what no class or interface declares. */
  targetsOf(types: readonly Type[]): readonly (Type | undefined)[];
  /** The type parameters of a declaration. */
  parametersOf(target: Type): readonly Type[];
  argumentsOf(type: Type): readonly Type[];
  /** The bases of a declaration. */
  basesOf(target: Type): readonly Type[];
  /**
   * Each member that comes from a declaration unchanged: its type as declared, in the declaration's type parameters, and as
   * the inheriting type has it. One that is declared again says nothing.
   */
  inherited(type: Type, target: Type): Iterable<{ readonly declared: Type; readonly actual: Type }>;
  /** The members of a union without `null` and `undefined`; the type itself where it is not a union. */
  present(type: Type): readonly Type[];
  /** The result and the parameters of the first call signature. */
  signature(type: Type): readonly Type[] | undefined;
}

/** Deep enough for every member of the standard library, and an end for members that mention themselves. */
const DEPTH = 6;

/**
 * The type arguments that a type gives to a generic base, however far up. A checker gives bases in the parameters of the
 * declaration, not instantiated; what it instantiates is the members. So each inherited member is held against its
 * declaration: where the declaration says `T`, the member says what `T` is (first-order matching of a pattern).
 */
export function baseArguments<Type>(
  inheritance: Inheritance<Type>,
  { type, base }: BaseQuestion<Type>,
): readonly Type[] {
  const declared = inheritance.argumentsOf(base);
  const isConcrete = inheritance.argumentsOf(type).length === 0;
  if (declared.length === 0 || (isConcrete && isDirectBase(inheritance, type, base))) return declared;
  const [target] = inheritance.targetsOf([base]);
  const parameters = target === undefined ? [] : inheritance.parametersOf(target);
  const matching = new Matching(inheritance, new Set(parameters.slice(0, declared.length)));
  if (target !== undefined) matching.matchAll(inheritance.inherited(type, target));
  const known = knownParameters(inheritance, type);
  return declared.map(
    (argument, index) => matching.found.get(parameters[index]!) ?? known.get(argument) ?? argument,
  );
}

function isDirectBase<Type>(inheritance: Inheritance<Type>, type: Type, base: Type): boolean {
  const [target] = inheritance.targetsOf([type]);
  return target !== undefined && inheritance.basesOf(target).includes(base);
}

/** What stands for each type parameter of the declarations between a type and its bases. */
function knownParameters<Type>(inheritance: Inheritance<Type>, type: Type): ReadonlyMap<Type, Type> {
  const known = new Map<Type, Type>();
  const seen = new Set([type]);
  for (const one of seen) {
    const [target] = inheritance.targetsOf([one]);
    if (target === undefined) continue;
    const given = inheritance.argumentsOf(one);
    inheritance.parametersOf(target).forEach((parameter, index) => {
      const argument = given[index];
      if (argument !== undefined && argument !== parameter)
        known.set(parameter, known.get(argument) ?? argument);
    });
    for (const base of inheritance.basesOf(target)) seen.add(base);
  }
  return known;
}

/** Holds types of members against their declarations. */
class Matching<Type> {
  /** What was found, by parameter. */
  readonly found = new Map<Type, Type>();

  constructor(
    private readonly inheritance: Inheritance<Type>,
    private readonly wanted: ReadonlySet<Type>,
  ) {}

  matchAll(members: Iterable<{ readonly declared: Type; readonly actual: Type }>): void {
    for (const { declared, actual } of members) {
      if (this.found.size === this.wanted.size) break;
      this.match(declared, actual, DEPTH);
    }
  }

  private match(declared: Type, actual: Type, depth: number): void {
    if (this.wanted.has(declared)) {
      if (!this.found.has(declared)) this.found.set(declared, actual);
      return;
    }
    if (depth === 0) return;
    const { inheritance } = this;
    const shared = this.sharedArguments(declared, actual);
    if (shared !== undefined) {
      for (const [one, other] of shared) this.match(one, other, depth - 1);
      return;
    }
    const [left, right] = [inheritance.present(declared), inheritance.present(actual)];
    if (left.length !== 1 || left[0] !== declared) {
      // `T | undefined` against a union of several: no one type stands for `T`.
      if (left.length === 1 && right.length === 1) this.match(left[0]!, right[0]!, depth - 1);
      else this.matchMembers(left, right, depth - 1);
      return;
    }
    const [asked, given] = [inheritance.signature(declared), inheritance.signature(actual)];
    if (asked === undefined || given === undefined) return;
    asked.forEach((type, index) => {
      if (given[index] !== undefined) this.match(type, given[index], depth - 1);
    });
  }

  private matchMembers(left: readonly Type[], right: readonly Type[], depth: number): void {
    for (const declared of left) {
      const actual = right.find((one) => this.sharedArguments(declared, one) !== undefined);
      if (actual !== undefined) this.match(declared, actual, depth);
    }
  }

  /** Type arguments, where both types are references to one generic declaration. */
  private sharedArguments(
    declared: Type,
    actual: Type,
  ): readonly (readonly [declared: Type, actual: Type])[] | undefined {
    const [generic, other] = this.inheritance.targetsOf([declared, actual]);
    if (generic === undefined || generic !== other) return undefined;
    const given = this.inheritance.argumentsOf(actual);
    return this.inheritance
      .argumentsOf(declared)
      .flatMap((argument, index) => (given[index] === undefined ? [] : [[argument, given[index]] as const]));
  }
}
