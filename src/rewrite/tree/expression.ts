import type ts = require('typescript');

import type { ReplacedCall, Replacement } from '../../calls/replacement.js';
import { isSimple, standsAlone } from '../brackets.js';
import type { Making } from './making.js';

/**
 * Makes the expression that stands in the output for a call.
 *
 * @param original - the call as parsed: its place gives comments, source map and context
 * @param argument - the visited argument of the call
 */
export function expressionFor(
  { compiler, factory }: Making,
  original: ReplacedCall,
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
