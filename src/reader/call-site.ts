import type ts = require('typescript');

/** What is asked of the syntax tree around a type argument; every compiler's `ts` can tell. */
export interface CallSiteSyntax {
  isCallExpression(node: ts.Node): node is ts.CallExpression;
  isClassLike(node: ts.Node): boolean;
  isInterfaceDeclaration(node: ts.Node): boolean;
}

/** What is called around a type argument: a checker that is asked about an expression resets its budget. */
export function expressionNear(syntax: CallSiteSyntax, node: ts.Node): ts.Node {
  if (syntax.isCallExpression(node)) return node.expression;
  return syntax.isCallExpression(node.parent) ? node.parent.expression : node;
}

/** Whether a type parameter (or a class's `this`) is in scope, so that a type may wait for it. */
export function seesTypeParameters(syntax: CallSiteSyntax, node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (syntax.isClassLike(at) || syntax.isInterfaceDeclaration(at)) return true;
    if ('typeParameters' in at && at.typeParameters !== undefined) return true;
  }
  return false;
}
