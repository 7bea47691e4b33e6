import type ts = require('typescript');

import type { Replacement } from '../../calls/replacement.js';
import type { Making } from './making.js';

/**
 * Makes a version, or a list of them, an argument of a call; what is left out before it becomes `void 0`.
 *
 * @param node - the call, its own arguments already visited
 */
export function withArgument(
  { compiler, factory }: Making,
  node: ts.Node,
  { name, text, others = [], index = 0 }: Replacement,
): ts.Node {
  const isNew = compiler.isNewExpression(node);
  if (!isNew && !compiler.isCallExpression(node)) return node;
  const list: ts.Expression[] = [...(node.arguments ?? [])];
  while (list.length < index) list.push(factory.createVoidZero());
  const literal = (version: string) => factory.createStringLiteral(version);
  list[index] =
    name === 'VersionsOf'
      ? factory.createArrayLiteralExpression([text, ...others].map(literal))
      : literal(text);
  const filled = compiler.setTextRange(factory.createNodeArray(list), node.arguments ?? { pos: -1, end: -1 });
  const { expression, typeArguments } = node;
  if (isNew) return factory.updateNewExpression(node, expression, typeArguments, filled);
  return compiler.isCallChain(node)
    ? factory.updateCallChain(node, expression, node.questionDotToken, typeArguments, filled)
    : factory.updateCallExpression(node, expression, typeArguments, filled);
}

/**
 * Gives a parameter a default value that throws.
 *
 * @param message - what is thrown
 */
export function withGuard(
  { compiler, factory }: Making,
  node: ts.ParameterDeclaration,
  message: string,
): ts.ParameterDeclaration {
  const error = factory.createNewExpression(factory.createIdentifier('Error'), undefined, [
    factory.createStringLiteral(message),
  ]);
  const body = factory.createBlock([factory.createThrowStatement(error)]);
  const arrow = factory.createArrowFunction(
    undefined,
    undefined,
    [],
    undefined,
    factory.createToken(compiler.SyntaxKind.EqualsGreaterThanToken),
    body,
  );
  return factory.updateParameterDeclaration(
    node,
    node.modifiers,
    node.dotDotDotToken,
    node.name,
    undefined,
    node.type,
    factory.createCallExpression(factory.createParenthesizedExpression(arrow), undefined, []),
  );
}
