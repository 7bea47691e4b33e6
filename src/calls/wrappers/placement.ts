import type ts = require('typescript');

import type { Located } from '../calls.js';
import { placeOf } from '../diagnostics.js';
import type { Syntax } from '../syntax.js';
import type { CallChecker } from './asked.js';

/**
 * The places where a marked string is asked for and no call fills one in: everything but a parameter, directly or in a union, an
 * intersection, or the tuple of a rest parameter, where the call says what is wrong.
 *
 * @param names - names of types that mark a string, as far as names go
 */
export function misplaced(
  syntax: Syntax,
  checker: CallChecker,
  names: readonly ts.Identifier[],
): readonly Located[] {
  const references = names.flatMap((name) => referenceOf(syntax, name) ?? []);
  const outside = references.filter((reference) => !isParameter(syntax, reference));
  const marks = checker.markedAt(outside);
  return outside.flatMap((node, index) =>
    marks[index] === undefined
      ? []
      : [
          {
            where: placeOf(node),
            problem: {
              code: 'KS2104',
              message: `\`${node.getText()}\` stands where no call fills it in. Declare it as a parameter of its own, \`version?: VersionOf<T>\`; elsewhere a version is a \`string\`.`,
            },
          },
        ],
  );
}

/** The type that a name refers to, where it is one. */
function referenceOf(syntax: Syntax, name: ts.Identifier): ts.Node | undefined {
  let node: ts.Node = name;
  while (syntax.isQualifiedName(node.parent) && node.parent.right === node) node = node.parent;
  const { parent } = node;
  const isReference =
    (syntax.isTypeReferenceNode(parent) && parent.typeName === node) ||
    (syntax.isImportTypeNode(parent) && parent.qualifier === node);
  return isReference ? parent : undefined;
}

function isParameter(syntax: Syntax, reference: ts.Node): boolean {
  for (let node = reference; ; node = node.parent) {
    const { parent } = node;
    if (syntax.isParameter(parent)) return parent.type === node;
    // What an alias stands for is judged where the alias is used; an assertion asks for nothing.
    if (syntax.isTypeAliasDeclaration(parent)) return true;
    if (syntax.isAsExpression(parent) || syntax.isTypeAssertionExpression(parent)) return true;
    const passes =
      syntax.isUnionTypeNode(parent) ||
      syntax.isIntersectionTypeNode(parent) ||
      syntax.isParenthesizedTypeNode(parent) ||
      syntax.isTupleTypeNode(parent) ||
      syntax.isNamedTupleMember(parent) ||
      syntax.isOptionalTypeNode(parent) ||
      syntax.isRestTypeNode(parent) ||
      syntax.isTypeOperatorNode(parent);
    if (!passes) return false;
  }
}
