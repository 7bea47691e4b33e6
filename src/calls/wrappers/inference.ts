import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import type { Asked, CallChecker } from './asked.js';
import { isDecided, openIn, returns } from './open-call.js';

/**
 * Whether the type of a call's version was inferred from one of its arguments, though the call does not return it: a value that is
 * written, whose type is that of the expression.
 */
export function infers(
  syntax: Syntax,
  checker: CallChecker,
  call: ts.CallExpression | ts.NewExpression,
  asked: Asked,
): boolean {
  // An instance holds on to the type that its constructor was given.
  if (!syntax.isCallExpression(call)) return false;
  const open = openIn(syntax, call, asked);
  if (open === undefined) return false;
  const { declaration, asks } = open;
  const names = new Set(asks.map(({ name }) => name.text));
  return !returns(syntax, checker, declaration, names) && isDecided(syntax, call, open, asked, asks);
}
