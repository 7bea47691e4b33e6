import type { TraceMap } from '@jridgewell/trace-mapping';

import { type LineAndColumn, Lines } from '../../../calls/text-lines.js';
import { type Piece, stringIn } from '../pieces.js';
import { scan } from '../scanner.js';
import { inlineSourceMap, readSourceMap } from '../source-map.js';
import type { OutputFile } from './outputs.js';

/** A piece of an output, with what it says where it is text. */
export interface BundlePiece extends Piece {
  /** What a string says; of a template with holes, the part of it. */
  readonly value: string | undefined;
}

/** JavaScript of a bundle: an output, or what one hands to `eval`. */
export interface BundleScript {
  /** The absolute path of the output. */
  readonly name: string;
  readonly text: string;
  readonly map: TraceMap | undefined;
  readonly pieces: readonly BundlePiece[];
  /** Where a place in the text is in the output; lines and columns from 0. */
  placeOf(start: number): LineAndColumn;
}

/** Takes an output apart, and what stands in it as text for `eval`, as webpack writes modules in development. */
export function scriptsOf({ name, text }: OutputFile): readonly BundleScript[] {
  const pieces = piecesOf(text);
  const lines = new Lines(text);
  const nested = pieces.flatMap((_, at) => evaluatedAt(pieces, at) ?? []);
  const isNested = new Set(nested);
  return [
    {
      name,
      text,
      map: readSourceMap(name, text),
      // A string that `eval` runs is a script of its own, and no text of this one.
      pieces: pieces.map((piece) => (isNested.has(piece) ? { ...piece, value: undefined } : piece)),
      placeOf: (start) => lines.at(start),
    },
    ...nested.map(({ value = '', start }) => ({
      name,
      text: value,
      map: inlineSourceMap(name, value),
      pieces: piecesOf(value),
      placeOf: () => lines.at(start),
    })),
  ];
}

function piecesOf(text: string): readonly BundlePiece[] {
  return scan(text).map((piece) => ({ ...piece, value: saidBy(piece) }));
}

/** The text that is evaluated by what stands here: `eval("…")`, `eval(__webpack_require__.ts("…"))`. */
function evaluatedAt(pieces: readonly BundlePiece[], at: number): BundlePiece | undefined {
  if (pieces[at]!.text !== 'eval' || pieces[at - 1]?.text === '.' || pieces[at + 1]?.text !== '(')
    return undefined;
  return pieces.slice(at + 2, at + 8).find(({ value, text }) => value !== undefined || text === ')');
}

function saidBy(piece: Piece): string | undefined {
  if (piece.kind !== 'template') return stringIn(piece);
  return piece.text.replace(/^[`}]/, '').replace(/(?:\$\{|`)$/, '');
}
