import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import type { Asked, CallChecker } from './asked.js';
import { isSignature, type Signature } from './facts.js';
import { anyOf } from './names.js';
import { lastName } from './names-in.js';

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
  if (!syntax.isCallExpression(call)) return false;
  const open = openIn(syntax, call, asked);
  if (open === undefined) return false;
  const { declaration, asks } = open;
  const names = new Set(asks.map(({ name }) => name.text));
  return !returns(syntax, checker, declaration, names) && isDecided(syntax, call, open, asked);
}

/**
 * The constraint that stands for the type of a call's version, because nothing of the call says what that is: the version of
 * `get<T extends Entity>` at `get('user:1')` would be that of every entity, and never change with the one that is cached.
 */
export function constraintOf(
  syntax: Syntax,
  checker: CallChecker,
  call: ts.CallExpression | ts.NewExpression,
  asked: Asked,
): ts.TypeNode | undefined {
  const open = openIn(syntax, call, asked);
  if (open === undefined || isDecided(syntax, call, open, asked)) return undefined;
  const constraints = open.asks.flatMap((one) => (hasDefault(syntax, one) ? [] : (one.constraint ?? [])));
  const known = checker.typesAt(constraints);
  return constraints.find((_, index) => known[index]!.identity === asked.types[0]!.identity);
}

/** Compilers call the default by different names. */
function hasDefault(syntax: Syntax, parameter: ts.TypeParameterDeclaration): boolean {
  const { constraint } = parameter;
  return (
    syntax.forEachChild(
      parameter,
      (child) => (syntax.isTypeNode(child) && child !== constraint) || undefined,
    ) ?? false
  );
}

/** The type parameters of what a call resolved to that its version depends on, and that no one wrote. */
interface OpenCall {
  readonly declaration: Signature;
  readonly parameters: readonly ts.ParameterDeclaration[];
  readonly asks: readonly ts.TypeParameterDeclaration[];
}

function openIn(
  syntax: Syntax,
  call: ts.CallExpression | ts.NewExpression,
  asked: Asked,
): OpenCall | undefined {
  if (call.typeArguments || call.expression.kind === syntax.SyntaxKind.SuperKeyword) return undefined;
  const declaration = asked.declaration();
  if (declaration === undefined || !isSignature(syntax, declaration)) return undefined;
  const parameters = declaration.parameters.filter(
    ({ name }) => !(syntax.isIdentifier(name) && name.text === 'this'),
  );
  const version = parameters[asked.index]?.type;
  const asks = parametersOf(syntax, call, declaration).filter(
    ({ name }) => version && mentions(syntax, version, name.text),
  );
  return asks.length === 0 ? undefined : { declaration, parameters, asks };
}

/** The type parameters of a function, or of the class that is made; a class that extends it has said what they are. */
function parametersOf(
  syntax: Syntax,
  call: ts.CallExpression | ts.NewExpression,
  declaration: Signature,
): readonly ts.TypeParameterDeclaration[] {
  if (!syntax.isConstructorDeclaration(declaration)) return declaration.typeParameters ?? [];
  const { parent } = declaration;
  const isItself = parent.name?.text === lastName(syntax, call.expression);
  return isItself ? (parent.typeParameters ?? []) : [];
}

/** Whether an argument that is passed, that of the version aside, decides one of the type parameters. */
function isDecided(
  syntax: Syntax,
  call: ts.CallExpression | ts.NewExpression,
  { parameters, asks }: OpenCall,
  { index: version }: Asked,
): boolean {
  return parameters.some(
    ({ type }, index) =>
      index !== version &&
      index < (call.arguments?.length ?? 0) &&
      type !== undefined &&
      asks.some(({ name }) => mentions(syntax, type, name.text)),
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
