/** A text that is put into another; nothing is taken out. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** What is to be put in, or why nobody can say where. */
export type Insertions = readonly Insertion[] | { readonly reason: string };

/** A line of the text that comes to be, counted from 1. */
export interface ShownLine {
  readonly line: number;
  readonly text: string;
}

/** Puts texts into another, and says which lines are new or longer than before. */
export function insert(
  text: string,
  insertions: readonly Insertion[],
): { readonly text: string; readonly lines: readonly ShownLine[] } {
  let made = '';
  let from = 0;
  const changed = new Set<number>();
  for (const { at, text: more } of [...insertions].sort((a, b) => a.at - b.at)) {
    made += text.slice(from, at);
    from = at;
    // A line end at either end belongs to the line beside it.
    const start = made.length + /^[\r\n]*/.exec(more)![0].length;
    const end = made.length + more.trimEnd().length;
    made += more;
    for (let line = lineAt(made, start); line <= lineAt(made, Math.max(start, end)); line += 1)
      changed.add(line);
  }
  made += text.slice(from);
  const lines = made.split(/\r\n|\n|\r/);
  return { text: made, lines: [...changed].map((line) => ({ line, text: lines[line - 1] ?? '' })) };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/).length;
}

/** How lines of a text end, as far as its first one tells. */
export function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** The white space that a place's line begins with; `undefined` where something else stands before the place. */
export function indentAt(text: string, offset: number): string | undefined {
  return /(?:^\ufeff?|[\r\n])([ \t]*)$/.exec(text.slice(0, offset))?.[1];
}
