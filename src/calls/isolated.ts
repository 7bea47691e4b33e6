import type ts = require('typescript');

import { loadedModule, type ModuleStatement, moduleStatements, specifierOf } from './modules.js';
import { nodesIn } from './nodes-in.js';

/**
 * Whether a file mentions keyshape as a module, by syntax alone: all there is without type information. An import of the type of a
 * wrapper's parameter counts, because the wrapper needs its guard.
 */
export function loadsKeyshape(compiler: typeof ts, file: ts.SourceFile): boolean {
  if (!file.text.includes('keyshape')) return false;
  for (const statement of moduleStatements(compiler, file)) {
    if (specifierOf(compiler, statement)?.text !== 'keyshape') continue;
    const isOnlyType = compiler.isImportDeclaration(statement)
      ? (statement.importClause?.isTypeOnly ?? true)
      : statement.isTypeOnly;
    if (!isOnlyType || asksForVersions(compiler, statement)) return true;
  }
  for (const node of nodesIn(compiler, file.statements)) {
    if (loadedModule(compiler, node)?.text === 'keyshape') return true;
  }
  return false;
}

function asksForVersions(compiler: typeof ts, statement: ModuleStatement): boolean {
  const named = compiler.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
  return (
    named !== undefined &&
    compiler.isNamedImports(named) &&
    named.elements.some(({ name, propertyName }) => /^Versions?Of$/.test((propertyName ?? name).text))
  );
}
