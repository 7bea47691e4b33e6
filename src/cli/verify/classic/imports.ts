import type ts = require('typescript');

import type { DeclarationRef, ImportProgram } from '../unresolved-imports.js';

/** A program of the classic compiler, as the search for imports that lead nowhere sees it. */
export class ClassicImports implements ImportProgram {
  constructor(
    readonly syntax: typeof ts,
    private readonly program: ts.Program,
  ) {}

  suspects(): readonly ts.SourceFile[] {
    return this.program
      .getSourceFiles()
      .filter((file) => file.isDeclarationFile && !this.program.isSourceFileDefaultLibrary(file));
  }

  unresolved(specifiers: readonly ts.StringLiteral[]): readonly ts.StringLiteral[] {
    const checker = this.program.getTypeChecker();
    return specifiers.filter((node) => !checker.getSymbolAtLocation(node));
  }

  declarationsOf(names: readonly ts.Identifier[]): readonly DeclarationRef[] {
    return names
      .flatMap((name) => this.declarations(name))
      .filter((node) => !this.program.isSourceFileDefaultLibrary(node.getSourceFile()))
      .map((node) => ({ key: node, fileName: node.getSourceFile().fileName, node: () => node }));
  }

  private declarations(name: ts.Identifier): readonly ts.Declaration[] {
    const checker = this.program.getTypeChecker();
    const symbol = checker.getSymbolAtLocation(name);
    if (!symbol) return [];
    const isAlias = (symbol.flags & this.syntax.SymbolFlags.Alias) !== 0;
    const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    return [...(symbol.declarations ?? []), ...(target.declarations ?? [])];
  }
}
