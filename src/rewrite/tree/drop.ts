import type ts = require('typescript');

import type { BindingNode } from '../../calls/bindings.js';
import { type BindingStatement, namesOther } from '../binding-statements.js';
import type { Elision } from './elision.js';
import type { Making } from './making.js';

/** `with { … }`, which TypeScript up to 5.2 calls an assert clause. */
function attributesOf(node: ts.ImportDeclaration | ts.ExportDeclaration): ts.ImportAttributes | undefined {
  return node.attributes ?? (node as { readonly assertClause?: ts.ImportAttributes }).assertClause;
}

/**
 * Takes names out of an import or export statement.
 *
 * @param statement - the statement, as parsed
 * @param dropped - the names that go
 * @param elision - judges the names beside them
 * @returns the statement without them, or `undefined` when nothing of it is left
 */
export function withoutNames(
  making: Making,
  statement: BindingStatement,
  dropped: ReadonlySet<BindingNode>,
  elision: Elision,
): BindingStatement | undefined {
  const { compiler, factory } = making;
  if (compiler.isImportDeclaration(statement)) return importWithout(making, statement, dropped, elision);
  if (!compiler.isExportDeclaration(statement)) return dropped.has(statement) ? undefined : statement;
  if (dropped.has(statement)) return undefined;
  const clause = statement.exportClause;
  if (!clause) return statement;
  if (compiler.isNamespaceExport(clause)) return dropped.has(clause) ? undefined : statement;
  if (!clause.elements.some((element) => dropped.has(element))) return statement;
  const elements = clause.elements.filter((element) => !dropped.has(element) && elision.keepsExport(element));
  // Without a name left it stays only for the side effects of a module other than ours.
  const stays = elements.length > 0 || (elision.keepsEmpty && namesOther(compiler, statement));
  if (!stays) return undefined;
  return factory.updateExportDeclaration(
    statement,
    statement.modifiers,
    statement.isTypeOnly,
    factory.updateNamedExports(clause, elements),
    statement.moduleSpecifier,
    attributesOf(statement),
  );
}

function importWithout(
  { compiler, factory }: Making,
  statement: ts.ImportDeclaration,
  dropped: ReadonlySet<BindingNode>,
  elision: Elision,
): ts.ImportDeclaration | undefined {
  const clause = statement.importClause;
  if (!clause) return statement;
  const named = clause.namedBindings;
  const all: BindingNode[] = [clause];
  if (named) all.push(...(compiler.isNamespaceImport(named) ? [named] : named.elements));
  if (!all.some((node) => dropped.has(node))) return statement;

  const keepsDefault = clause.name && !dropped.has(clause) && elision.keepsImport(clause);
  let bindings: ts.NamedImportBindings | undefined;
  if (named && compiler.isNamespaceImport(named)) {
    if (!dropped.has(named) && elision.keepsImport(named)) bindings = named;
  } else if (named) {
    const elements = named.elements.filter(
      (element) => !dropped.has(element) && elision.keepsImport(element),
    );
    if (elements.length > 0) bindings = factory.updateNamedImports(named, elements);
  }
  const name = keepsDefault ? clause.name : undefined;
  const left = name || bindings ? factory.updateImportClause(clause, false, name, bindings) : undefined;
  if (!left && !(elision.keepsEmpty && namesOther(compiler, statement))) return undefined;
  return factory.updateImportDeclaration(
    statement,
    statement.modifiers,
    left,
    statement.moduleSpecifier,
    attributesOf(statement),
  );
}
