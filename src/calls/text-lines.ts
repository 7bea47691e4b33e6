/** Where something stands in a text; line and column from 0, but from 1 where people are shown it. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text, as compilers count them. */
export class Lines {
  private readonly starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (const { index, 0: end } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g))
      starts.push(index + end.length);
    this.starts = starts;
  }

  /** The place of an offset. */
  at(offset: number): LineAndColumn {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low, column: offset - this.starts[low]! };
  }

  /** The same as people are shown it: line and column from 1. */
  shownAt(offset: number): LineAndColumn {
    const { line, column } = this.at(offset);
    return { line: line + 1, column: column + 1 };
  }

  /** The offset of a place; `undefined` where there is no such line. */
  offsetOf({ line, column }: LineAndColumn): number | undefined {
    const start = this.starts[line];
    return start === undefined ? undefined : start + column;
  }
}

const known = new WeakMap<object, Lines>();

/** The lines of a source file, worked out once. */
export function linesOf(file: { readonly text: string }): Lines {
  let lines = known.get(file);
  if (lines === undefined) {
    lines = new Lines(file.text);
    known.set(file, lines);
  }
  return lines;
}
