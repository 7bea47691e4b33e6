import type { NativeSymbol, NativeType } from '../api/reading.js';
import type { Session } from '../server/session.js';
import type { Symbols } from './symbols.js';
import type { NativeTypeSyntax } from './type-syntax.js';

/**
 * Tells whether values of a type can be called or constructed. Few types have signatures, and where a symbol's
 * declarations decide it, the server is asked once for the symbol or not at all.
 */
export class Callability {
  private readonly bySymbol = new Map<NativeSymbol, boolean>();

  constructor(
    private readonly session: Session,
    private readonly symbols: Symbols,
    private readonly syntax: NativeTypeSyntax,
  ) {}

  isCallable(types: readonly NativeType[]): readonly boolean[] {
    const symbols = this.symbols.of(types);
    const keys = types.map((type, index) => this.decidedBy(type, symbols[index]));
    const asked = new Map<NativeSymbol | NativeType, NativeType>();
    keys.forEach((key, index) => {
      if (typeof key === 'boolean' || ('declarations' in key && this.bySymbol.has(key))) return;
      if (!asked.has(key)) asked.set(key, types[index]!);
    });
    const answers = this.ask([...asked.values()]);
    const byKey = new Map([...asked.keys()].map((key, index) => [key, answers[index]!] as const));
    for (const [key, answer] of byKey) if ('declarations' in key) this.bySymbol.set(key, answer);
    return keys.map((key) => {
      if (typeof key === 'boolean') return key;
      return 'declarations' in key ? this.bySymbol.get(key)! : byKey.get(key)!;
    });
  }

  private ask(types: readonly NativeType[]): readonly boolean[] {
    const { Call, Construct } = this.session.module.SignatureKind;
    const signatures = this.session.ask(
      'getSignaturesOfType',
      types.flatMap((type): [NativeType, number][] => [
        [type, Call],
        [type, Construct],
      ]),
    );
    return types.map(
      (_, index) => signatures[index * 2]!.length > 0 || signatures[index * 2 + 1]!.length > 0,
    );
  }

  /** The answer; or the symbol all of whose types share it; or the type itself. */
  private decidedBy(type: NativeType, symbol: NativeSymbol | undefined): boolean | NativeSymbol | NativeType {
    const { ObjectFlags, SymbolFlags } = this.session.module;
    const { FunctionType, ConstructorType } = this.syntax.SyntaxKind;
    const flags = type.objectFlags ?? 0;
    if (flags & ObjectFlags.Mapped) return false;
    if (symbol === undefined) return type;
    if (this.symbols.hasNone('signatures', type, symbol)) return false;
    if (flags & (ObjectFlags.ClassOrInterface | ObjectFlags.Reference)) return symbol;
    const isPlain = (flags & ObjectFlags.ObjectTypeKindMask) === ObjectFlags.Anonymous;
    if (!isPlain) return type;
    // `typeof C` of a class; an instance type is not an anonymous one.
    if (symbol.flags & (SymbolFlags.Function | SymbolFlags.Method | SymbolFlags.Class)) return true;
    if (symbol.flags & SymbolFlags.TypeLiteral) {
      const kind = symbol.declarations[0]?.kind;
      return kind === FunctionType || kind === ConstructorType ? true : symbol;
    }
    return symbol.flags & SymbolFlags.ObjectLiteral ? false : type;
  }
}
