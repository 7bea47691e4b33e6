import type ts = require('typescript');

import type { AskedType, Callable, CallLike, Mark, TypeQuestions } from '../../calls/wrappers/asked.js';
import { markName } from '../../calls/wrappers/facts.js';
import type { CheckerExtras, Compiler } from './compiler.js';

interface ClassicCallable extends Callable {
  readonly signature: ts.Signature;
  readonly location: ts.Node | undefined;
}

/** The classic checker behind the questions of wrappers: TypeScript 4.9 to 6.0, by its public API. */
export class ClassicCallQuestions implements TypeQuestions<ts.Type, ClassicCallable> {
  constructor(
    private readonly compiler: Compiler,
    private readonly checker: ts.TypeChecker & CheckerExtras,
  ) {}

  resolved(calls: readonly CallLike[]): readonly (ClassicCallable | undefined)[] {
    return calls.map((call) => {
      const signature = this.checker.getResolvedSignature(call);
      return signature && this.callable(signature, call);
    });
  }

  typesAt(nodes: readonly ts.Node[]): readonly ts.Type[] {
    return nodes.map((node) => this.checker.getTypeAtLocation(node));
  }

  contextualTypes(expressions: readonly ts.Expression[]): readonly (ts.Type | undefined)[] {
    return expressions.map((expression) => this.checker.getContextualType(expression));
  }

  callables(types: readonly ts.Type[]): readonly (readonly ClassicCallable[])[] {
    return types.map((type) => type.getCallSignatures().map((signature) => this.callable(signature)));
  }

  members(types: readonly ts.Type[]): readonly (readonly ts.Type[] | undefined)[] {
    return types.map((type) => (type.isUnionOrIntersection() ? type.types : undefined));
  }

  elements(types: readonly ts.Type[]): readonly (readonly ts.Type[] | undefined)[] {
    const { ObjectFlags } = this.compiler;
    return types.map((type) => {
      if (!((type as ts.ObjectType).objectFlags & ObjectFlags.Reference)) return undefined;
      const reference = type as ts.TypeReference;
      const isTuple = (reference.target.objectFlags & ObjectFlags.Tuple) !== 0;
      return isTuple ? this.checker.getTypeArguments(reference) : undefined;
    });
  }

  typeArguments(types: readonly ts.Type[]): readonly (readonly ts.Type[])[] {
    const { Reference } = this.compiler.ObjectFlags;
    return types.map((type) => {
      const isReference = ((type as ts.ObjectType).objectFlags ?? 0) & Reference;
      return isReference ? this.checker.getTypeArguments(type as ts.TypeReference) : [];
    });
  }

  aliases(types: readonly ts.Type[]) {
    return types.map(
      ({ aliasSymbol, aliasTypeArguments }) =>
        aliasSymbol && aliasTypeArguments && { name: aliasSymbol.name, typeArguments: aliasTypeArguments },
    );
  }

  marks(types: readonly ts.Type[]): readonly (Mark<ts.Type> | undefined)[] {
    return types.map((type) => {
      const isObject = (type.flags & this.compiler.TypeFlags.Object) !== 0;
      const mark = isObject ? this.checker.getPropertyOfType(type, markName) : undefined;
      const [signature] = mark ? this.checker.getNonNullableType(this.typeOf(mark)).getCallSignatures() : [];
      const [parameter, list] = signature?.getParameters() ?? [];
      return parameter && { type: this.typeOf(parameter), isList: list !== undefined };
    });
  }

  propertiesNamed(
    questions: readonly { readonly type: ts.Type; readonly name: string }[],
  ): readonly (ts.Type | undefined)[] {
    return questions.map(({ type, name }) => {
      const property = this.checker.getPropertyOfType(type, name);
      return property && this.typeOf(property);
    });
  }

  resultOf(declaration: ts.Node): string {
    const [signature] = this.checker.getTypeAtLocation(declaration).getCallSignatures();
    const { NoTruncation } = this.compiler.TypeFormatFlags;
    return signature ? this.checker.typeToString(signature.getReturnType(), undefined, NoTruncation) : '';
  }

  declarationsOf(type: ts.Type): readonly ts.Node[] {
    // The typings promise a symbol, but not every type has one.
    const { symbol }: { readonly symbol?: ts.Symbol } = type;
    return symbol?.declarations ?? [];
  }

  isUnion(type: ts.Type): boolean {
    return type.isUnion();
  }

  isOpen(type: ts.Type): boolean {
    const { ObjectFlags, TypeFlags } = this.compiler;
    const isMapped = ((type as ts.ObjectType).objectFlags ?? 0) & ObjectFlags.Mapped;
    return (type.flags & TypeFlags.Instantiable) !== 0 || isMapped !== 0;
  }

  isNothing({ flags }: ts.Type): boolean {
    const { TypeFlags } = this.compiler;
    return (flags & (TypeFlags.Null | TypeFlags.Undefined)) !== 0;
  }

  describe(type: ts.Type): AskedType {
    const isParameter = (type.flags & this.compiler.TypeFlags.TypeParameter) !== 0;
    return {
      identity: type,
      text: this.checker.typeToString(type),
      parameter: isParameter ? type.symbol : undefined,
    };
  }

  parameters(callables: readonly ClassicCallable[]): readonly (readonly ts.Type[])[] {
    return callables.map(({ signature, location }) =>
      signature.getParameters().map((symbol) => this.typeOf(symbol, location ?? signature.declaration)),
    );
  }

  private callable(signature: ts.Signature, location?: ts.Node): ClassicCallable {
    const { declaration } = signature;
    const parameters = signature.getParameters();
    return {
      signature,
      location,
      count: parameters.length,
      collectsRest: parameters.length > 0 && !this.isPlain(parameters.at(-1)!),
      isGeneric: (signature.getTypeParameters() ?? []).length > 0,
      declaration: () => declaration,
    };
  }

  /** Whether a parameter takes one argument. One that the checker made up has no declaration, and may be a rest parameter. */
  private isPlain({ valueDeclaration: node }: ts.Symbol): boolean {
    return node !== undefined && this.compiler.isParameter(node) && node.dotDotDotToken === undefined;
  }

  private typeOf(symbol: ts.Symbol, location?: ts.Node): ts.Type {
    const place = location ?? symbol.valueDeclaration;
    return (
      this.checker.getTypeOfSymbol?.(symbol) ??
      // Before 5.0 a place is asked for; a symbol that no syntax declares has the same type everywhere.
      this.checker.getTypeOfSymbolAtLocation(symbol, place ?? this.anywhere(symbol))
    );
  }

  private anywhere(symbol: ts.Symbol): ts.Node {
    const [declaration] = symbol.declarations ?? [];
    if (declaration === undefined) throw new Error(`No place for the type of ${symbol.name}.`);
    return declaration;
  }
}
