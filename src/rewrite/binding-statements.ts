import type ts = require('typescript');

import { isModuleStatement, type ModuleStatement, specifierOf } from '../calls/modules.js';
import type { Syntax } from '../calls/syntax.js';

/** A statement that can hold a name which is dropped. */
export type BindingStatement = ModuleStatement | ts.ExportAssignment;

/** Whether a statement can hold a name that is dropped. */
export function isBindingStatement(syntax: Syntax, node: ts.Node): node is BindingStatement {
  return isModuleStatement(syntax, node) || syntax.isExportAssignment(node);
}

/** Whether a statement names another module: keyshape itself has no side effects to stay for. */
export function namesOther(syntax: Syntax, statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  const specifier = specifierOf(syntax, statement);
  return specifier !== undefined && specifier.text !== 'keyshape';
}
