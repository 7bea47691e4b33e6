import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import type { Asked, CallChecker } from './asked.js';
import { isSignature, type Signature } from './facts.js';
import { anyOf } from './names.js';

/** Types that keep an argument from deciding a type parameter. */
const withheld: ReadonlySet<string> = new Set(['Written', 'NoInfer']);

/**
 * Whether the type of a call's version was inferred from one of its arguments, though the call does not return it: a value that is
 * written, whose type is that of the expression.
 */
export function infers(
  syntax: Syntax,
  checker: CallChecker,
  call: ts.CallExpression | ts.NewExpression,
  asked: Asked,
): boolean {
  // An instance holds on to the type that its constructor was given.
  if (
    call.typeArguments ||
    !syntax.isCallExpression(call) ||
    call.expression.kind === syntax.SyntaxKind.SuperKeyword
  )
    return false;
  const declaration = asked.declaration();
  if (declaration === undefined || !isSignature(syntax, declaration)) return false;
  const own = new Set((declaration.typeParameters ?? []).map(({ name }) => name.text));
  const parameters = declaration.parameters.filter(
    ({ name }) => !(syntax.isIdentifier(name) && name.text === 'this'),
  );
  const version = parameters[asked.index];
  const asks = new Set([...own].filter((name) => version?.type && mentions(syntax, version.type, name)));
  if (asks.size === 0 || returns(syntax, checker, declaration, asks)) return false;
  return parameters.some(
    ({ type }, index) =>
      index !== asked.index &&
      index < call.arguments.length &&
      type !== undefined &&
      [...asks].some((name) => mentions(syntax, type, name)),
  );
}

/** Whether the result of a call says the type: as it is written, else as the compiler writes it. */
function returns(
  syntax: Syntax,
  checker: CallChecker,
  declaration: Signature,
  names: ReadonlySet<string>,
): boolean {
  const { type } = declaration;
  if (type !== undefined) return [...names].some((name) => mentions(syntax, type, name));
  return anyOf(names).test(checker.resultOf(declaration));
}

function mentions(syntax: Syntax, node: ts.Node, name: string): boolean {
  if (syntax.isIdentifier(node)) return node.text === name;
  if (
    syntax.isTypeReferenceNode(node) &&
    syntax.isIdentifier(node.typeName) &&
    withheld.has(node.typeName.text)
  )
    return false;
  return syntax.forEachChild(node, (child) => mentions(syntax, child, name) || undefined) ?? false;
}
