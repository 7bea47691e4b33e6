import type ts = require('typescript');

import type { Located } from '../calls.js';
import { placeOf } from '../diagnostics.js';
import type { Syntax } from '../syntax.js';
import type { CallChecker, SignatureView } from './asked.js';
import { isAssignment, lastName, operandsOf, outermost } from './names-in.js';
import { mentions } from './open-call.js';
import { isSignature } from './signature.js';

/** Where a function is handed to: what must ask as it does, so that nobody calls it without a version. */
type Use =
  /** A place whose type says how the function is called from there. */
  | { readonly kind: 'typed'; readonly target: ts.Node }
  | { readonly kind: 'argument'; readonly call: ts.CallExpression; readonly index: number }
  /** `.bind(…)`, and what becomes of the result; nothing where that is called, looked at or renamed. */
  | { readonly kind: 'bound'; readonly call: ts.CallExpression; readonly use: Use | undefined }
  /** `.call(…)`, `.apply(…)`. */
  | { readonly kind: 'called' }
  | { readonly kind: 'other'; readonly expression: ts.Expression };

/**
 * The places where a function that asks for a version is used as a value: whoever calls it then gives none, or puts something else
 * in its place. What only renames it is followed by name and is fine.
 *
 * @param names - names of such functions that are not declarations, as far as names go
 */
export function usedAsValues(
  syntax: Syntax,
  checker: CallChecker,
  names: readonly ts.Node[],
): readonly Located[] {
  const uses = names.flatMap((name) => {
    const { parent } = name;
    const isMember = syntax.isPropertyAccessExpression(parent) && parent.name === name;
    if (!isMember && isName(syntax, name)) return [];
    const node = isMember ? parent : name;
    const use = useOf(syntax, node);
    return use ? [{ node, use }] : [];
  });
  const asked = checker.signaturesAt(uses.map(({ node }) => node));
  const wrong = uses.filter(({ use }, index) => {
    const asks = asked[index]!.flat().some((signature) => signature !== undefined);
    return asks && !isKept(syntax, checker, use, asked[index]!.flat());
  });
  return wrong.map(({ node }) => ({
    where: placeOf(node),
    problem: {
      code: 'KS2105',
      message: `\`${node.getText()}\` asks for a version, and is used as a value here, where no build fills one in. Call it in a function of your own: \`(…) => ${node.getText()}(…)\`.`,
    },
  }));
}

/** Whether an identifier names a declaration, a property or a type: nothing that has a value there. */
function isName(syntax: Syntax, name: ts.Node): boolean {
  const { parent } = name;
  if ('name' in parent && parent.name === name) return true;
  return (
    syntax.isBindingElement(parent) ||
    syntax.isImportSpecifier(parent) ||
    syntax.isExportSpecifier(parent) ||
    syntax.isQualifiedName(parent) ||
    // `get<User>` without a call counts as a type to the compiler.
    (syntax.isTypeNode(parent) &&
      !(syntax.isExpressionWithTypeArguments(parent) && !syntax.isHeritageClause(parent.parent)))
  );
}

/** What becomes of the value of an expression; nothing where it is called, looked at or renamed. */
function useOf(syntax: Syntax, expression: ts.Node): Use | undefined {
  const node = outermost(syntax, expression);
  const { parent } = node;
  if ((syntax.isCallExpression(parent) || syntax.isNewExpression(parent)) && parent.expression === node)
    return undefined;
  if (syntax.isTaggedTemplateExpression(parent) && parent.tag === node) return undefined;
  const isHolder = syntax.isPropertyAccessExpression(parent) || syntax.isElementAccessExpression(parent);
  if (isHolder && parent.expression === node) {
    const text = lastName(syntax, parent);
    if (text === 'call' || text === 'apply') return { kind: 'called' };
    const bound = outermost(syntax, parent).parent;
    if (text !== 'bind' || !syntax.isCallExpression(bound)) return undefined;
    return { kind: 'bound', call: bound, use: useOf(syntax, bound) };
  }
  if (isLookedAt(syntax, parent, node)) return undefined;
  if (
    syntax.isVariableDeclaration(parent) ||
    syntax.isPropertyDeclaration(parent) ||
    syntax.isParameter(parent) ||
    syntax.isBindingElement(parent)
  ) {
    return 'type' in parent && parent.type ? { kind: 'typed', target: parent.name } : undefined;
  }
  if (
    syntax.isPropertyAssignment(parent) ||
    syntax.isShorthandPropertyAssignment(parent) ||
    syntax.isExportAssignment(parent)
  )
    return undefined;
  if (isAssignment(syntax, parent))
    return parent.right === node ? { kind: 'typed', target: parent.left } : undefined;
  // What is handed on goes where the whole expression does; the left operand of `&&` is looked at.
  if (operandsOf(syntax, parent).some((operand) => operand === node)) return useOf(syntax, parent);
  if (syntax.isBinaryExpression(parent)) return undefined;
  if (syntax.isCallExpression(parent))
    return { kind: 'argument', call: parent, index: parent.arguments.indexOf(node as ts.Expression) };
  return { kind: 'other', expression: node as ts.Expression };
}

/** Whether an expression is tested, compared or dropped. */
function isLookedAt(syntax: Syntax, parent: ts.Node, node: ts.Node): boolean {
  return (
    syntax.isTypeOfExpression(parent) ||
    syntax.isPrefixUnaryExpression(parent) ||
    syntax.isExpressionStatement(parent) ||
    (syntax.isIfStatement(parent) && parent.expression === node) ||
    (syntax.isConditionalExpression(parent) && parent.condition === node) ||
    syntax.isElementAccessExpression(parent)
  );
}

/** Whether whoever gets the function calls it as one that asks for a version, or not at all. */
function isKept(
  syntax: Syntax,
  checker: CallChecker,
  use: Use,
  signatures: readonly SignatureView[],
): boolean {
  switch (use.kind) {
    case 'called':
      return false;
    case 'other':
      return isAskedFor(syntax, checker, use.expression);
    case 'typed':
      return asksAlways(checker, use.target);
    case 'bound':
      if (use.use !== undefined && !isKept(syntax, checker, use.use, signatures)) return false;
      return asksAlways(checker, use.call) || isVersionBound(syntax, use.call, signatures);
    case 'argument':
      return (
        isAskedFor(syntax, checker, use.call.arguments[use.index]!) ||
        isOnlyHeld(syntax, checker, use.call, use.index)
      );
  }
}

/** Whether every member of a node's type asks for a version. */
function asksAlways(checker: CallChecker, node: ts.Node): boolean {
  const [members = []] = checker.signaturesAt([node]);
  return members.length > 0 && members.every((signatures) => signatures.some((asked) => asked !== undefined));
}

/** Whether the type that is expected of an expression asks for a version. */
function isAskedFor(syntax: Syntax, checker: CallChecker, expression: ts.Expression): boolean {
  const [expected = []] = checker.signaturesInContext([{ expression, member: undefined }]);
  const asks = expected.length > 0 && expected.every((asked) => asked !== undefined);
  return asks && !isInferred(syntax, checker, expression);
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
