import type ts = require('typescript');

import { isModuleStatement, specifierOf } from '../../calls/modules.js';
import { InstalledFiles, isInstalled } from './installed-files.js';
import { Mentions } from './mentions.js';

/**
 * The files that types may depend on: names are followed to their declarations, statement by statement. A superset of what the checker
 * reads, because a condition or `keyof` leaves no trace in the type that it gives.
 *
 * An edit of any other file matters only where it changes what is declared globally, which modules are augmented, or which names are
 * imported or exported: the files that declare globally or augment are therefore part of every answer.
 */
export class FilesRead {
  private readonly checker: ts.TypeChecker;
  private readonly behind = new Map<ts.Node, Behind>();
  private readonly exported = new Map<ts.Symbol, ReadonlySet<string>>();
  private readonly global: readonly ts.SourceFile[];
  private readonly mentions: Mentions;
  private readonly installed: InstalledFiles;

  constructor(
    private readonly compiler: typeof ts,
    private readonly program: ts.Program,
  ) {
    this.checker = program.getTypeChecker();
    this.mentions = new Mentions(compiler);
    this.global = program
      .getSourceFiles()
      .filter((file) => !program.isSourceFileDefaultLibrary(file) && this.declaresGlobally(file));
    this.installed = new InstalledFiles(program, this.global);
  }

  /**
   * The files that some nodes of a file depend on.
   *
   * @param file - the file, which is one of them
   * @param roots - types, and the names of what is called
   * @returns `undefined` where it cannot be told: JavaScript has its types in comments
   */
  of(file: ts.SourceFile, roots: readonly ts.Node[]): ReadonlySet<string> | undefined {
    const global = this.global.map(({ fileName }) => fileName);
    const files = new Set<string>([file.fileName, ...global, ...this.carriers(file)]);
    const seen = new Set<ts.Node>();
    const pending: ts.Node[] = roots.map((root) => (this.isNarrowed(root) ? this.unitOf(root) : root));
    for (let unit = pending.pop(); unit; unit = pending.pop()) {
      if (seen.has(unit)) continue;
      seen.add(unit);
      const source = unit.getSourceFile();
      if (/\.[cm]?jsx?$/.test(source.fileName)) return undefined;
      if (isInstalled(source)) {
        for (const name of this.installed.names()) files.add(name);
        pending.push(...this.installed.decidedBy());
        continue;
      }
      files.add(source.fileName);
      const behind = this.behindOf(unit);
      for (const name of behind.files) files.add(name);
      pending.push(...behind.units);
    }
    return files;
  }

  /** The files of the modules through which a file may import our names. */
  private carriers(file: ts.SourceFile): readonly string[] {
    return file.statements.flatMap((statement) => {
      const specifier =
        (this.compiler.isImportDeclaration(statement) || this.compiler.isExportDeclaration(statement)) &&
        statement.moduleSpecifier;
      const module = specifier && this.checker.getSymbolAtLocation(specifier);
      if (!module) return [];
      const behind: Behind = { units: new Set(), files: new Set(), aliases: new Set() };
      this.addModule(module, behind, new Set());
      const mentionsUs = (name: string) =>
        this.program.getSourceFile(name)?.text.includes('keyshape') === true;
      return [...behind.files].some(mentionsUs) ? [...behind.files] : [];
    });
  }

  /** Whether the statements around a type decide it: the type of a variable (`typeof x`) may be narrowed. */
  private isNarrowed(root: ts.Node): boolean {
    if (this.compiler.isTypeQueryNode(root)) return true;
    return this.compiler.forEachChild(root, (child) => this.isNarrowed(child)) ?? false;
  }

  private declaresGlobally(file: ts.SourceFile): boolean {
    if (!this.compiler.isExternalModule(file)) return true;
    return file.statements.some(
      (statement) =>
        this.compiler.isModuleDeclaration(statement) &&
        (this.compiler.isStringLiteral(statement.name) ||
          (statement.flags & this.compiler.NodeFlags.GlobalAugmentation) !== 0),
    );
  }

  private behindOf(unit: ts.Node): Behind {
    let behind = this.behind.get(unit);
    if (behind === undefined) {
      behind = { units: new Set(), files: new Set(), aliases: new Set() };
      this.behind.set(unit, behind);
      this.collect(unit, behind);
    }
    return behind;
  }

  private collect(unit: ts.Node, into: Behind): void {
    const { compiler } = this;
    const pending = [unit];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (compiler.isIdentifier(node)) this.follow(this.symbolAt(node), node, into);
      else if (compiler.isStringLiteralLike(node))
        this.follow(this.checker.getSymbolAtLocation(node), node, into);
      compiler.forEachChild(node, (child) => void pending.push(child));
    }
  }

  private symbolAt(name: ts.Identifier): ts.Symbol | undefined {
    const { parent } = name;
    return this.compiler.isShorthandPropertyAssignment(parent) && parent.name === name
      ? this.checker.getShorthandAssignmentValueSymbol(parent)
      : this.checker.getSymbolAtLocation(name);
  }

  private follow(symbol: ts.Symbol | undefined, name: ts.Node, into: Behind): void {
    if (symbol === undefined) return;
    const { Alias, ValueModule, Variable, Function: Callable } = this.compiler.SymbolFlags;
    if (symbol.flags & Alias) {
      for (const declaration of symbol.declarations ?? []) this.throughAlias(declaration, into);
      this.follow(this.checker.getAliasedSymbol(symbol), name, into);
      return;
    }
    for (const declaration of symbol.declarations ?? []) {
      const file = declaration.getSourceFile();
      if (this.program.isSourceFileDefaultLibrary(file)) continue;
      if (addsPackage(file, into)) continue;
      if (symbol.flags & ValueModule && !this.isWhole(name)) {
        this.addModule(symbol, into, new Set());
        continue;
      }
      into.units.add(this.unitOf(declaration));
      if (!(symbol.flags & (Variable | Callable))) continue;
      // A guard narrows it, an assignment gives it properties.
      for (const statement of this.mentions.of(file, symbol.name)) into.units.add(statement);
    }
  }

  /** Whether a module is named for all that it exports, not to take a name out of it. */
  private isWhole(name: ts.Node): boolean {
    const { compiler } = this;
    const { parent } = name;
    if (compiler.isQualifiedName(parent))
      return parent.right === name && !compiler.isQualifiedName(parent.parent);
    if (compiler.isPropertyAccessExpression(parent)) return false;
    if (compiler.isLiteralTypeNode(parent) && compiler.isImportTypeNode(parent.parent))
      return parent.parent.qualifier === undefined;
    return (
      compiler.isTypeQueryNode(parent) ||
      compiler.isExpression(parent) ||
      compiler.isVariableDeclaration(parent)
    );
  }

  /** What decides where an import or a re-export leads. */
  private throughAlias(declaration: ts.Node, into: Behind): void {
    const { compiler } = this;
    if (into.aliases.has(declaration)) return;
    into.aliases.add(declaration);
    if (addsPackage(declaration.getSourceFile(), into)) return;
    into.units.add(this.unitOf(declaration));
    const specifier = this.specifierOf(declaration);
    if (!specifier && compiler.isExportSpecifier(declaration)) {
      this.follow(this.checker.getExportSpecifierLocalTargetSymbol(declaration), declaration, into);
    }
    const module = specifier && this.checker.getSymbolAtLocation(specifier);
    if (!module) return;
    const named = compiler.isImportSpecifier(declaration) || compiler.isExportSpecifier(declaration);
    const isDefault = compiler.isImportClause(declaration);
    if (!named && !isDefault) this.addModule(module, into, new Set());
    else
      this.throughExport(
        module,
        isDefault ? 'default' : (declaration.propertyName ?? declaration.name).text,
        into,
        new Set(),
      );
  }

  private throughExport(module: ts.Symbol, name: string, into: Behind, seen: Set<string>): void {
    for (const declaration of module.declarations ?? []) {
      const file = declaration.getSourceFile();
      if (addsPackage(file, into)) return;
      const { fileName } = file;
      const key = `${fileName}\0${declaration.pos}\0${name}`;
      if (seen.has(key)) return;
      seen.add(key);
      into.files.add(fileName);
    }
    const table = module.exports;
    const own = table?.get(name as ts.__String) ?? table?.get('export=' as ts.__String);
    for (const declaration of own?.declarations ?? []) {
      if (own!.flags & this.compiler.SymbolFlags.Alias) this.throughAlias(declaration, into);
      else into.units.add(this.unitOf(declaration));
    }
    if (own) return;
    for (const statement of table?.get('__export' as ts.__String)?.declarations ?? []) {
      const specifier = this.specifierOf(statement);
      const next = specifier && this.checker.getSymbolAtLocation(specifier);
      // Of all that a barrel passes on, only the way that leads to the name.
      if (next && this.exportsOf(next).has(name)) this.throughExport(next, name, into, seen);
    }
  }

  private exportsOf(module: ts.Symbol): ReadonlySet<string> {
    let names = this.exported.get(module);
    if (names === undefined) {
      names = new Set(this.checker.getExportsOfModule(module).map(({ name }) => name));
      this.exported.set(module, names);
    }
    return names;
  }

  /** The files of a module, and of those that it passes on. */
  private addModule(module: ts.Symbol, into: Behind, seen: Set<ts.Symbol>): void {
    if (seen.has(module)) return;
    seen.add(module);
    for (const declaration of module.declarations ?? []) {
      const file = declaration.getSourceFile();
      into.files.add(file.fileName);
      if (!this.compiler.isSourceFile(declaration)) into.units.add(declaration);
      for (const statement of file.statements) {
        if (!this.compiler.isExportDeclaration(statement) || !statement.moduleSpecifier) continue;
        const next = this.checker.getSymbolAtLocation(statement.moduleSpecifier);
        if (next) this.addModule(next, into, seen);
      }
    }
  }

  private specifierOf(declaration: ts.Node): ts.StringLiteral | undefined {
    for (let node = declaration; !this.compiler.isSourceFile(node); node = node.parent) {
      if (isModuleStatement(this.compiler, node)) return specifierOf(this.compiler, node);
    }
    return undefined;
  }

  /** The statement that holds a node, in a file or a namespace: the rest of a statement may decide the types inside it. */
  private unitOf(node: ts.Node): ts.Node {
    const { compiler } = this;
    let unit = node;
    while (unit.parent && !compiler.isSourceFile(unit.parent) && !compiler.isModuleBlock(unit.parent)) {
      // Of an import, only the name itself.
      if (compiler.isImportSpecifier(unit) || compiler.isExportSpecifier(unit)) return unit;
      unit = unit.parent;
    }
    return unit;
  }
}

/** Takes in a file of a package as a whole; says whether it is one. */
function addsPackage(file: ts.SourceFile, into: Behind): boolean {
  const isPackage = isInstalled(file);
  if (isPackage) into.units.add(file);
  return isPackage;
}

interface Behind {
  readonly units: Set<ts.Node>;
  readonly files: Set<string>;
  /** Imports and re-exports on the way, which may go in circles. */
  readonly aliases: Set<ts.Node>;
}
