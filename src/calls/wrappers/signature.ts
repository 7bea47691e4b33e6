import type ts = require('typescript');

import type { Syntax } from '../syntax.js';

/** What has parameters. */
export type Signature = ts.SignatureDeclaration;

/** Whether a node has parameters that a call fills. */
export function isSignature(syntax: Syntax, node: ts.Node): node is Signature {
  return (
    syntax.isFunctionDeclaration(node) ||
    syntax.isFunctionExpression(node) ||
    syntax.isArrowFunction(node) ||
    syntax.isMethodDeclaration(node) ||
    syntax.isMethodSignature(node) ||
    syntax.isFunctionTypeNode(node) ||
    syntax.isConstructorDeclaration(node) ||
    syntax.isConstructorTypeNode(node) ||
    syntax.isCallSignatureDeclaration(node) ||
    syntax.isConstructSignatureDeclaration(node)
  );
}
