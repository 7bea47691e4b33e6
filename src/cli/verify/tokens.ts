import { Lines } from '../../calls/text-lines.js';
import { type Piece, stringIn } from './pieces.js';
import { scan } from './scanner.js';

/** One token of a JavaScript file. */
export interface Token {
  readonly start: number;
  /** As written, but a string literal in one fixed way of writing, and all module specifiers alike. */
  readonly text: string;
  /** What a string literal says. */
  readonly value: string | undefined;
}

/** A JavaScript file and its tokens: comments, white space and the way strings are quoted are not in them. */
export interface Script {
  readonly text: string;
  readonly lines: Lines;
  readonly tokens: readonly Token[];
}

/** Takes a JavaScript file apart. */
export function parseScript(text: string): Script {
  const pieces = scan(text);
  const tokens = pieces.map((piece, index): Token => {
    const value = stringIn(piece);
    if (value === undefined) return { start: piece.start, text: piece.text, value };
    return {
      start: piece.start,
      text: isSpecifier(pieces, index) ? '"module"' : JSON.stringify(value),
      value,
    };
  });
  return { text, lines: new Lines(text), tokens };
}

/**
 * Tools that write path aliases and file extensions out (tsc-alias and its like) change module specifiers in place, and
 * no version stands in one.
 */
function isSpecifier(pieces: readonly Piece[], index: number): boolean {
  const [third, second, first] = [pieces[index - 3], pieces[index - 2], pieces[index - 1]];
  if (first?.kind === 'name')
    return (first.text === 'from' || first.text === 'import') && second?.text !== '.';
  return first?.text === '(' && /^(?:require|import)$/.test(second?.text ?? '') && third?.text !== '.';
}
