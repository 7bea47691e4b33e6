import type ts = require('typescript');

import type { Located } from '../calls.js';
import { placeOf } from '../diagnostics.js';
import type { Syntax } from '../syntax.js';
import type { CallChecker } from './asked.js';
import { isKept, type Use } from './kept.js';
import { isAssignment, lastName, operandsOf, outermost } from './names-in.js';

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
  const signatures = checker.signaturesAt(uses.map(({ node }) => node));
  const asking = uses.flatMap((one, index) => {
    const own = signatures[index]!.flat();
    return own.some((asked) => asked !== undefined) ? [{ ...one, own }] : [];
  });
  const counts = checker.parameterCountsAt(asking.map(({ node }) => node));
  const wrong = asking.filter(
    ({ use, own }, index) => !isKept(syntax, checker, use, { signatures: own, count: counts[index]! }),
  );
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
