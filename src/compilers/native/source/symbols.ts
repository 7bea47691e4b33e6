import type ts = require('typescript');

import type { DeclarationView, SymbolChecker, SymbolView, Syntax } from '../../../calls/syntax.js';
import type { BuildProject, NativeSymbol, SymbolsAtLocations } from '../api/finding.js';
import type { NodeHandle } from '../api/reading.js';
import { askMany } from '../server/ask-many.js';
import type { OpenNativeProject } from '../server/open-project.js';
import { type ImportedName, importedNames, mentionsOf } from './asked-nodes.js';

/** Finds the files that declarations stand in, for {@link DeclarationView}. */
export interface FileLookup {
  /** The file at a path, if it can hold anything of ours: the trees of others are not fetched. */
  relevantFile(path: string): ts.SourceFile | undefined;
}

/** A declaration whose tree is fetched when more than its kind is asked. */
class NativeDeclarationView implements DeclarationView {
  private node: ts.Node | undefined;

  constructor(
    private readonly handle: NodeHandle,
    private readonly project: BuildProject,
    private readonly files: FileLookup,
  ) {}

  get kind(): number {
    return this.handle.kind;
  }

  get pos(): number {
    return this.resolved().pos;
  }

  getStart(): number {
    return this.resolved().getStart();
  }

  getSourceFile(): ts.SourceFile | undefined {
    return this.files.relevantFile(this.handle.path);
  }

  private resolved(): ts.Node {
    this.node ??= this.handle.resolve(this.project);
    if (this.node === undefined) throw new Error(`No syntax for a declaration of ${this.handle.path}`);
    return this.node;
  }
}

class NativeSymbolView implements SymbolView {
  private views: readonly DeclarationView[] | undefined;

  constructor(
    readonly symbol: NativeSymbol,
    private readonly project: BuildProject,
    private readonly files: FileLookup,
  ) {}

  get name(): string {
    return this.symbol.name;
  }

  get flags(): number {
    return this.symbol.flags;
  }

  get declarations(): readonly DeclarationView[] {
    this.views ??= this.symbol.declarations.map(
      (handle) => new NativeDeclarationView(handle, this.project, this.files),
    );
    return this.views;
  }
}

/** TypeScript 7's checker as the finding of call sites asks it. */
export class NativeSymbolChecker implements SymbolChecker {
  private readonly project: BuildProject;
  private readonly views = new Map<NativeSymbol, NativeSymbolView>();
  private readonly asked = new Map<ts.Node, NativeSymbol | undefined>();
  private readonly aliased = new Map<NativeSymbol, NativeSymbol>();

  constructor(
    private readonly open: OpenNativeProject,
    private readonly syntax: Syntax,
    private readonly files: FileLookup,
  ) {
    this.project = open.project as BuildProject;
  }

  /**
   * Asks together for what the search for bindings and uses asks one by one, each a round trip to the server.
   *
   * @param files - those that can hold anything of ours, all of them
   */
  prime(files: readonly ts.SourceFile[]): void {
    const imported = files.map((file) => ({ file, ...importedNames(this.syntax, file) }));
    this.askSymbols(imported.flatMap(({ specifiers }) => specifiers));
    const names = imported.flatMap((one) => one.names);
    // A module that no relevant file is part of exports nothing of ours.
    for (const { name } of names.filter((one) => !this.mayBeOurs(one))) this.asked.set(name, undefined);
    this.askSymbols(names.filter((one) => this.mayBeOurs(one)).map(({ name }) => name));
    this.askSymbols(
      imported.flatMap(({ file, names }) => {
        const known = names.filter(({ name }) => this.asked.get(name) !== undefined);
        return file.isDeclarationFile
          ? []
          : mentionsOf(this.syntax, file, new Set(known.map(({ name }) => name.text)));
      }),
    );
    this.askAliased();
  }

  private mayBeOurs({ specifier }: ImportedName): boolean {
    const module = specifier && this.asked.get(specifier);
    if (!module) return true;
    return module.declarations.some(({ path }) => this.files.relevantFile(path) !== undefined);
  }

  private askSymbols(nodes: readonly ts.Node[]): void {
    if (nodes.length === 0) return;
    const ask = this.project.checker.getSymbolAtLocation as unknown as SymbolsAtLocations;
    const symbols = ask.call(this.project.checker, nodes);
    nodes.forEach((node, index) => {
      this.asked.set(node, symbols[index]);
    });
  }

  private askAliased(): void {
    const { checker } = this.project;
    const aliases = [...new Set(this.asked.values())].filter(
      (symbol) => symbol !== undefined && (symbol.flags & this.syntax.SymbolFlags.Alias) !== 0,
    ) as NativeSymbol[];
    const targets = askMany(
      this.open.api,
      aliases,
      (symbol) => checker.getAliasedSymbol(symbol),
      (symbol) => checker.getAliasedSymbol.gen!(symbol),
    );
    aliases.forEach((symbol, index) => {
      this.aliased.set(symbol, targets[index]!);
    });
  }

  getSymbolAtLocation(node: ts.Node): SymbolView | undefined {
    if (this.asked.has(node)) return this.view(this.asked.get(node));
    return this.view(this.project.checker.getSymbolAtLocation(node));
  }

  getAliasedSymbol(view: SymbolView): SymbolView {
    const symbol = this.behind(view);
    let target = this.aliased.get(symbol);
    if (target === undefined) {
      target = this.project.checker.getAliasedSymbol(symbol);
      this.aliased.set(symbol, target);
    }
    return this.viewOf(target);
  }

  getExportsOfModule(symbol: SymbolView): readonly SymbolView[] {
    return this.project.checker
      .getExportsOfModule(this.behind(symbol))
      .map((exported) => this.viewOf(exported));
  }

  getShorthandAssignmentValueSymbol(node: ts.Node): SymbolView | undefined {
    return this.view(this.project.checker.getShorthandAssignmentValueSymbol(node));
  }

  getExportSpecifierLocalTargetSymbol(node: ts.ExportSpecifier): SymbolView | undefined {
    return this.view(this.project.checker.getExportSpecifierLocalTargetSymbol(node));
  }

  getResolvedSignature(
    call: ts.CallExpression,
  ): { readonly declaration: DeclarationView | undefined } | undefined {
    const declaration = this.project.checker.getResolvedSignature(call)?.declaration;
    if (declaration === undefined || typeof declaration === 'string') return undefined;
    return { declaration: new NativeDeclarationView(declaration, this.project, this.files) };
  }

  getTypeAtLocation(node: ts.Node): { getProperty(name: string): SymbolView | undefined } {
    const { checker } = this.project;
    const type = checker.getTypeAtLocation(node);
    return { getProperty: (name) => this.view(checker.getPropertyOfType(type, name)) };
  }

  private view(symbol: NativeSymbol | undefined): SymbolView | undefined {
    return symbol && this.viewOf(symbol);
  }

  private viewOf(symbol: NativeSymbol): NativeSymbolView {
    let view = this.views.get(symbol);
    if (view === undefined) {
      view = new NativeSymbolView(symbol, this.project, this.files);
      this.views.set(symbol, view);
    }
    return view;
  }

  private behind(view: SymbolView): NativeSymbol {
    if (view instanceof NativeSymbolView) return view.symbol;
    throw new Error('A symbol of another checker.');
  }
}
