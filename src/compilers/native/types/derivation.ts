import { askOfPresent } from '../../../reader/ask.js';
import type { NativeType } from '../api/reading.js';
import type { Session } from '../server/session.js';
import type { Composition } from './composition.js';
import type { NativeProperty } from './handles.js';
import type { Symbols } from './symbols.js';

type Properties = readonly NativeProperty[];

/** How the properties of a type follow from those of others. */
export interface Derivation {
  readonly from: readonly NativeType[];
  /** `undefined` where they do not follow after all. */
  derive(properties: readonly Properties[]): Properties | undefined;
}

/** Names that stand for numbers: `keyof` gives numbers for them, and no string literal selects those. */
const numeric = /^-?(?:\d|Infinity$|NaN$)/;

/**
 * Tells which types need not be asked for their properties. `Omit<T, K>` and `Pick<T, K>` have properties of T, under the
 * same names with the same marks and types; an intersection with such a type, whose parts have no name in common,
 * has the properties of its parts. The compiler makes a symbol and a type anew for each, and a package that omits one key
 * from a large type in each of a thousand places (schema-dts) hands over most of its quarter of a million symbols so.
 *
 * Without this, 339 roots of schema-dts on 7.1 took 13.8 to 16.5 processor seconds in place of 10.5 to 10.8, and 640 MB and more in
 * place of 490; a package that omits little (stripe) takes the same either way.
 */
export class Derivations {
  private readonly selected = new Map<NativeType, Derivation | undefined>();

  constructor(
    private readonly session: Session,
    private readonly symbols: Symbols,
    private readonly composition: Composition,
  ) {}

  /** The derivation of each type that has one. */
  of(types: readonly NativeType[]): ReadonlyMap<NativeType, Derivation> {
    const { Intersection } = this.session.module.TypeFlags;
    const intersections = types.filter(({ flags }) => flags & Intersection);
    const parts = this.composition.partsOf(intersections);
    this.readSelections([...types, ...parts.flat()]);
    const found = new Map<NativeType, Derivation>();
    for (const type of types) {
      const selection = this.selected.get(type);
      if (selection !== undefined) found.set(type, selection);
    }
    intersections.forEach((type, index) => {
      const from = parts[index]!;
      if (from.some((part) => this.selected.get(part))) found.set(type, { from, derive: disjoint });
    });
    return found;
  }

  /** Finds out of each type whether it is an `Omit` or a `Pick` that can be derived. */
  private readSelections(types: readonly NativeType[]): void {
    const { Mapped } = this.session.module.ObjectFlags;
    const fresh = [...new Set(types)].filter(
      (type) =>
        (type.objectFlags ?? 0) & Mapped && type.aliasSymbol !== undefined && !this.selected.has(type),
    );
    const aliases = this.session.askTypes('getAliasSymbol', fresh);
    const selections = fresh.flatMap((type, index) => {
      this.selected.set(type, undefined);
      const alias = aliases[index];
      const isNamed = alias !== undefined && (alias.name === 'Omit' || alias.name === 'Pick');
      if (!isNamed || !this.symbols.facts(alias).declarations[0]?.file.isLibrary) return [];
      return [{ type, keepsNamed: alias.name === 'Pick' }];
    });
    const given = this.session.askTypes(
      'getAliasTypeArguments',
      selections.map(({ type }) => type),
    );
    const keys = this.literals(given.map(([, key]) => key));
    selections.forEach(({ type, keepsNamed }, index) => {
      const [from] = given[index]!;
      const names = keys[index];
      if (from === undefined || names === undefined || !this.isPlain(from)) return;
      this.selected.set(type, { from: [from], derive: ([all]) => select(all!, names, keepsNamed) });
    });
  }

  /** The strings of a type that is one literal, a union of them or `never`. */
  private literals(types: readonly (NativeType | undefined)[]): readonly (ReadonlySet<string> | undefined)[] {
    const { Union, StringLiteral, EnumLiteral, Never } = this.session.module.TypeFlags;
    const unions = types.map((type) => (type && type.flags & Union ? type : undefined));
    const members = askOfPresent(unions, (asked) => this.composition.partsOf(asked));
    return types.map((type, index) => {
      if (type === undefined) return undefined;
      if (type.flags & Never) return new Set();
      const all = members[index] ?? [type];
      // A member of an enum is another type than the string that it is.
      const areStrings = all.every(({ flags }) => flags & StringLiteral && !(flags & EnumLiteral));
      return areStrings ? new Set(all.map(({ value }) => String(value))) : undefined;
    });
  }

  /** Whether a type is an interface or a type literal: not a class, whose private members no `keyof` names, nor a mapped type. */
  private isPlain(type: NativeType): boolean {
    const { TypeFlags, ObjectFlags, SymbolFlags } = this.session.module;
    if (!(type.flags & TypeFlags.Object) || (type.objectFlags ?? 0) & ObjectFlags.Mapped) return false;
    const [symbol] = this.symbols.of([type]);
    return (
      symbol !== undefined &&
      (symbol.flags & (SymbolFlags.Interface | SymbolFlags.TypeLiteral)) !== 0 &&
      !(symbol.flags & SymbolFlags.Class)
    );
  }
}

function select(all: Properties, names: ReadonlySet<string>, keepsNamed: boolean): Properties | undefined {
  // A method or an accessor of T is a property of `Pick<T, K>`.
  const isSimple = all.every(
    ({ name, isMethod, isAccessor }) => !isMethod && !isAccessor && !numeric.test(name),
  );
  return isSimple
    ? all.filter(({ name, isHidden }) => (!isHidden && names.has(name)) === keepsNamed)
    : undefined;
}

function disjoint(parts: readonly Properties[]): Properties | undefined {
  const all = parts.flat();
  const names = new Set(all.map(({ symbol }) => symbol.escapedName));
  return names.size === all.length ? all : undefined;
}
