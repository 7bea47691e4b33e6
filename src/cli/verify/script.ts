import { type LineAndColumn, Lines } from '../../calls/text-lines.js';
import { type Piece, piecesIn } from './pieces.js';

/** JavaScript that a build wrote: an output, or what one hands to `eval`. */
export class Script {
  readonly lines: Lines;
  private indices: ReadonlyMap<number, number> | undefined;

  /**
   * @param name - the absolute path of the output
   * @param evaluatedAt - where in the output it stands as one text, where it does
   */
  constructor(
    readonly name: string,
    readonly text: string,
    readonly pieces: readonly Piece[] = piecesIn(text),
    private readonly evaluatedAt?: LineAndColumn,
  ) {
    this.lines = new Lines(text);
  }

  /** Where a piece is in the output; line and column from 1. */
  placeOf({ start }: Piece): LineAndColumn {
    return this.evaluatedAt ?? this.lines.shownAt(start);
  }

  /** The number of the piece that starts at a place of its text, as a source map tells it. */
  indexAt(place: LineAndColumn): number | undefined {
    this.indices ??= new Map(this.pieces.map(({ start }, index) => [start, index]));
    const offset = this.lines.offsetOf(place);
    return offset === undefined ? undefined : this.indices.get(offset);
  }
}
