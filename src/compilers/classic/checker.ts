import type ts = require('typescript');

import { baseArguments } from '../../reader/base-arguments.js';
import type {
  BaseQuestion,
  CallSignature,
  Checker,
  DeclarationFacts,
  FileFacts,
  Heritage,
  MappedSource,
  Members,
  SymbolFacts,
  Tags,
  TypeFacts,
} from '../../reader/checker.js';
import { type Names, namesIn, type Target } from '../../reader/names.js';
import type { Compiler } from './compiler.js';
import { Declarations } from './declarations.js';
import { Describer } from './describe.js';
import type { ClassicHandles, ClassicProperty } from './handles.js';
import { ClassicHeritage } from './heritage.js';
import { mappedFrom } from './mapped.js';
import { ClassicProperties } from './properties.js';
import { ClassicSignatures } from './signatures.js';
import { ClassicTypes } from './types.js';

/** The classic `ts.TypeChecker` behind the reader's interface: TypeScript 4.9 to 6.0, by its public API. */
export class ClassicChecker implements Checker<ClassicHandles> {
  private readonly types: ClassicTypes;
  private readonly describer: Describer;
  private readonly declarations: Declarations;
  private readonly propertyReader: ClassicProperties;
  private readonly bases: ClassicHeritage;
  private readonly signatures: ClassicSignatures;
  private readonly properties = new Map<ts.Symbol, ClassicProperty>();
  private readonly propertyTypeOf = new Map<ts.Symbol, ts.Type>();

  /** @param location a place in the program: old versions ask for one to give a symbol's type */
  constructor(
    private readonly compiler: Compiler,
    program: ts.Program,
    private readonly location: ts.Node,
  ) {
    this.types = new ClassicTypes(compiler, program.getTypeChecker(), location);
    this.declarations = new Declarations(compiler, program);
    this.describer = new Describer(this.types, (symbol) => this.declarations.symbolFacts(symbol));
    this.propertyReader = new ClassicProperties(this.types);
    this.bases = new ClassicHeritage(this.types);
    this.signatures = new ClassicSignatures(this.types);
  }

  private get checker() {
    return this.types.checker;
  }

  describe(types: readonly ts.Type[]): readonly TypeFacts<ClassicHandles>[] {
    return types.map((type) => this.describer.describe(type));
  }

  isCallable(types: readonly ts.Type[]): readonly boolean[] {
    return types.map(
      (type) => type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0,
    );
  }

  isEmptyIntersection(types: readonly ts.Type[]): readonly boolean[] {
    const never = this.checker.getNeverType?.();
    return types.map((type) =>
      never !== undefined && this.checker.isTypeAssignableTo !== undefined
        ? this.checker.isTypeAssignableTo(type, never)
        : this.writtenAs(type) === this.compiler.SyntaxKind.NeverKeyword,
    );
  }

  isDeferredMapped(types: readonly ts.Type[]): readonly boolean[] {
    return types.map((type) => this.writtenAs(type) === this.compiler.SyntaxKind.MappedType);
  }

  mappedFrom(types: readonly ts.Type[]): readonly MappedSource<ts.Type>[] {
    return types.map((type) => mappedFrom(this.types, type));
  }

  members(types: readonly ts.Type[]): readonly Members<ClassicHandles>[] {
    return types.map((type) => ({
      properties: this.propertyReader.of(type).map((symbol) => this.property(symbol)),
      indexes: this.checker
        .getIndexInfosOfType(type)
        .map((info) => ({ key: info.keyType, value: info.type, declaration: info.declaration })),
    }));
  }

  propertyTypes(properties: readonly ClassicProperty[]): readonly ts.Type[] {
    return properties.map(({ symbol }) => {
      let type = this.propertyTypeOf.get(symbol);
      if (type === undefined) {
        type = this.types.typeOf(symbol);
        this.propertyTypeOf.set(symbol, type);
      }
      return type;
    });
  }

  typeArguments(types: readonly ts.Type[]): readonly (readonly ts.Type[])[] {
    return types.map((type) => this.types.argumentsOf(type));
  }

  heritage(types: readonly ts.Type[]): readonly Heritage<ClassicHandles>[] {
    return types.map((type) => this.bases.heritage(type));
  }

  baseArguments(questions: readonly BaseQuestion<ts.Type>[]): readonly (readonly ts.Type[])[] {
    return questions.map((question) => baseArguments(this.bases, question));
  }

  calls(types: readonly ts.Type[]): readonly (readonly CallSignature<ts.Type>[])[] {
    return types.map((type) => this.signatures.callsOf(type));
  }

  isAssignable(questions: readonly { source: ts.Type; target: ts.Type }[]): readonly boolean[] {
    return questions.map(({ source, target }) => this.checker.isTypeAssignableTo?.(source, target) === true);
  }

  ownerOf(property: ClassicProperty): SymbolFacts<ts.Declaration> | undefined {
    return this.declarations.ownerOf(property.symbol, this.checker);
  }

  fileOf(declaration: ts.Declaration): FileFacts {
    return this.declarations.fileOf(declaration);
  }

  factsOf(declaration: ts.Declaration): DeclarationFacts {
    return this.declarations.factsOf(declaration);
  }

  tagsOf(declaration: ts.Declaration): Tags {
    return this.declarations.tagsOf(declaration);
  }

  namesIn(declaration: ts.Declaration): Names<ts.Declaration> {
    return this.namesWritten(declaration);
  }

  namesWritten(node: ts.Node): Names<ts.Declaration> {
    return namesIn(this.compiler, (name) => this.targetOf(name), node);
  }

  private targetOf(node: ts.Node): Target<ts.Declaration> | undefined {
    const symbol = this.checker.getSymbolAtLocation(node);
    if (symbol === undefined) return undefined;
    const isAlias = (symbol.flags & this.compiler.SymbolFlags.Alias) !== 0;
    const target = isAlias ? this.checker.getAliasedSymbol(symbol) : symbol;
    return {
      declarations: target.declarations ?? [],
      importedBy: isAlias ? symbol.declarations?.[0] : undefined,
    };
  }

  nameOf(type: ts.Type): string {
    return this.checker.typeToString(type);
  }

  identityOf(declaration: ts.Declaration): unknown {
    return declaration;
  }

  /**
   * The checker's instantiation budget (`instantiationCount`, 5,000,000) starts afresh only when it checks an expression or a
   * statement; a long walk uses it up and then gets error types.
   */
  refresh(): void {
    this.checker.getTypeAtLocation(this.location);
  }

  /** The kind of node that the checker writes a type as: this tells what the public API does not. */
  private writtenAs(type: ts.Type): ts.SyntaxKind | undefined {
    const { InTypeAlias, NoTruncation } = this.compiler.NodeBuilderFlags;
    return this.checker.typeToTypeNode(type, undefined, InTypeAlias | NoTruncation)?.kind;
  }

  private property(symbol: ts.Symbol): ClassicProperty {
    let property = this.properties.get(symbol);
    if (property === undefined) {
      const { SymbolFlags } = this.compiler;
      const escaped = symbol.escapedName as string;
      property = {
        symbol,
        name: symbol.name,
        optional: (symbol.flags & SymbolFlags.Optional) !== 0,
        // `__@iterator@12` and `__#1@#secret` are the checker's; a user's `__@x` has a third underscore.
        isHidden: escaped.startsWith('__@') || escaped.startsWith('__#'),
        isMethod: (symbol.flags & SymbolFlags.Method) !== 0,
        isAccessor: (symbol.flags & SymbolFlags.Accessor) !== 0,
        declarations: symbol.declarations ?? [],
      };
      this.properties.set(symbol, property);
    }
    return property;
  }
}
