import type ts = require('typescript');

import type { Replacement } from '../calls/replacement.js';
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

/**
 * Makes the expression that stands in the output for a call.
 *
 * @param original - the call as parsed: its place gives comments, source map and context
 * @param argument - the visited argument of the call
 */
export function replacementFor(
  compiler: typeof ts,
  factory: ts.NodeFactory,
  original: ts.CallExpression,
  { kind, text, others = [], isFirst = false }: Replacement,
  argument: ts.Expression | undefined,
): ts.Expression {
  const parameter = () =>
    isFirst
      ? factory.createElementAccessExpression(factory.createIdentifier(text), 0)
      : factory.createIdentifier(text);
  if (kind === 'parameter') return compiler.setTextRange(parameter(), original);
  if (kind === 'list') {
    const versions = [text, ...others].map((one) => factory.createStringLiteral(one));
    return compiler.setTextRange(factory.createArrayLiteralExpression(versions), original);
  }
  if (kind === 'literal' || !argument) {
    const literal = compiler.setTextRange(factory.createStringLiteral(text), original);
    // A bare string at the head of a function would be a directive.
    return compiler.isExpressionStatement(original.parent)
      ? factory.createParenthesizedExpression(literal)
      : literal;
  }
  const key = isSimple(compiler, argument) ? argument : factory.createParenthesizedExpression(argument);
  const before =
    kind === 'parameter-prefix'
      ? factory.createBinaryExpression(
          parameter(),
          compiler.SyntaxKind.PlusToken,
          factory.createStringLiteral(':'),
        )
      : factory.createStringLiteral(text);
  const sum = factory.createBinaryExpression(before, compiler.SyntaxKind.PlusToken, key);
  const whole = standsAlone(compiler, original) ? sum : factory.createParenthesizedExpression(sum);
  return compiler.setTextRange(whole, original);
}
