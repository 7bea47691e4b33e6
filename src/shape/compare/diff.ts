import type { Difference } from './diff/difference.js';
import { Differences } from './diff/differences.js';
import { withMoves } from './diff/moves.js';
import { walk } from './diff/walk.js';
import type { ReadingOptions } from './options.js';
import { Shapes, type Verdict, verdictOf } from './readability.js';

/** The differences of two shapes of a model. */
export interface Diff {
  readonly differences: readonly Difference[];
  /** How many more there are that are not listed. */
  readonly more: number;
  /** Whether new readers can read old entries. */
  readonly verdict: Verdict;
  /** Whether old readers can read new entries: what a rollback would meet. */
  readonly rollback: Verdict;
}

/** Nobody reads more differences than these; the rest are counted. */
const MOST = 200;

/**
 * What changed from one shape to another, in the order of depth, each difference at the shortest path to it.
 *
 * @param before the canonical form of the old type
 * @param after that of the new one
 * @param older those of still older types of the model
 * @param options what is assumed of writers and readers
 * @throws ShapeSyntaxError for a text that is not a canonical form
 * @example diffOf('{id:number}', '{id:string}', [], DEFAULT_READING).differences[0].path // '.id'
 */
export function diffOf(
  before: string,
  after: string,
  older: readonly string[],
  options: ReadingOptions,
): Diff {
  const shapes = new Shapes([after, before, ...older]);
  const places = older.map((_, at) => at + 2);
  const forwards = shapes.fitting(options, 1, places);
  const [old, present] = [shapes.root(1), shapes.root(0)];
  const verdict = verdictOf(forwards, old, present);
  const rollback = verdictOf(shapes.fitting(options, 0, places), present, old);
  const into = new Differences(forwards, options);
  walk(into, old, present);
  const all = withMoves(shapes.types, into.found);
  const differences = all.slice(0, MOST).map((found): Difference => {
    const { pair: _, field: __, ...difference } = found;
    const more = into.placesOf(found) - 1;
    // One difference by itself may be harmless or not; what all of them come to is decided over the whole.
    return verdict === 'readable'
      ? { ...difference, more, effect: 'readable', reason: undefined }
      : { ...difference, more };
  });
  return { differences, more: all.length - differences.length, verdict, rollback };
}
