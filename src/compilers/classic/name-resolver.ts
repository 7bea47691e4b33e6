import type ts = require('typescript');

import type { TargetResolver } from '../../calls/models.js';
import type { Declared, NameResolver } from '../../calls/reach.js';
import { isDeclarationName } from '../../paths.js';

/** Finds what names of a program of the classic compiler stand for. */
export class ClassicNameResolver implements NameResolver, TargetResolver {
  private sources: ReadonlyMap<string, string> | undefined;

  constructor(
    readonly syntax: typeof ts,
    protected readonly program: ts.Program,
  ) {}

  declarationsOf(names: readonly ts.Node[]): readonly Declared[] {
    return this.declared(names.flatMap((name) => this.declarations(name)));
  }

  targetsOf(names: readonly ts.Node[]): readonly (readonly Declared[])[] {
    return names.map((name) => this.declared(this.target(this.symbolAt(name))?.declarations ?? []));
  }

  sourceOf(fileName: string): string {
    this.sources ??= this.sourcesByOutput();
    return this.sources.get(fileName) ?? fileName;
  }

  private declared(nodes: readonly ts.Declaration[]): readonly Declared[] {
    return nodes
      .filter((node) => !this.program.isSourceFileDefaultLibrary(node.getSourceFile()))
      .map((node) => ({ key: node, fileName: node.getSourceFile().fileName, node: () => node }));
  }

  private declarations(name: ts.Node): readonly ts.Declaration[] {
    const symbol = this.symbolAt(name);
    return [...(symbol?.declarations ?? []), ...(this.target(symbol)?.declarations ?? [])];
  }

  private symbolAt(name: ts.Node): ts.Symbol | undefined {
    return this.program.getTypeChecker().getSymbolAtLocation(name);
  }

  private target(symbol: ts.Symbol | undefined): ts.Symbol | undefined {
    if (symbol === undefined || (symbol.flags & this.syntax.SymbolFlags.Alias) === 0) return symbol;
    return this.program.getTypeChecker().getAliasedSymbol(symbol);
  }

  /** The sources of referenced projects, by the declaration files that this program sees of them. */
  private sourcesByOutput(): ReadonlyMap<string, string> {
    const sources = new Map<string, string>();
    const seen = new Set<ts.ResolvedProjectReference>();
    const visit = (references: readonly (ts.ResolvedProjectReference | undefined)[]): void => {
      for (const reference of references) {
        if (reference === undefined || seen.has(reference)) continue;
        seen.add(reference);
        const { commandLine } = reference;
        for (const source of commandLine.fileNames) {
          if (isDeclarationName(source)) continue;
          for (const output of this.syntax.getOutputFileNames(commandLine, source, false))
            sources.set(output, source);
        }
        visit(reference.references ?? []);
      }
    };
    visit(this.program.getResolvedProjectReferences?.() ?? []);
    return sources;
  }
}
