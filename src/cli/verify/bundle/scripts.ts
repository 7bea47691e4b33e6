import type { TraceMap } from '@jridgewell/trace-mapping';

import { Origins } from '../origins.js';
import { isLiteral, type Literal, type Piece, piecesIn } from '../pieces.js';
import { Script } from '../script.js';
import { inlineSourceMap, readSourceMap } from '../source-map.js';
import type { OutputFile } from './outputs.js';

/** JavaScript of a bundle. */
export interface BundleScript {
  readonly script: Script;
  /** Where its code comes from, where it has a source map. */
  readonly origins: Origins | undefined;
  /** Every text in it. */
  readonly texts: string;
}

/** Takes an output apart, and what stands in it as text for `eval`, as webpack writes modules in development. */
export function scriptsOf({ name, text }: OutputFile): readonly BundleScript[] {
  const pieces = piecesIn(text);
  const nested = pieces.flatMap((_, at) => evaluatedAt(pieces, at) ?? []);
  const isNested = new Set<Piece>(nested);
  // A string that `eval` runs is a script of its own, and no text of this one.
  const own = pieces.map((piece) => (isNested.has(piece) ? { ...piece, value: undefined } : piece));
  const script = new Script(name, text, own);
  return [
    bundleScript(script, readSourceMap(name, text)),
    ...nested.map((literal) =>
      bundleScript(
        new Script(name, literal.value, piecesIn(literal.value), script.placeOf(literal)),
        inlineSourceMap(name, literal.value),
      ),
    ),
  ];
}

function bundleScript(script: Script, map: TraceMap | undefined): BundleScript {
  return {
    script,
    origins: map && new Origins(map, false),
    texts: script.pieces.flatMap(({ value }) => value ?? []).join('\n'),
  };
}

/** The text that is evaluated by what stands here: `eval("…")`, `eval(__webpack_require__.ts("…"))`. */
function evaluatedAt(pieces: readonly Piece[], at: number): Literal | undefined {
  if (pieces[at]!.text !== 'eval' || pieces[at - 1]?.text === '.' || pieces[at + 1]?.text !== '(')
    return undefined;
  const found = pieces.slice(at + 2, at + 8).find((piece) => isLiteral(piece) || piece.text === ')');
  return isLiteral(found) ? found : undefined;
}
