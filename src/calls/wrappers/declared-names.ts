import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import { defaultName, holderName, outermost, writtenName } from './names-in.js';
import type { Signature } from './signature.js';

/** The name of what is declared with a type; nothing where it has none of its own. */
export function declaredWith(syntax: Syntax, type: ts.Node): string | undefined {
  let node = type;
  while (syntax.isParenthesizedTypeNode(node.parent) || syntax.isUnionTypeNode(node.parent))
    node = node.parent;
  const { parent } = node;
  const isDeclared =
    syntax.isVariableDeclaration(parent) ||
    syntax.isParameter(parent) ||
    syntax.isPropertyDeclaration(parent) ||
    syntax.isPropertySignature(parent);
  if (!isDeclared || parent.type !== node || isNamedByOthers(syntax, parent)) return undefined;
  return writtenName(syntax, parent.name);
}

/** Whether a parameter is one of a signature without a body: what implements the signature may give it another name, `(read) => read<User>('a')`. */
function isNamedByOthers(syntax: Syntax, node: ts.Node): boolean {
  if (!syntax.isParameter(node)) return false;
  const { parent } = node;
  if (syntax.isFunctionDeclaration(parent) || syntax.isConstructorDeclaration(parent)) return false;
  return !('body' in parent) || parent.body === undefined;
}

/** What a signature is called by; nothing where only its type leads to it. */
export function namesOf(syntax: Syntax, node: Signature): readonly string[] {
  if (syntax.isFunctionDeclaration(node)) {
    const names = node.name ? [node.name.text] : [];
    // `export default function` is imported under any name.
    const isDefault = node.modifiers?.some(({ kind }) => kind === syntax.SyntaxKind.DefaultKeyword);
    return isDefault ? [...names, defaultName] : names;
  }
  if (syntax.isMethodDeclaration(node) || syntax.isMethodSignature(node)) {
    const name = writtenName(syntax, node.name);
    return name === undefined ? [] : [name];
  }
  if (syntax.isCallSignatureDeclaration(node)) return [];
  if (isNamedByOthers(syntax, outermost(syntax, node).parent)) return [];
  const name = holderName(syntax, node);
  return name === undefined ? [] : [name];
}
