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
  if (!syntax.isCallExpression(call)) return false;
  const open = openIn(syntax, call, asked);
  if (open === undefined) return false;
  const { declaration, asks } = open;
  const names = new Set(asks.map(({ name }) => name.text));
  return !returns(syntax, checker, declaration, names) && isDecided(syntax, call, open, asked);
}

/**
 * The constraint that stands for the type of a call's version, or in it, because nothing of the call says what that is: the version of
 * `get<T extends Entity>` at `get('user:1')` would be that of every entity, and never change with the one that is cached.
 */
export function constraintOf(
  syntax: Syntax,
  checker: CallChecker,
  call: ts.CallExpression | ts.NewExpression,
  asked: Asked,
): ts.TypeNode | undefined {
  const open = openIn(syntax, call, asked);
  const undecided = open ? undecidedIn(syntax, checker, call, open, asked) : [];
  const constraints = undecided.flatMap((one) => (hasDefault(syntax, one) ? [] : (one.constraint ?? [])));
  if (constraints.length === 0) return undefined;
  const known = checker.typesAt(constraints);
  const [type] = asked.types;
  const exact = constraints.find((_, index) => known[index]!.identity === type!.identity);
  if (exact !== undefined) return exact;
  // `Entity[]` of `VersionOf<T[]>`, unless the place where the call stands says so itself.
  const [expected] = checker.expectedAt([call]);
  return constraints.find((_, index) => {
    const written = anyOf(new Set([known[index]!.text]));
    return written.test(type!.text) && !(expected && written.test(expected.text));
  });
}

/** The type parameters that no argument decides; those of the class that is made, where it inherits its constructor. */
function undecidedIn(
  syntax: Syntax,
  checker: CallChecker,
  call: ts.CallExpression | ts.NewExpression,
  open: OpenCall,
  asked: Asked,
): readonly ts.TypeParameterDeclaration[] {
  const undecided = open.asks.filter((one) => !isDecided(syntax, call, open, asked, [one]));
  const { declaration } = open;
  if (!syntax.isConstructorDeclaration(declaration) || undecided.length === 0) return undecided;
  const { parent } = declaration;
  const made = checker
    .declarationsAt(call.expression)
    .find((one) => syntax.isClassDeclaration(one) || syntax.isClassExpression(one));
  if (made === undefined) return [];
  if (made.pos === parent.pos && made.getSourceFile().fileName === parent.getSourceFile().fileName)
    return undecided;
  const bases = made.heritageClauses?.filter(({ token }) => token === syntax.SyntaxKind.ExtendsKeyword) ?? [];
  return (made.typeParameters ?? []).filter(({ name }) =>
    bases.some((base) => mentions(syntax, base, name.text)),
  );
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
  const all = syntax.isConstructorDeclaration(declaration)
    ? declaration.parent.typeParameters
    : declaration.typeParameters;
  const asks = (all ?? []).filter(({ name }) => version && mentions(syntax, version, name.text));
  return asks.length === 0 ? undefined : { declaration, parameters, asks };
}

/** Whether an argument that is passed, that of the version aside, decides one of the type parameters. */
function isDecided(
  syntax: Syntax,
  call: ts.CallExpression | ts.NewExpression,
  { parameters, asks }: OpenCall,
  { index: version }: Asked,
  decided = asks,
): boolean {
  return parameters.some(
    ({ type }, index) =>
      index !== version &&
      index < (call.arguments?.length ?? 0) &&
      type !== undefined &&
      decided.some(({ name }) => mentions(syntax, type, name.text)),
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
