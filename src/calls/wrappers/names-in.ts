import type ts = require('typescript');

import type { Syntax } from '../syntax.js';

/** The name under which a module exports its default. */
export const defaultName = 'default';

/** The last name of an expression: the one that a function is called by, or passed on under. */
export function lastName(syntax: Syntax, expression: ts.Node): string | undefined {
  const node = stripped(syntax, expression);
  if (syntax.isIdentifier(node)) return node.text;
  if (syntax.isPropertyAccessExpression(node)) return node.name.text;
  if (syntax.isElementAccessExpression(node) && syntax.isStringLiteralLike(node.argumentExpression)) {
    return node.argumentExpression.text;
  }
  return undefined;
}

/** What is around an expression and changes nothing of its value: brackets, `!`, `as`, `<T>` and `satisfies`. */
type Wrapping =
  | ts.ParenthesizedExpression
  | ts.NonNullExpression
  | ts.AsExpression
  | ts.TypeAssertion
  | ts.SatisfiesExpression;

function isWrapping(syntax: Syntax, node: ts.Node): node is Wrapping {
  return (
    syntax.isParenthesizedExpression(node) ||
    syntax.isNonNullExpression(node) ||
    syntax.isAsExpression(node) ||
    syntax.isTypeAssertionExpression(node) ||
    syntax.isSatisfiesExpression(node)
  );
}

/** An expression without what changes nothing of its value: brackets, `!`, `as`, `<T>` and `satisfies`. */
export function stripped(syntax: Syntax, expression: ts.Node): ts.Node {
  let node = expression;
  while (isWrapping(syntax, node)) node = node.expression;
  return node;
}

/** The expression with all of that around it. */
export function wrapped(syntax: Syntax, expression: ts.Node): ts.Node {
  let node = expression;
  while (isWrapping(syntax, node.parent) && node.parent.expression === node) node = node.parent;
  return node;
}

/** The same, and with type arguments without a call: `cache.get<User>`. */
export function outermost(syntax: Syntax, expression: ts.Node): ts.Node {
  const node = wrapped(syntax, expression);
  const { parent } = node;
  const isApplied = syntax.isExpressionWithTypeArguments(parent) && parent.expression === node;
  return isApplied ? outermost(syntax, parent) : node;
}

/** The name that a declaration, a property or a binding is written with; none where it is computed by more than a literal, as `['get']` is. */
export function writtenName(syntax: Syntax, name: ts.Node | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (syntax.isIdentifier(name) || syntax.isPrivateIdentifier(name) || syntax.isStringLiteralLike(name))
    return name.text;
  const isLiteral = syntax.isComputedPropertyName(name) && syntax.isStringLiteralLike(name.expression);
  return isLiteral ? writtenName(syntax, name.expression) : undefined;
}

/** Whether a node gives something its right operand: `=`, `??=`, `||=`, `&&=`. */
export function isAssignment(syntax: Syntax, node: ts.Node): node is ts.BinaryExpression {
  if (!syntax.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  const { EqualsToken, QuestionQuestionEqualsToken, BarBarEqualsToken, AmpersandAmpersandEqualsToken } =
    syntax.SyntaxKind;
  return (
    kind === EqualsToken ||
    kind === QuestionQuestionEqualsToken ||
    kind === BarBarEqualsToken ||
    kind === AmpersandAmpersandEqualsToken
  );
}

/** The operands of which an expression may have the value: both of `a ?? b`, and of `is ? a : b`; the last of `(a, b)`. */
export function operandsOf(syntax: Syntax, node: ts.Node): readonly ts.Expression[] {
  if (syntax.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (!syntax.isBinaryExpression(node)) return [];
  const { kind } = node.operatorToken;
  const { QuestionQuestionToken, BarBarToken, AmpersandAmpersandToken, CommaToken } = syntax.SyntaxKind;
  if (kind === QuestionQuestionToken || kind === BarBarToken) return [node.left, node.right];
  const isLast = kind === AmpersandAmpersandToken || kind === CommaToken || isAssignment(syntax, node);
  return isLast ? [node.right] : [];
}

/** An expression that stands for a function, and the name that it does so by. */
interface HandedOn {
  readonly name: string;
  readonly node: ts.Node;
}

/**
 * The functions one of which an expression hands on as it is: `cache.get`, `cache.get.bind(cache)`, `cache.get<User>`; two of
 * `cache?.get ?? load`.
 */
export function handedOn(syntax: Syntax, expression: ts.Node | undefined): readonly HandedOn[] {
  if (expression === undefined) return [];
  let node = stripped(syntax, expression);
  if (syntax.isExpressionWithTypeArguments(node)) node = stripped(syntax, node.expression);
  if (syntax.isCallExpression(node)) {
    const callee = stripped(syntax, node.expression);
    // JavaScript takes a module that is itself the function as a whole.
    if (syntax.isIdentifier(callee) && callee.text === 'require') return [{ name: defaultName, node }];
    const isHolder = syntax.isPropertyAccessExpression(callee) || syntax.isElementAccessExpression(callee);
    return isHolder && lastName(syntax, callee) === 'bind' ? handedOn(syntax, callee.expression) : [];
  }
  const operands = operandsOf(syntax, node);
  if (operands.length > 0) return operands.flatMap((operand) => handedOn(syntax, operand));
  const name = lastName(syntax, node);
  return name === undefined ? [] : [{ name, node: expression }];
}

/** The name that a function expression, or a function type, is known by where it stands. */
export function holderName(syntax: Syntax, node: ts.Node): string | undefined {
  const outer = outermost(syntax, node);
  const { parent } = outer;
  if (
    syntax.isVariableDeclaration(parent) ||
    syntax.isPropertyDeclaration(parent) ||
    syntax.isPropertySignature(parent) ||
    syntax.isPropertyAssignment(parent) ||
    syntax.isParameter(parent) ||
    syntax.isBindingElement(parent)
  ) {
    return writtenName(syntax, parent.name);
  }
  if (isAssignment(syntax, parent) && parent.right === outer) return lastName(syntax, parent.left);
  if (operandsOf(syntax, parent).some((operand) => operand === outer)) return holderName(syntax, parent);
  if (syntax.isExportAssignment(parent)) return defaultName;
  return undefined;
}

/** Whether a mapped type gives its members other names, `as \`my${Capitalize<K>}\``, and does not only leave some of them out. */
export function renamesMembers(syntax: Syntax, { typeParameter, nameType }: ts.MappedTypeNode): boolean {
  const pending = nameType ? [nameType] : [];
  for (let type = pending.pop(); type; type = pending.pop()) {
    if (syntax.isConditionalTypeNode(type)) pending.push(type.trueType, type.falseType);
    else if (syntax.isTypeReferenceNode(type) && /^(?:Exclude|Extract)$/.test(type.typeName.getText()))
      pending.push(...(type.typeArguments?.slice(0, 1) ?? []));
    else if (type.kind !== syntax.SyntaxKind.NeverKeyword && type.getText() !== typeParameter.name.text)
      return true;
  }
  return false;
}
