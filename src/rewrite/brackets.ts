import type ts = require('typescript');

import type { Syntax } from '../calls/syntax.js';

/**
 * Whether `a + b` can stand in place of a call without brackets. A list of what is safe, because a forgotten entry then costs
 * a pair of brackets, not a wrong meaning.
 */
export function standsAlone(compiler: Syntax, call: ts.Node): boolean {
  const { parent } = call;
  return (
    (compiler.isVariableDeclaration(parent) && parent.initializer === call) ||
    (compiler.isCallExpression(parent) && parent.arguments.some((argument) => argument === call)) ||
    (compiler.isPropertyAssignment(parent) && parent.initializer === call) ||
    (compiler.isPropertyDeclaration(parent) && parent.initializer === call) ||
    compiler.isTemplateSpan(parent) ||
    compiler.isReturnStatement(parent) ||
    compiler.isArrayLiteralExpression(parent) ||
    compiler.isParenthesizedExpression(parent) ||
    compiler.isArrowFunction(parent) ||
    (compiler.isElementAccessExpression(parent) && parent.argumentExpression === call)
  );
}

/** Whether an expression binds tighter than `+`, whatever is on its left. */
export function isSimple(compiler: Syntax, expression: ts.Expression): boolean {
  return (
    compiler.isIdentifier(expression) ||
    compiler.isStringLiteral(expression) ||
    compiler.isTemplateLiteral(expression) ||
    compiler.isParenthesizedExpression(expression) ||
    compiler.isPropertyAccessExpression(expression) ||
    compiler.isElementAccessExpression(expression) ||
    compiler.isCallExpression(expression)
  );
}
