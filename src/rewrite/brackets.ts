import type ts = require('typescript');

import type { Syntax } from '../calls/syntax.js';

/**
 * Whether `a + b` can stand in place of a call without brackets. A list of what is safe, because a forgotten entry then costs
 * a pair of brackets, not a wrong meaning.
 */
export function standsAlone(syntax: Syntax, call: ts.Node): boolean {
  const { parent } = call;
  return (
    (syntax.isVariableDeclaration(parent) && parent.initializer === call) ||
    (syntax.isCallExpression(parent) && parent.arguments.some((argument) => argument === call)) ||
    (syntax.isPropertyAssignment(parent) && parent.initializer === call) ||
    (syntax.isPropertyDeclaration(parent) && parent.initializer === call) ||
    syntax.isTemplateSpan(parent) ||
    syntax.isReturnStatement(parent) ||
    syntax.isArrayLiteralExpression(parent) ||
    syntax.isParenthesizedExpression(parent) ||
    syntax.isArrowFunction(parent) ||
    (syntax.isElementAccessExpression(parent) && parent.argumentExpression === call)
  );
}

/** Whether an expression binds tighter than `+`, whatever is on its left. */
export function isSimple(syntax: Syntax, expression: ts.Expression): boolean {
  return (
    syntax.isIdentifier(expression) ||
    syntax.isStringLiteral(expression) ||
    syntax.isTemplateLiteral(expression) ||
    syntax.isParenthesizedExpression(expression) ||
    syntax.isPropertyAccessExpression(expression) ||
    syntax.isElementAccessExpression(expression) ||
    syntax.isCallExpression(expression)
  );
}
