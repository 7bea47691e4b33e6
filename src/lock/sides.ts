const START = /^<{7}(?: |$)/;
const BASE = /^\|{7}(?: |$)/;
const MIDDLE = /^={7}$/;
const END = /^>{7}(?: |$)/;

/** The line, from 1, of the first conflict marker that git left in a text. */
export function conflictIn(text: string): number | undefined {
  const at = text
    .split(/\r?\n/)
    .findIndex((line) => [START, BASE, MIDDLE, END].some((marker) => marker.test(line)));
  return at === -1 ? undefined : at + 1;
}

/**
 * The two sides of a text in which git left conflicts, each with what both have.
 *
 * @param text the text, with or without conflict markers
 */
export function sidesOf(text: string): readonly string[] {
  if (conflictIn(text) === undefined) return [text];
  return [sideOf(text, 'ours'), sideOf(text, 'theirs')];
}

function sideOf(text: string, wanted: 'ours' | 'theirs'): string {
  let side: 'both' | 'ours' | 'base' | 'theirs' = 'both';
  const lines = text.split(/\r?\n/).filter((line) => {
    const next = START.test(line)
      ? 'ours'
      : BASE.test(line)
        ? 'base'
        : MIDDLE.test(line)
          ? 'theirs'
          : END.test(line)
            ? 'both'
            : undefined;
    if (next === undefined) return side === 'both' || side === wanted;
    side = next;
    return false;
  });
  return lines.join('\n');
}
