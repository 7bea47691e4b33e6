import { answersTo, once } from '../../../reader/ask.js';
import type { IndexFacts, Members } from '../../../reader/checker.js';
import type { NativeSymbol, NativeType } from '../api/reading.js';
import type { Session } from '../server/session.js';
import type { Derivations } from './derivation.js';
import type { Files } from './files.js';
import type { NativeHandles, NativeProperty } from './handles.js';
import type { Symbols } from './symbols.js';
import { unreadable } from './unreadable.js';

type NativeMembers = Members<NativeHandles>;
type NativeIndex = IndexFacts<NativeHandles>;

/** The properties and index signatures of types, and the types of properties: each asked for once. */
export class NativeMembersReader {
  private readonly known = new Map<NativeType, NativeMembers>();
  private readonly properties = new Map<NativeSymbol, NativeProperty>();
  private readonly typesOf = once((symbols: readonly NativeSymbol[]) =>
    this.session.typesOf(symbols, unreadable),
  );
  /** Classes, interfaces and type literals without an index signature: no type argument gives them one. */
  private readonly withoutIndex = new Set<NativeSymbol>();

  constructor(
    private readonly session: Session,
    private readonly symbols: Symbols,
    private readonly files: Files,
    private readonly derivations: Derivations,
  ) {}

  members(types: readonly NativeType[]): readonly NativeMembers[] {
    this.derive(this.unknown(types));
    const fresh = this.unknown(types);
    const properties = this.session.ask(
      'getPropertiesOfType',
      fresh.map((type) => [type]),
    );
    const indexes = this.indexesOf(fresh);
    fresh.forEach((type, index) => {
      this.known.set(type, {
        properties: properties[index]!.map((symbol) => this.property(symbol)),
        indexes: indexes[index]!,
      });
    });
    return types.map((type) => this.known.get(type)!);
  }

  private unknown(types: readonly NativeType[]): readonly NativeType[] {
    return [...new Set(types)].filter((type) => !this.known.has(type));
  }

  private derive(types: readonly NativeType[]): void {
    const derivations = this.derivations.of(types);
    if (derivations.size === 0) return;
    const sources = [...derivations.values()].flatMap(({ from }) => from);
    this.members(sources);
    for (const [type, { from, derive }] of derivations) {
      const members = from.map((source) => this.known.get(source)!);
      if (members.some(({ indexes }) => indexes.length > 0)) continue;
      const properties = derive(members.map((one) => one.properties));
      if (properties !== undefined) this.known.set(type, { properties, indexes: [] });
    }
  }

  propertyTypes(properties: readonly NativeProperty[]): readonly NativeType[] {
    return this.typesOf(properties.map(({ symbol }) => symbol));
  }

  private indexesOf(types: readonly NativeType[]): readonly (readonly NativeIndex[])[] {
    const { TypeFlags, ObjectFlags, SymbolFlags } = this.session.module;
    const declared = SymbolFlags.Class | SymbolFlags.Interface | SymbolFlags.TypeLiteral;
    const isObject = (type: NativeType) =>
      type.flags & TypeFlags.Object && !((type.objectFlags ?? 0) & ObjectFlags.Mapped);
    const objects = types.filter(isObject);
    const symbolOf = answersTo(objects, (some) => this.symbols.of(some));
    const asked = types.filter((type) => {
      const symbol = symbolOf.get(type);
      if (symbol === undefined) return true;
      return !this.withoutIndex.has(symbol) && !this.symbols.hasNone('indexes', type, symbol);
    });
    const answers = this.session.ask(
      'getIndexInfosOfType',
      asked.map((type) => [type]),
      (error) => [{ keyType: unreadable(error), valueType: unreadable(error) }],
    );
    const byType = new Map<NativeType, readonly NativeIndex[]>();
    asked.forEach((type, index) => {
      const infos = answers[index]!;
      const symbol = symbolOf.get(type);
      if (infos.length === 0 && symbol !== undefined && symbol.flags & declared)
        this.withoutIndex.add(symbol);
      byType.set(
        type,
        infos.map(({ keyType, valueType, declaration }) => ({
          key: keyType,
          value: valueType,
          declaration: declaration && this.files.declarationsOf([declaration])[0],
        })),
      );
    });
    return types.map((type) => byType.get(type) ?? []);
  }

  private property(symbol: NativeSymbol): NativeProperty {
    let property = this.properties.get(symbol);
    if (property === undefined) {
      const { Optional, Method, Accessor } = this.session.module.SymbolFlags;
      const { escapedName, flags } = symbol;
      property = {
        symbol,
        name: symbol.name,
        optional: (flags & Optional) !== 0,
        // `__@iterator@12` and `__#1@#secret` are the checker's; a user's `__@x` has a third underscore.
        isHidden: escapedName.startsWith('__@') || escapedName.startsWith('__#'),
        isMethod: (flags & Method) !== 0,
        isAccessor: (flags & Accessor) !== 0,
        declarations: this.files.declarationsOf(symbol.declarations),
      };
      this.properties.set(symbol, property);
    }
    return property;
  }
}
