import type ts = require('typescript');

import type { Meanings } from './intrinsics.js';
import { type ModuleStatement, moduleStatements, specifierOf } from './modules.js';
import type { SymbolView, Syntax } from './syntax.js';

/** A syntax node that brings a name into a file, or passes one on. */
export type BindingNode =
  | ts.ImportClause
  | ts.NamespaceImport
  | ts.ImportSpecifier
  | ts.ImportEqualsDeclaration
  | ts.ExportSpecifier
  | ts.NamespaceExport
  | ts.ExportDeclaration
  | ts.ExportAssignment;

/** A name that stands for an intrinsic, for keyshape's namespace, or for a module that holds them beside other things. */
export interface Binding {
  readonly node: BindingNode;
  /** The name that the file's own code can mention; a re-export has none. */
  readonly local: SymbolView | undefined;
  /** Whether it stands for ours alone, so that it is dropped unless something keeps it. */
  readonly ours: boolean;
  /** Where the code mentions it as a value. */
  readonly mentions: ts.Identifier[];
}

/** What a file imports and re-exports that matters to the transformer. */
export interface Bindings {
  readonly all: readonly Binding[];
  readonly byLocal: ReadonlyMap<SymbolView, Binding>;
  /** Specifiers that say `keyshape` and do not lead to it. */
  readonly unresolved: readonly ts.StringLiteral[];
}

/** Collects the bindings of a file. */
export function collectBindings(
  meanings: Meanings,
  carriers: ReadonlySet<ts.SourceFile>,
  file: ts.SourceFile,
): Bindings {
  const { syntax } = meanings;
  const collecting = new Collecting(meanings, carriers);
  for (const statement of moduleStatements(syntax, file)) collecting.addStatement(statement);
  for (const statement of file.statements)
    if (syntax.isExportAssignment(statement)) collecting.addAssignment(statement);
  const { all, byLocal, unresolved } = collecting;
  return { all, byLocal, unresolved };
}

class Collecting implements Bindings {
  readonly all: Binding[] = [];
  readonly byLocal = new Map<SymbolView, Binding>();
  readonly unresolved: ts.StringLiteral[] = [];

  constructor(
    private readonly meanings: Meanings,
    private readonly carriers: ReadonlySet<ts.SourceFile>,
  ) {}

  addStatement(statement: ModuleStatement): void {
    const { syntax } = this.meanings;
    if (syntax.isImportDeclaration(statement)) {
      if (!statement.importClause || statement.importClause.isTypeOnly) return;
      this.addImport(statement.importClause);
    } else if (statement.isTypeOnly) return;
    else if (syntax.isExportDeclaration(statement)) this.addExport(statement);
    else this.addLocal(statement, statement.name);
    const specifier = specifierOf(syntax, statement);
    if (specifier?.text !== 'keyshape') return;
    // `verbatimModuleSyntax` would leave an import of keyshape without a name.
    const types = clauseOfTypes(syntax, statement);
    if (types) this.all.push({ node: types, local: undefined, ours: true, mentions: [] });
    if (!this.leadsToCarrier(this.symbolAt(specifier))) this.unresolved.push(specifier);
  }

  addAssignment(statement: ts.ExportAssignment): void {
    const { syntax } = this.meanings;
    const { expression } = statement;
    if (syntax.isIdentifier(expression)) this.addPassedOn(statement, expression);
    else if (syntax.isPropertyAccessExpression(expression)) this.addPassedOn(statement, expression.name);
  }

  private addImport(clause: ts.ImportClause): void {
    if (clause.name) this.addLocal(clause, clause.name);
    const named = clause.namedBindings;
    if (!named) return;
    if (this.meanings.syntax.isNamespaceImport(named)) this.addLocal(named, named.name);
    else {
      for (const specifier of named.elements)
        if (!specifier.isTypeOnly) this.addLocal(specifier, specifier.name);
    }
  }

  private addExport(statement: ts.ExportDeclaration): void {
    const { exportClause: clause, moduleSpecifier } = statement;
    if (!clause) {
      if (moduleSpecifier) this.addPassedOn(statement, moduleSpecifier);
    } else if (this.meanings.syntax.isNamespaceExport(clause)) this.addPassedOn(clause, clause.name);
    else {
      for (const specifier of clause.elements)
        if (!specifier.isTypeOnly) this.addPassedOn(specifier, specifier.name);
    }
  }

  /** A name that the file's own code can mention. */
  private addLocal(node: BindingNode, name: ts.Node): void {
    const local = this.symbolAt(name);
    if (!local) return;
    const ours = this.isOurs(local);
    if (!ours && !this.isMixed(local)) return;
    const binding: Binding = { node, local, ours, mentions: [] };
    this.all.push(binding);
    this.byLocal.set(local, binding);
  }

  private addPassedOn(node: BindingNode, name: ts.Node): void {
    const symbol = this.symbolAt(name);
    if (symbol && this.isOurs(symbol)) this.all.push({ node, local: undefined, ours: true, mentions: [] });
  }

  private isOurs(symbol: SymbolView): boolean {
    return this.meanings.of(symbol) !== undefined;
  }

  /** Whether it stands for a module that holds intrinsics beside other things. */
  private isMixed(symbol: SymbolView): boolean {
    const { syntax } = this.meanings;
    const target = this.meanings.resolve(symbol);
    return (target.flags & syntax.SymbolFlags.ValueModule) !== 0 && this.leadsToCarrier(target);
  }

  private leadsToCarrier(symbol: SymbolView | undefined): boolean {
    const files = symbol?.declarations?.map((declaration) => declaration.getSourceFile()) ?? [];
    return files.some((file) => file !== undefined && this.carriers.has(file));
  }

  private symbolAt(node: ts.Node): SymbolView | undefined {
    return this.meanings.checker.getSymbolAtLocation(node);
  }
}

/** What of an import or export has names, all of which are marked as types. */
function clauseOfTypes(
  syntax: Syntax,
  statement: ModuleStatement,
): ts.ImportClause | ts.ExportDeclaration | undefined {
  const clause = syntax.isImportDeclaration(statement) ? statement.importClause : statement;
  if (!clause || syntax.isImportEqualsDeclaration(clause)) return undefined;
  const names = namesIn(syntax, clause);
  return names.length > 0 && names.every((name) => name.isTypeOnly) ? clause : undefined;
}

/** The names between the braces of an import or export that has nothing else. */
function namesIn(
  syntax: Syntax,
  clause: ts.ImportClause | ts.ExportDeclaration,
): readonly (ts.ImportSpecifier | ts.ExportSpecifier)[] {
  if (syntax.isExportDeclaration(clause)) {
    const { exportClause } = clause;
    return exportClause && syntax.isNamedExports(exportClause) ? exportClause.elements : [];
  }
  const { name, namedBindings } = clause;
  if (name || !namedBindings || syntax.isNamespaceImport(namedBindings)) return [];
  return namedBindings.elements;
}
