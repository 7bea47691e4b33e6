import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import type { CallLike } from './asked.js';
import { lastName, stripped } from './names-in.js';

/** What is called, as an error names it. */
export function calleeText(syntax: Syntax, call: CallLike): string {
  const text = (syntax.isTaggedTemplateExpression(call) ? call.tag : call.expression).getText();
  const callee = /[\s({]/.test(text) ? (lastName(syntax, calleeOf(syntax, call)) ?? 'it') : text;
  return syntax.isNewExpression(call) ? `new ${callee}` : callee;
}

/** The expression that is called. */
export function calleeOf(syntax: Syntax, call: CallLike): ts.Node {
  return stripped(syntax, syntax.isTaggedTemplateExpression(call) ? call.tag : call.expression);
}

/** The name of what is called, or all of it. */
export function nameNode(syntax: Syntax, call: ts.CallExpression | ts.NewExpression): ts.Node {
  const callee = calleeOf(syntax, call);
  return syntax.isPropertyAccessExpression(callee) ? callee.name : callee;
}

/** Whether a call passes so many arguments, each of them something. */
export function isFull(syntax: Syntax, call: CallLike, count: number): boolean {
  if (syntax.isTaggedTemplateExpression(call)) return false;
  const given = call.arguments ?? [];
  return (
    given.length >= count &&
    given.every((argument) => !syntax.isSpreadElement(argument) && !isOmitted(syntax, argument))
  );
}

/** Left out, or written `undefined`. */
export function isOmitted(syntax: Syntax, argument: ts.Expression | undefined): boolean {
  if (argument === undefined) return true;
  const node = stripped(syntax, argument);
  return (
    (syntax.isIdentifier(node) && node.text === 'undefined') ||
    (node.kind === syntax.SyntaxKind.VoidExpression && /^void\s*\(?0\)?$/.test(node.getText()))
  );
}
