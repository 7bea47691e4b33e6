import MagicString, { type SourceMap } from 'magic-string';

import type ts = require('typescript');

import type { FileResult } from '../../calls/analysis.js';
import type { Replacement } from '../../calls/request.js';
import type { Syntax } from '../../calls/syntax.js';
import { isSimple, standsAlone } from '../replace.js';
import { editImports } from './import-edits.js';

/** A source file as it is compiled in place of the user's. */
export interface EditedFile {
  readonly text: string;
  /** Leads from the edited text back to the user's. */
  map(): SourceMap;
}

/**
 * Writes into the text of a file what was decided about it: literals for calls, and no imports of ours. The types are read
 * and the errors reported before, from the file as it is; only JavaScript is made of the edited one.
 *
 * @param syntax - the syntax that the file's tree is of
 * @param result - what was decided
 * @param keepsEmpty - whether an import that has no name left stays for its side effects (`verbatimModuleSyntax`)
 */
export function editFile(syntax: Syntax, result: FileResult, keepsEmpty: boolean): EditedFile {
  const { file, replacements, drops } = result;
  const text = new MagicString(file.text);
  for (const [call, replacement] of replacements) {
    if (syntax.isCallExpression(call)) replaceCall(syntax, text, call, replacement);
  }
  editImports(syntax, text, file, new Set([...drops].map(({ node }) => node)), keepsEmpty);
  return {
    text: text.toString(),
    map: () => text.generateMap({ source: file.fileName, hires: true }),
  };
}

function replaceCall(
  syntax: Syntax,
  text: MagicString,
  call: ts.CallExpression,
  { name, text: version }: Replacement,
): void {
  const start = call.getStart();
  const [argument] = call.arguments;
  if (name !== 'keyFor' || argument === undefined) {
    const literal = JSON.stringify(version);
    // A bare string at the head of a function would be a directive, and a bracket would go on with the line before.
    text.overwrite(start, call.end, syntax.isExpressionStatement(call.parent) ? `void ${literal}` : literal);
    return;
  }
  const [before, after] = aroundKey(syntax, call, argument, JSON.stringify(`${version}:`));
  text.overwrite(start, argument.getStart(), before);
  text.overwrite(argument.end, call.end, after);
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
