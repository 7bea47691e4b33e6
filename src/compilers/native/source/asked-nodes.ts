import type ts = require('typescript');

import { moduleStatements, specifierOf } from '../../../calls/modules.js';
import { nodesIn } from '../../../calls/nodes-in.js';
import type { Syntax } from '../../../calls/syntax.js';

/** A name that an import or export brings in or passes on, and the specifier of the module that it comes from. */
export interface ImportedName {
  readonly name: ts.Node & { readonly text: string };
  readonly specifier: ts.StringLiteral | undefined;
}

/** The module specifiers of a file, and the names beside them: what the search for bindings asks about. */
export function importedNames(
  syntax: Syntax,
  file: ts.SourceFile,
): { readonly specifiers: readonly ts.StringLiteral[]; readonly names: readonly ImportedName[] } {
  const specifiers: ts.StringLiteral[] = [];
  const names: ImportedName[] = [];
  for (const statement of moduleStatements(syntax, file)) {
    const specifier = specifierOf(syntax, statement);
    if (specifier) specifiers.push(specifier);
    const add = (name: ts.Node | undefined) => {
      if (name && syntax.isIdentifier(name)) names.push({ name, specifier });
    };
    if (syntax.isImportEqualsDeclaration(statement)) add(statement.name);
    else if (syntax.isExportDeclaration(statement)) addClause(syntax, statement.exportClause, add);
    else if (statement.importClause && !statement.importClause.isTypeOnly) {
      add(statement.importClause.name);
      addClause(syntax, statement.importClause.namedBindings, add);
    }
  }
  return { specifiers, names };
}

function addClause(
  syntax: Syntax,
  clause: ts.NamedExportBindings | ts.NamedImportBindings | undefined,
  add: (name: ts.Node) => void,
): void {
  if (!clause) return;
  if (syntax.isNamespaceExport(clause) || syntax.isNamespaceImport(clause)) add(clause.name);
  else for (const { isTypeOnly, name } of clause.elements) if (!isTypeOnly) add(name);
}

/** The places where the code of a file mentions names: what the search for uses asks about. */
export function mentionsOf(
  syntax: Syntax,
  file: ts.SourceFile,
  names: ReadonlySet<string>,
): readonly ts.Node[] {
  if (names.size === 0) return [];
  const isNoCode = (node: ts.Node) =>
    syntax.isImportDeclaration(node) || syntax.isExportDeclaration(node) || syntax.isTypeNode(node);
  const nodes = [...nodesIn(syntax, file.statements, isNoCode)];
  return nodes.filter((node) => syntax.isIdentifier(node) && names.has(node.text));
}
