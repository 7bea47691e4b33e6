import type ts = require('typescript');

import type { TargetResolver } from '../../../calls/models.js';
import type { Declared, NameResolver } from '../../../calls/reach.js';
import type { BuildProject, NativeSymbol, SymbolsAtLocations } from '../api/finding.js';
import type { NativeModule } from '../api/reading.js';

/** Finds what names of a project of TypeScript 7 stand for, many in one request; few trees are ever fetched. */
export class NativeNameResolver implements NameResolver, TargetResolver {
  /** Names of files, by the path in handles: as the compiler compares it, which is in lower case on some systems. */
  protected readonly names: ReadonlyMap<string, string>;

  constructor(
    protected readonly project: BuildProject,
    private readonly module: NativeModule,
    readonly syntax: NameResolver['syntax'],
  ) {
    this.names = new Map(
      project.program.getSourceFileNames().flatMap((name) => [
        [name.toLowerCase(), name],
        [name, name],
      ]),
    );
  }

  declarationsOf(names: readonly ts.Node[]): readonly Declared[] {
    const { checker } = this.project;
    const symbols = new Set<NativeSymbol>();
    for (const symbol of this.symbolsAt(names)) {
      if (symbol === undefined) continue;
      symbols.add(symbol);
      if (symbol.flags & this.module.SymbolFlags.Alias!) symbols.add(checker.getAliasedSymbol(symbol));
    }
    return [...symbols].flatMap((symbol) => this.declared(symbol));
  }

  targetsOf(names: readonly ts.Node[]): readonly (readonly Declared[])[] {
    const { checker } = this.project;
    return this.symbolsAt(names).map((symbol) => {
      if (symbol === undefined) return [];
      const isAlias = (symbol.flags & this.module.SymbolFlags.Alias!) !== 0;
      return this.declared(isAlias ? checker.getAliasedSymbol(symbol) : symbol);
    });
  }

  /** The server reads referenced projects from their sources. */
  sourceOf(fileName: string): string {
    return fileName;
  }

  private declared({ declarations }: NativeSymbol): readonly Declared[] {
    return declarations.flatMap((handle) => {
      const fileName = this.names.get(handle.path) ?? handle.path;
      if (this.isLibrary(fileName)) return [];
      const key = `${handle.path}:${handle.index}`;
      return [{ key, fileName, node: () => handle.resolve(this.project) }];
    });
  }

  protected symbolsAt(nodes: readonly ts.Node[]): readonly (NativeSymbol | undefined)[] {
    if (nodes.length === 0) return [];
    const { checker } = this.project;
    const ask = checker.getSymbolAtLocation as unknown as SymbolsAtLocations;
    return ask.call(checker, nodes);
  }

  protected isLibrary(name: string): boolean {
    return this.project.program.getSourceFileMetadata(name)?.isDefaultLibrary === true;
  }
}
