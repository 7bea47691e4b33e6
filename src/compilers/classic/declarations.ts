import type ts = require('typescript');

import type { DeclarationFacts, FileFacts, SymbolFacts, Tags } from '../../reader/checker.js';
import { packageOf } from '../../reader/packages.js';
import { TagReader } from '../../reader/tags/read.js';
import { isWrittenAsProperty, type Modifiers, nameOfHolder } from '../members.js';
import type { Compiler } from './compiler.js';

/** What stands in the source: files, symbols and declarations of a program, each looked up once. */
export class Declarations {
  private readonly files = new Map<ts.SourceFile, FileFacts>();
  private readonly symbols = new Map<ts.Symbol, SymbolFacts<ts.Declaration>>();
  private readonly tags: TagReader;
  private readonly writesDeclarations: boolean;

  constructor(
    private readonly compiler: Compiler,
    private readonly program: ts.Program,
  ) {
    this.tags = new TagReader(compiler);
    const { declaration, composite } = program.getCompilerOptions();
    this.writesDeclarations = declaration ?? composite ?? false;
  }

  fileOf(declaration: ts.Declaration): FileFacts {
    const file = declaration.getSourceFile();
    let facts = this.files.get(file);
    if (facts === undefined) {
      const { fileName } = file;
      const isLibrary = this.program.isSourceFileDefaultLibrary(file);
      facts = { fileName, isLibrary, packageName: isLibrary ? undefined : packageOf(fileName) };
      this.files.set(file, facts);
    }
    return facts;
  }

  symbolFacts(symbol: ts.Symbol): SymbolFacts<ts.Declaration> {
    let facts = this.symbols.get(symbol);
    if (facts === undefined) {
      const { SymbolFlags } = this.compiler;
      const isClassOrInterface = (symbol.flags & (SymbolFlags.Class | SymbolFlags.Interface)) !== 0;
      const declarations = (symbol.declarations ?? []).filter(
        (one) =>
          !isClassOrInterface || this.compiler.isClassLike(one) || this.compiler.isInterfaceDeclaration(one),
      );
      facts = { name: this.qualifiedName(symbol, declarations[0]), isClassOrInterface, declarations };
      this.symbols.set(symbol, facts);
    }
    return facts;
  }

  factsOf(declaration: ts.Declaration): DeclarationFacts {
    const { compiler } = this;
    const file = declaration.getSourceFile();
    const name = compiler.getNameOfDeclaration(declaration) ?? declaration;
    const start = name.getStart(file);
    return {
      isInClass: declaration.parent !== undefined && compiler.isClassLike(declaration.parent),
      isWrittenAsProperty:
        this.writesDeclarations && isWrittenAsProperty(compiler, declaration, this.modifiersOf(declaration)),
      isUntypedPrivate:
        file.isDeclarationFile &&
        compiler.isPropertyDeclaration(declaration) &&
        declaration.type === undefined &&
        (compiler.getCombinedModifierFlags(declaration) & compiler.ModifierFlags.Private) !== 0,
      start,
      length: name.getEnd() - start,
    };
  }

  private modifiersOf(member: ts.Declaration): Modifiers {
    const { Private, Protected, Accessor } = this.compiler.ModifierFlags;
    const flags = this.compiler.getCombinedModifierFlags(member);
    return {
      isHidden: (flags & (Private | Protected)) !== 0,
      // Since 4.9.
      isAccessor: Accessor !== undefined && (flags & Accessor) !== 0,
    };
  }

  tagsOf(declaration: ts.Declaration): Tags {
    return this.tags.tagsOf(declaration);
  }

  /** The symbol of the class or interface that holds a member. */
  ownerOf(member: ts.Symbol, checker: ts.TypeChecker): SymbolFacts<ts.Declaration> | undefined {
    const name = nameOfHolder(this.compiler, member.declarations?.[0]);
    const symbol = name && checker.getSymbolAtLocation(name);
    return symbol && this.symbolFacts(symbol);
  }

  /** With the namespaces around it, without the module (or `declare global`) that holds them. */
  private qualifiedName(symbol: ts.Symbol, declaration: ts.Declaration | undefined): string {
    const names = [symbol.name];
    for (let node: ts.Node | undefined = declaration?.parent; node !== undefined; node = node.parent) {
      if (!this.compiler.isModuleDeclaration(node) || this.compiler.isStringLiteral(node.name)) continue;
      if (!(node.flags & this.compiler.NodeFlags.GlobalAugmentation)) names.unshift(node.name.text);
    }
    return names.join('.');
  }
}
