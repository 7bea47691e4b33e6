import type ts = require('typescript');

import type { FileResult } from '../../calls/file-result.js';
import type { ReplacedCall, Replacement } from '../../calls/replacement.js';
import type { Syntax } from '../../calls/syntax.js';
import { isSimple, standsAlone } from '../brackets.js';
import { argumentEdits, guardEdits } from './argument-edits.js';
import { type Edit, lineBreaks } from './edit.js';
import { type ImportRewriting, importEdits } from './import-edits.js';

/**
 * What was decided about a file, as changes of its text: literals for calls, and no imports of ours. The types are read and
 * the errors reported before, from the file as it is; only JavaScript is made of the edited one. Lines stay where they are, so
 * that a place in the edited text is on the line of its source wherever no source map is read.
 *
 * @param syntax - the syntax that the file's tree is of
 * @param result - what was decided
 * @param rewriting - what becomes of imports
 * @returns the changes, none of which overlap
 */
export function editsOf(syntax: Syntax, result: FileResult, rewriting: ImportRewriting): readonly Edit[] {
  const { file, replacements, guards, drops } = result;
  const edits: Edit[] = [];
  // What ends at the same place is nested, and what is added there begins inside.
  const inside = [...replacements].sort(([a], [b]) => a.end - b.end || b.getStart() - a.getStart());
  for (const [call, replacement] of inside) {
    const isArgument = replacement.kind === 'argument';
    edits.push(...(isArgument ? argumentEdits(call, replacement) : callEdits(syntax, call, replacement)));
  }
  for (const [parameter, message] of guards) edits.push(...guardEdits(syntax, parameter, message));
  return [...edits, ...importEdits(syntax, file, drops, rewriting)];
}

function callEdits(
  syntax: Syntax,
  call: ReplacedCall,
  { kind, text: given, others = [], isFirst = false }: Replacement,
): readonly Edit[] {
  const text = isFirst ? `${given}[0]` : given;
  const source = call.getSourceFile().text;
  const lines = (from: number, to: number) => lineBreaks(source, from, to);
  const start = call.getStart();
  const { end } = call;
  const [argument] = call.arguments ?? [];
  // Inside of brackets a line may break wherever it likes: before `as` and `!` it may not.
  const broken = lines(start, end);
  const inBrackets = (whole: string) => (broken === '' ? whole : `(${whole}${broken})`);
  // A bracket would continue a line before it that has no semicolon.
  const begin = broken !== '' && startsStatement(syntax, call) ? 'void 0, ' : '';
  if (kind === 'parameter') return [{ start, end, text: begin + inBrackets(text) }];
  if (kind === 'list') {
    const list = JSON.stringify([text, ...others]);
    // An array in its place would continue a line before it that has no semicolon.
    const whole = startsStatement(syntax, call) ? `"${[text, ...others].join(' ')}".split(" ")` : list;
    return [{ start, end, text: `${whole.slice(0, -1)}${broken}${whole.slice(-1)}` }];
  }
  const literal = kind === 'parameter-prefix' ? `${text} + ":"` : JSON.stringify(text);
  if (kind === 'literal' || argument === undefined) {
    // A bare string at the head of a function would be a directive.
    const before = syntax.isExpressionStatement(call.parent) ? 'void ' : begin;
    return [{ start, end, text: before + inBrackets(literal) }];
  }
  const concat = kind === 'prefix' ? `${literal}.concat(` : `${text}.concat(":", `;
  const [before, after] = aroundKey(syntax, call, argument, literal, concat);
  const from = argument.getStart();
  return [
    { start, end: from, text: before + lines(start, from) },
    { start: argument.end, end, text: lines(argument.end, end) + after },
  ];
}

/** What stands before and behind the key, which itself stays as written. */
function aroundKey(
  syntax: Syntax,
  call: ReplacedCall,
  argument: ts.Expression,
  literal: string,
  concat: string,
): readonly [string, string] {
  const [open, close] = isSimple(syntax, argument) ? ['', ''] : ['(', ')'];
  if (standsAlone(syntax, call)) {
    // Nothing is left to overwrite `)` with: a space keeps the places of the map apart.
    return [`${literal} + ${open}`, close || ' '];
  }
  return startsStatement(syntax, call) ? [concat, ')'] : [`(${literal} + ${open}`, `${close})`];
}

/** Whether a bracket in place of the call would continue a line before it that has no semicolon. */
function startsStatement(syntax: Syntax, call: ReplacedCall): boolean {
  const start = call.getStart();
  for (let node: ts.Node = call; node.parent !== undefined; node = node.parent) {
    if (syntax.isExpressionStatement(node)) return node.getStart() === start;
  }
  return false;
}
