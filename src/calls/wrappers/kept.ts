import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import type { CallChecker, SignatureView } from './asked.js';
import { outermost } from './names-in.js';
import { mentions } from './open-call.js';
import { placesAskedAt, takesAsPassed } from './parameter-places.js';
import { isSignature } from './signature.js';

/** Where a function is handed to: what must ask as it does, so that nobody calls it without a version. */
export type Use =
  /** A place whose type says how the function is called from there. */
  | { readonly kind: 'typed'; readonly target: ts.Node }
  | { readonly kind: 'argument'; readonly call: ts.CallExpression; readonly index: number }
  /** `.bind(…)`, and what becomes of the result; nothing where that is called, looked at or renamed. */
  | { readonly kind: 'bound'; readonly call: ts.CallExpression; readonly use: Use | undefined }
  /** `.call(…)`, `.apply(…)`. */
  | { readonly kind: 'called' }
  | { readonly kind: 'other'; readonly expression: ts.Expression };

/** A function that is used: what it asks for, and how many arguments it takes. */
interface Used {
  readonly signatures: readonly SignatureView[];
  readonly count: number;
}

/** Whether whoever gets the function calls it as one that asks for a version, or not at all. */
export function isKept(syntax: Syntax, checker: CallChecker, use: Use, own: Used): boolean {
  switch (use.kind) {
    case 'called':
      return false;
    case 'other':
      return isAskedFor(syntax, checker, use.expression, own);
    case 'typed':
      return asksAlways(checker, use.target, own);
    case 'bound': {
      const [signatures = []] = checker.signaturesAt([use.call]);
      const [count = 0] = checker.parameterCountsAt([use.call]);
      const bound = { signatures: signatures.flat(), count };
      if (use.use !== undefined && !isKept(syntax, checker, use.use, bound)) return false;
      return asksAlways(checker, use.call, bound) || isVersionBound(syntax, use.call, own.signatures);
    }
    case 'argument':
      return (
        isAskedFor(syntax, checker, use.call.arguments[use.index]!, own) ||
        isOnlyHeld(syntax, checker, use.call, use.index)
      );
  }
}

/** Whether every member of a node's type asks for a version, where the function takes it. */
function asksAlways(checker: CallChecker, node: ts.Node, own: Used): boolean {
  const [members = []] = checker.signaturesAt([node]);
  const asks = members.every((signatures) => signatures.some((asked) => asked !== undefined));
  return members.length > 0 && asks && isPassedWhereTaken(own, members.flat());
}

/** Whether the type that is expected of an expression asks for a version, where the function takes it. */
function isAskedFor(syntax: Syntax, checker: CallChecker, expression: ts.Expression, own: Used): boolean {
  const [expected = []] = checker.signaturesInContext([{ expression, member: undefined }]);
  const asks = expected.length > 0 && expected.every((asked) => asked !== undefined);
  return asks && isPassedWhereTaken(own, expected) && !isInferred(syntax, checker, expression);
}

/** Whether versions land in the parameters that take them. One that is bound takes none any more. */
function isPassedWhereTaken({ signatures, count }: Used, theirs: readonly SignatureView[]): boolean {
  const places = placesAskedAt(signatures);
  return places.length === 0 || takesAsPassed({ places, count }, placesAskedAt(theirs));
}

/** Whether what is called takes the type of an argument from what is passed, so that it says nothing of how that is called. */
function isInferred(syntax: Syntax, checker: CallChecker, expression: ts.Expression): boolean {
  let node: ts.Node = outermost(syntax, expression);
  while (syntax.isArrayLiteralExpression(node.parent)) node = outermost(syntax, node.parent);
  const { parent: call } = node;
  const isArgument =
    (syntax.isCallExpression(call) || syntax.isNewExpression(call)) && call.expression !== node;
  if (!isArgument || call.typeArguments) return false;
  const declaration = checker.declarationOf(call);
  if (declaration === undefined || !isSignature(syntax, declaration)) return true;
  const type = declaration.parameters[call.arguments!.indexOf(node as ts.Expression)]?.type;
  const { typeParameters } = syntax.isConstructorDeclaration(declaration) ? declaration.parent : declaration;
  return type === undefined || (typeParameters ?? []).some(({ name }) => mentions(syntax, type, name.text));
}

/** Whether `.bind(…)` is given the version too. */
function isVersionBound(
  syntax: Syntax,
  { arguments: given }: ts.CallExpression,
  signatures: readonly SignatureView[],
): boolean {
  const isOpen = given.some((argument) => syntax.isSpreadElement(argument));
  return !isOpen && signatures.every((asked) => asked === undefined || asked.index < given.length - 1);
}

/** Whether what is called takes an argument as something that it cannot call: `expect(cache.get)`, `jest.mocked(cache.get)`. */
function isOnlyHeld(syntax: Syntax, checker: CallChecker, call: ts.CallExpression, index: number): boolean {
  const declaration = checker.declarationOf(call);
  if (declaration === undefined || !isSignature(syntax, declaration)) return false;
  const { type } = declaration.parameters[index] ?? {};
  if (type === undefined) return false;
  if (type.kind === syntax.SyntaxKind.UnknownKeyword) return true;
  if (!syntax.isTypeReferenceNode(type) || !syntax.isIdentifier(type.typeName)) return false;
  const { text } = type.typeName;
  const parameter = declaration.typeParameters?.find(({ name }) => name.text === text);
  if (parameter === undefined) return false;
  const { constraint } = parameter;
  return constraint === undefined || !isCallable(checker, constraint);
}

/** Whether something of a type can be called: by its signatures, or as any `Function` can. */
function isCallable(checker: CallChecker, type: ts.TypeNode): boolean {
  const [members = []] = checker.signaturesAt([type]);
  const [known] = checker.typesAt([type]);
  return members.flat().length > 0 || /(?<![\w$])(?:Callable)?Function(?![\w$])/.test(known!.text);
}
