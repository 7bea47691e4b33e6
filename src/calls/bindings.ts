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

/** The names between the braces of an import or export that has nothing else. */
function namesIn(
  syntax: Syntax,
  clause: ts.ImportClause | ts.ExportDeclaration,
): readonly (ts.ImportSpecifier | ts.ExportSpecifier)[] | undefined {
  if (syntax.isExportDeclaration(clause)) {
    const { exportClause } = clause;
    return exportClause && syntax.isNamedExports(exportClause) ? exportClause.elements : undefined;
  }
  const { name, namedBindings } = clause;
  if (name || !namedBindings || syntax.isNamespaceImport(namedBindings)) return undefined;
  return namedBindings.elements;
}

/** Collects the bindings of a file. */
export function collectBindings(
  meanings: Meanings,
  carriers: ReadonlySet<ts.SourceFile>,
  file: ts.SourceFile,
): Bindings {
  const { syntax, checker } = meanings;
  const all: Binding[] = [];
  const byLocal = new Map<SymbolView, Binding>();
  const unresolved: ts.StringLiteral[] = [];

  function isCarrier(target: ts.SourceFile | undefined): boolean {
    return target !== undefined && carriers.has(target);
  }

  function leadsToCarrier(symbol: SymbolView | undefined): boolean {
    return symbol?.declarations?.some((declaration) => isCarrier(declaration.getSourceFile())) ?? false;
  }

  function add(node: BindingNode, symbol: SymbolView | undefined, isLocal: boolean): void {
    if (!symbol) return;
    const ours = meanings.of(symbol) !== undefined;
    const target = meanings.resolve(symbol);
    const mixed = (target.flags & syntax.SymbolFlags.ValueModule) !== 0 && leadsToCarrier(target);
    if (!ours && !(isLocal && mixed)) return;
    const binding: Binding = { node, local: isLocal ? symbol : undefined, ours, mentions: [] };
    all.push(binding);
    if (isLocal) byLocal.set(symbol, binding);
  }

  function addImport(clause: ts.ImportClause): void {
    if (clause.name) add(clause, checker.getSymbolAtLocation(clause.name), true);
    const named = clause.namedBindings;
    if (!named) return;
    if (syntax.isNamespaceImport(named)) add(named, checker.getSymbolAtLocation(named.name), true);
    else {
      for (const specifier of named.elements) {
        if (!specifier.isTypeOnly) add(specifier, checker.getSymbolAtLocation(specifier.name), true);
      }
    }
  }

  function addExport(statement: ts.ExportDeclaration): void {
    const clause = statement.exportClause;
    if (!clause) {
      add(
        statement,
        statement.moduleSpecifier && checker.getSymbolAtLocation(statement.moduleSpecifier),
        false,
      );
    } else if (syntax.isNamespaceExport(clause)) {
      add(clause, checker.getSymbolAtLocation(clause.name), false);
    } else {
      for (const specifier of clause.elements) {
        if (!specifier.isTypeOnly) add(specifier, checker.getSymbolAtLocation(specifier.name), false);
      }
    }
  }

  /** Where every name is marked as a type, `verbatimModuleSyntax` would leave an import of keyshape without a name. */
  function addTypes(statement: ModuleStatement): void {
    const clause = syntax.isImportDeclaration(statement)
      ? statement.importClause
      : syntax.isExportDeclaration(statement)
        ? statement
        : undefined;
    const names = clause && namesIn(syntax, clause);
    if (names && names.length > 0 && names.every((name) => name.isTypeOnly)) {
      all.push({ node: clause, local: undefined, ours: true, mentions: [] });
    }
  }

  for (const statement of moduleStatements(syntax, file)) {
    const specifier = specifierOf(syntax, statement);
    if (syntax.isImportDeclaration(statement)) {
      if (!statement.importClause || statement.importClause.isTypeOnly) continue;
      addImport(statement.importClause);
    } else if (statement.isTypeOnly) {
      continue;
    } else if (syntax.isExportDeclaration(statement)) {
      addExport(statement);
    } else {
      add(statement, checker.getSymbolAtLocation(statement.name), true);
    }
    if (specifier?.text === 'keyshape') addTypes(statement);
    if (specifier?.text === 'keyshape' && !leadsToCarrier(checker.getSymbolAtLocation(specifier))) {
      unresolved.push(specifier);
    }
  }
  for (const statement of file.statements) {
    if (!syntax.isExportAssignment(statement)) continue;
    const { expression } = statement;
    if (!syntax.isIdentifier(expression) && !syntax.isPropertyAccessExpression(expression)) continue;
    const named = syntax.isIdentifier(expression) ? expression : expression.name;
    add(statement, checker.getSymbolAtLocation(named), false);
  }
  return { all, byLocal, unresolved };
}
