import type ts = require('typescript');

import type { FileResult } from '../../calls/analysis.js';
import type { Replacement } from '../../calls/replacement.js';
import type { Syntax } from '../../calls/syntax.js';
import { isSimple, standsAlone } from '../replace.js';
import type { Edit } from './edit.js';
import { importEdits } from './import-edits.js';

/**
 * What was decided about a file, as changes of its text: literals for calls, and no imports of ours. The types are read and
 * the errors reported before, from the file as it is; only JavaScript is made of the edited one.
 *
 * @param syntax - the syntax that the file's tree is of
 * @param result - what was decided
 * @param keepsEmpty - whether an import that has no name left stays for its side effects (`verbatimModuleSyntax`)
 * @returns the changes, none of which overlap
 */
export function editsOf(syntax: Syntax, result: FileResult, keepsEmpty: boolean): readonly Edit[] {
  const { file, replacements, drops } = result;
  const edits: Edit[] = [];
  for (const [call, replacement] of replacements) {
    if (syntax.isCallExpression(call)) edits.push(...callEdits(syntax, call, replacement));
  }
  const dropped = new Set([...drops].map(({ node }) => node));
  return [...edits, ...importEdits(syntax, file, dropped, keepsEmpty)];
}

function callEdits(syntax: Syntax, call: ts.CallExpression, { kind, text }: Replacement): readonly Edit[] {
  const start = call.getStart();
  const { end } = call;
  const [argument] = call.arguments;
  const literal = JSON.stringify(text);
  if (kind === 'literal' || argument === undefined) {
    // A bare string at the head of a function would be a directive, and a bracket would go on with the line before.
    return [{ start, end, text: syntax.isExpressionStatement(call.parent) ? `void ${literal}` : literal }];
  }
  const [before, after] = aroundKey(syntax, call, argument, literal);
  return [
    { start, end: argument.getStart(), text: before },
    { start: argument.end, end, text: after },
  ];
}

/** What stands before and behind the key, which itself stays as written. */
function aroundKey(
  syntax: Syntax,
  call: ts.CallExpression,
  argument: ts.Expression,
  literal: string,
): readonly [string, string] {
  const [open, close] = isSimple(syntax, argument) ? ['', ''] : ['(', ')'];
  if (standsAlone(syntax, call)) {
    // Nothing is left to overwrite `)` with: a space keeps the places of the map apart.
    return [`${literal} + ${open}`, close || ' '];
  }
  return startsStatement(syntax, call) ? [`${literal}.concat(`, ')'] : [`(${literal} + ${open}`, `${close})`];
}

/** Whether a bracket in place of the call would go on with a line before it that has no semicolon. */
function startsStatement(syntax: Syntax, call: ts.CallExpression): boolean {
  const start = call.getStart();
  for (let node: ts.Node = call; node.parent !== undefined; node = node.parent) {
    if (syntax.isExpressionStatement(node)) return node.getStart() === start;
  }
  return false;
}
