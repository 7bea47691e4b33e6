import type ts = require('typescript');

import { isModuleStatement, specifierOf } from '../../calls/modules.js';
import { isInstalled } from './installed-files.js';
import { Mentions } from './mentions.js';

/** What names refer to. */
interface Behind {
  /** Statements that declare it. */
  readonly units: Set<ts.Node>;
  /** Modules on the way. */
  readonly files: Set<string>;
  /** Imports and re-exports on the way, which may go in circles. */
  readonly aliases: Set<ts.Node>;
}

const nothing = (): Behind => ({ units: new Set(), files: new Set(), aliases: new Set() });

/** Follows the names of a statement to the statements that declare them, through imports and re-exports. */
export class References {
  private readonly checker: ts.TypeChecker;
  private readonly known = new Map<ts.Node, Behind>();
  private readonly exported = new Map<ts.Symbol, ReadonlySet<string>>();
  private readonly mentions: Mentions;

  constructor(
    private readonly compiler: typeof ts,
    private readonly program: ts.Program,
  ) {
    this.checker = program.getTypeChecker();
    this.mentions = new Mentions(compiler);
  }

  /** What a statement refers to. */
  of(unit: ts.Node): Behind {
    let behind = this.known.get(unit);
    if (behind === undefined) {
      behind = nothing();
      this.known.set(unit, behind);
      this.collect(unit, behind);
    }
    return behind;
  }

  /** The files of a module, and of those that it passes on. */
  filesOf(module: ts.Symbol): ReadonlySet<string> {
    const behind = nothing();
    this.addModule(module, behind, new Set());
    return behind.files;
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
  unitOf(node: ts.Node): ts.Node {
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
