import type ts = require('typescript');

import { loadedModule, moduleStatements, specifierOf } from './modules.js';

/** Whether a file mentions keyshape as a module, by syntax alone: all there is without type information. */
export function loadsKeyshape(compiler: typeof ts, file: ts.SourceFile): boolean {
  if (!file.text.includes('keyshape')) return false;
  for (const statement of moduleStatements(compiler, file)) {
    if (specifierOf(compiler, statement)?.text !== 'keyshape') continue;
    const isOnlyType = compiler.isImportDeclaration(statement)
      ? (statement.importClause?.isTypeOnly ?? true)
      : statement.isTypeOnly;
    if (!isOnlyType) return true;
  }
  const pending: ts.Node[] = [...file.statements];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (loadedModule(compiler, node)?.text === 'keyshape') return true;
    compiler.forEachChild(node, (child) => void pending.push(child));
  }
  return false;
}
