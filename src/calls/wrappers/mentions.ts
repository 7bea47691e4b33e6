import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import { lastName } from './names-in.js';
import { isSignature } from './signature.js';

/** Something with the name of a function. Many things have that name: the checker says whether this one asks for a version. */
export interface Named {
  readonly name: string;
  /** The expression or the type that has it. */
  readonly node: ts.Node;
}

/** Names that stand in a piece of syntax. */
export interface Mentions {
  /** Names of types. */
  readonly types: ReadonlySet<string>;
  /** Functions whose type is asked for: `Cache['get']`, `typeof cache.get`. */
  readonly values: readonly Named[];
  /** The same where a comment names them, which is nothing that the checker could be asked about. */
  readonly functions?: ReadonlySet<string>;
}

/** Collects the names in a type, those in the parameters of functions inside it left out where it is asked. */
export function mentionsIn(syntax: Syntax, roots: readonly ts.Node[], intoSignatures: boolean): Mentions {
  const types = new Set<string>();
  const values: Named[] = [];
  const pending: ts.Node[] = [...roots];
  for (let node = pending.pop(); node; node = pending.pop()) {
    // What a property or a parameter is called says nothing.
    const named = referredTo(syntax, node);
    if (named !== undefined) types.add(named);
    else {
      const name = functionIn(syntax, node);
      if (name !== undefined) values.push({ name, node });
    }
    if (!intoSignatures && isSignature(syntax, node)) continue;
    syntax.forEachChild(node, (child) => void pending.push(child));
  }
  return { types, values };
}

/** The name of the function whose type a type takes: `Cache['get']`, `typeof cache.get`. */
export function functionIn(syntax: Syntax, node: ts.Node): string | undefined {
  if (syntax.isTypeQueryNode(node)) return entityName(syntax, node.exprName);
  if (!syntax.isIndexedAccessTypeNode(node)) return undefined;
  const { indexType } = node;
  const isName = syntax.isLiteralTypeNode(indexType) && syntax.isStringLiteral(indexType.literal);
  return isName ? indexType.literal.text : undefined;
}

function referredTo(syntax: Syntax, node: ts.Node): string | undefined {
  if (syntax.isTypeReferenceNode(node)) return entityName(syntax, node.typeName);
  if (syntax.isImportTypeNode(node)) return node.qualifier && entityName(syntax, node.qualifier);
  return syntax.isExpressionWithTypeArguments(node) ? lastName(syntax, node.expression) : undefined;
}

/** The last part of a name with dots. */
export function entityName(syntax: Syntax, node: ts.Node): string | undefined {
  if (syntax.isIdentifier(node)) return node.text;
  return syntax.isQualifiedName(node) ? node.right.text : undefined;
}
