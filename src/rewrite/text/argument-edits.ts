import type ts = require('typescript');

import type { ReplacedCall, Replacement } from '../../calls/replacement.js';
import type { Syntax } from '../../calls/syntax.js';
import type { Edit } from './edit.js';

/** The edits that make a version, or a list of them, an argument of a call; what is left out before it becomes `void 0`. */
export function argumentEdits(
  call: ReplacedCall,
  { name, text, others = [], index = 0 }: Replacement,
): readonly Edit[] {
  const given = call.arguments;
  const literal = JSON.stringify(name === 'VersionsOf' ? [text, ...others] : text);
  const written = given?.[index];
  if (written) return [{ start: written.getStart(), end: written.end, text: literal }];
  const count = given?.length ?? 0;
  const added = [...Array.from({ length: index - count }, () => 'void 0'), literal].join(', ');
  // `new Repo<User>` has no brackets.
  if (!given || !call.getText().endsWith(')'))
    return [{ start: call.end, end: call.end, text: `(${added})` }];
  const last = given.at(-1);
  return last
    ? [{ start: last.end, end: last.end, text: `, ${added}` }]
    : [{ start: call.end - 1, end: call.end - 1, text: added }];
}

/** The edits that give a parameter a default value that throws. */
export function guardEdits(
  syntax: Syntax,
  parameter: ts.ParameterDeclaration,
  message: string,
): readonly Edit[] {
  const { questionToken, name, end, parent, initializer } = parameter;
  const value = `(() => { throw new Error(${JSON.stringify(message)}); })()`;
  // A default value that is written `undefined` is as good as none.
  if (initializer) return [{ start: initializer.getStart(), end: initializer.end, text: value }];
  const guard = ` = ${value}`;
  // TypeScript 7 gives a parameter of JavaScript the token of its comment, `@param {string} [version]`: that stands before it.
  const isWritten = questionToken !== undefined && questionToken.end > name.end;
  const optional = isWritten ? [{ start: name.end, end: questionToken.end, text: '' }] : [];
  // `version => …` and `async version => …` stand without brackets.
  const isBare =
    syntax.isArrowFunction(parent) && parameter.pos === (parent.modifiers?.at(-1)?.end ?? parent.pos);
  const open = isBare ? [{ start: parameter.getStart(), end: parameter.getStart(), text: '(' }] : [];
  return [...optional, ...open, { start: end, end, text: isBare ? `${guard})` : guard }];
}
