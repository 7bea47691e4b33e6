import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import type { Asked, CallChecker } from './asked.js';
import { anyOf } from './names.js';
import { isSignature, type Signature } from './signature.js';

/** Types that keep an argument from deciding a type parameter. */
const withheld: ReadonlySet<string> = new Set(['Written', 'NoInfer']);

/** The type parameters of what a call resolved to that its version depends on, and that no one wrote. */
export interface OpenCall {
  readonly declaration: Signature;
  /** Without the one named `this`. */
  readonly parameters: readonly ts.ParameterDeclaration[];
  readonly asks: readonly ts.TypeParameterDeclaration[];
}

/** The type parameters of a call that nobody wrote; `undefined` where its version depends on none. */
export function openIn(
  syntax: Syntax,
  call: ts.CallExpression | ts.NewExpression,
  asked: Asked,
): OpenCall | undefined {
  if (call.typeArguments || call.expression.kind === syntax.SyntaxKind.SuperKeyword) return undefined;
  const declaration = asked.declaration();
  if (declaration === undefined || !isSignature(syntax, declaration)) return undefined;
  const parameters = declaration.parameters.filter((parameter) => !isReceiver(syntax, parameter));
  const version = parameters[asked.index]?.type;
  const all = syntax.isConstructorDeclaration(declaration)
    ? declaration.parent.typeParameters
    : declaration.typeParameters;
  const asks = (all ?? []).filter(({ name }) => version && mentions(syntax, version, name.text));
  return asks.length === 0 ? undefined : { declaration, parameters, asks };
}

function isReceiver(syntax: Syntax, { name }: ts.ParameterDeclaration): boolean {
  return syntax.isIdentifier(name) && name.text === 'this';
}

/** Whether an argument that is passed, that of the version aside, decides one of some type parameters. */
export function isDecided(
  syntax: Syntax,
  call: ts.CallExpression | ts.NewExpression,
  { parameters }: OpenCall,
  { index: version }: Asked,
  decided: readonly ts.TypeParameterDeclaration[],
): boolean {
  const given = call.arguments ?? [];
  return parameters.some(({ type }, index) => {
    if (index === version || index >= given.length || type === undefined) return false;
    const takesTypes = hasUntyped(syntax, given[index]!);
    return decided.some(({ name }) => saysType(syntax, type, name.text, takesTypes));
  });
}

/** Whether the object that a method is called on decides a type parameter: `of<T>(this: Repo<T>)`. */
export function isDecidedByReceiver(
  syntax: Syntax,
  { declaration }: OpenCall,
  { name }: ts.TypeParameterDeclaration,
): boolean {
  return declaration.parameters.some(
    (parameter) =>
      isReceiver(syntax, parameter) && parameter.type && mentions(syntax, parameter.type, name.text),
  );
}

/** Whether an argument is a function whose parameters take their types from where it stands: `(user) => …`. */
function hasUntyped(syntax: Syntax, argument: ts.Expression): boolean {
  const isFunction = syntax.isArrowFunction(argument) || syntax.isFunctionExpression(argument);
  return isFunction && argument.parameters.some(({ type }) => type === undefined);
}

/** Whether the result of a call says the type: as it is written, else as the compiler writes it. */
export function returns(
  syntax: Syntax,
  checker: CallChecker,
  declaration: Signature,
  names: ReadonlySet<string>,
): boolean {
  const { type } = declaration;
  if (type !== undefined) return [...names].some((name) => mentions(syntax, type, name));
  return anyOf(names).test(checker.resultOf(declaration));
}

/** Whether a type names a type parameter. */
export function mentions(syntax: Syntax, node: ts.Node, name: string): boolean {
  if (syntax.isIdentifier(node)) return node.text === name;
  if (isWithheld(syntax, node)) return false;
  return syntax.forEachChild(node, (child) => mentions(syntax, child, name) || undefined) ?? false;
}

/**
 * Whether a type names a type parameter in a place from which the compiler infers it: nothing follows from `T['id']`.
 *
 * @param takesTypes - whether the argument is a function whose parameters get their types from this one, so that they say nothing
 */
export function saysType(syntax: Syntax, node: ts.Node, name: string, takesTypes: boolean): boolean {
  if (syntax.isIdentifier(node)) return node.text === name;
  if (isWithheld(syntax, node) || syntax.isIndexedAccessTypeNode(node)) return false;
  if (takesTypes && syntax.isFunctionTypeNode(node)) return saysType(syntax, node.type, name, takesTypes);
  return (
    syntax.forEachChild(node, (child) => saysType(syntax, child, name, takesTypes) || undefined) ?? false
  );
}

function isWithheld(syntax: Syntax, node: ts.Node): boolean {
  return (
    syntax.isTypeReferenceNode(node) && syntax.isIdentifier(node.typeName) && withheld.has(node.typeName.text)
  );
}
