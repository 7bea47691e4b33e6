import type ts = require('typescript');

import type { Declared, NameResolver } from '../../calls/reach.js';

/** Finds what names of a program of the classic compiler stand for. */
export class ClassicNameResolver implements NameResolver {
  constructor(
    readonly syntax: typeof ts,
    protected readonly program: ts.Program,
  ) {}

  declarationsOf(names: readonly ts.Node[]): readonly Declared[] {
    return names
      .flatMap((name) => this.declarations(name))
      .filter((node) => !this.program.isSourceFileDefaultLibrary(node.getSourceFile()))
      .map((node) => ({ key: node, fileName: node.getSourceFile().fileName, node: () => node }));
  }

  private declarations(name: ts.Node): readonly ts.Declaration[] {
    const checker = this.program.getTypeChecker();
    const symbol = checker.getSymbolAtLocation(name);
    if (!symbol) return [];
    const isAlias = (symbol.flags & this.syntax.SymbolFlags.Alias) !== 0;
    const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
    return [...(symbol.declarations ?? []), ...(target.declarations ?? [])];
  }
}
