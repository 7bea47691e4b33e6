import type ts = require('typescript');

import type { TargetResolver } from '../../../calls/models.js';
import type { Declared, NameResolver } from '../../../calls/reach.js';
import type { BuildProject, NativeSymbol, SymbolsAtLocations } from '../api/finding.js';
import type { NativeModule } from '../api/reading.js';
import type { OpenNativeProject } from '../server/open-project.js';
import { ProgramFiles } from './program-files.js';

/** Finds what names of a project of TypeScript 7 stand for, many in one request; few trees are ever fetched. */
export class NativeNameResolver implements NameResolver, TargetResolver {
  protected readonly project: BuildProject;
  protected readonly files: ProgramFiles;
  private readonly module: NativeModule;

  constructor(
    open: OpenNativeProject,
    readonly syntax: NameResolver['syntax'],
  ) {
    this.project = open.project as BuildProject;
    this.module = open.native.module;
    this.files = ProgramFiles.of(open);
  }

  declarationsOf(names: readonly ts.Node[]): readonly Declared[] {
    const { checker } = this.project;
    const symbols = new Set<NativeSymbol>();
    for (const symbol of this.symbolsAt(names)) {
      if (symbol === undefined) continue;
      symbols.add(symbol);
      if (symbol.flags & this.module.SymbolFlags.Alias) symbols.add(checker.getAliasedSymbol(symbol));
    }
    return [...symbols].flatMap((symbol) => this.declared(symbol));
  }

  targetsOf(names: readonly ts.Node[]): readonly (readonly Declared[])[] {
    const { checker } = this.project;
    return this.symbolsAt(names).map((symbol) => {
      if (symbol === undefined) return [];
      const isAlias = (symbol.flags & this.module.SymbolFlags.Alias) !== 0;
      return this.declared(isAlias ? checker.getAliasedSymbol(symbol) : symbol);
    });
  }

  /** The server reads referenced projects from their sources. */
  sourceOf(fileName: string): string {
    return fileName;
  }

  private declared({ declarations }: NativeSymbol): readonly Declared[] {
    return declarations.flatMap((handle) => {
      const fileName = this.files.nameOf(handle.path);
      if (this.files.isDefaultLibrary(fileName)) return [];
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
}
