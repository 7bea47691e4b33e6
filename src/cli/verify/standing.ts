import type ts = require('typescript');

import type { Origin } from './origins.js';
import { isLiteral, type Literal, type Piece } from './pieces.js';
import type { Script } from './script.js';
import type { MarkedCall } from './sites.js';

/** What an output has where a source map says that a call went. */
export interface Standing {
  /** The number of the piece. */
  readonly index: number;
  /** The literal that stands there, or is the argument of what is called there. */
  readonly literal: Literal | undefined;
}

/** What an output has at each place that a call went to. */
export function standingFor(site: MarkedCall, script: Script, origin: Origin): readonly Standing[] {
  const { kind, index: argument = 0 } = site.replacement;
  return (origin.generated().get(startOf(site)) ?? []).flatMap((place): readonly Standing[] => {
    const first = script.indexAt(place);
    if (first === undefined) return [];
    if (kind === 'argument') return [{ index: first, literal: argumentIn(script.pieces, first, argument) }];
    const index = pastBrackets(script.pieces, first);
    const piece = script.pieces[index];
    return [{ index, literal: isLiteral(piece) ? piece : undefined }];
  });
}

/** Where a source map leads from: the start of a call that is replaced, the name of what is called where an argument is added. */
function startOf({ file, call, replacement }: MarkedCall): number {
  if (replacement.kind !== 'argument') return call.getStart(file);
  const { expression } = call;
  return 'name' in expression ? (expression.name as ts.Node).getStart(file) : expression.getStart(file);
}

/** Where a replacement begins: a sum is put into brackets where it needs them, and they start where the call did; so does `void`. */
function pastBrackets(pieces: readonly Piece[], first: number): number {
  let index = first;
  while (/^(?:\(|void)$/.test(pieces[index]?.text ?? '')) index += 1;
  return index;
}

/**
 * The literal that an output has as an argument of a call; `undefined` where it has none there.
 *
 * @param first - the place of the name that is called
 * @param index - the place of the argument
 */
function argumentIn(pieces: readonly Piece[], first: number, index: number): Literal | undefined {
  let at = first + 1;
  // `get?.(`, `["get"](`, `(0, m.get)(`
  while (/^(?:\?\.|[\])])$/.test(pieces[at]?.text ?? '')) at += 1;
  if (pieces[at]?.text !== '(') return undefined;
  let depth = 0;
  let count = 0;
  for (at += 1; at < pieces.length && depth >= 0; at += 1) {
    const piece = pieces[at]!;
    if (depth === 0 && count === index) {
      // Of several versions the first.
      const found = piece.text === '[' ? pieces[at + 1] : piece;
      return isLiteral(found) ? found : undefined;
    }
    if (/^[([{]$/.test(piece.text)) depth += 1;
    else if (/^[)\]}]$/.test(piece.text)) depth -= 1;
    else if (depth === 0 && piece.text === ',') count += 1;
  }
  return undefined;
}

/** The name of what is called at a place, whatever is around it: `(0, keyshape_1.versionOf)()`, `t()`; `undefined` where nothing is. */
export function calledAt(pieces: readonly Piece[], first: number): string | undefined {
  let name: string | undefined;
  for (let index = first; index < pieces.length; index += 1) {
    const { kind, text, value } = pieces[index]!;
    if (text === '(' && name !== undefined) return name;
    if (kind === 'name') name = text;
    else if (value !== undefined && pieces[index - 1]?.text === '[') name = value;
    else if (!/^(?:[().,[\]0]|\?\.)$/.test(text)) return undefined;
  }
  return undefined;
}
