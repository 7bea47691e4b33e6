type Side = 'both' | 'ours' | 'base' | 'theirs';

/** The markers that git writes, and whose lines stand below each. */
const MARKERS: readonly (readonly [marker: RegExp, below: Side])[] = [
  [/^<{7}(?: |$)/, 'ours'],
  [/^\|{7}(?: |$)/, 'base'],
  [/^={7}$/, 'theirs'],
  [/^>{7}(?: |$)/, 'both'],
];

function sideBelow(line: string): Side | undefined {
  return MARKERS.find(([marker]) => marker.test(line))?.[1];
}

/** The line, from 1, of the first conflict marker that git left in a text. */
export function conflictIn(text: string): number | undefined {
  const at = text.split(/\r?\n/).findIndex((line) => sideBelow(line) !== undefined);
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
  let side: Side = 'both';
  const lines = text.split(/\r?\n/).filter((line) => {
    const next = sideBelow(line);
    if (next === undefined) return side === 'both' || side === wanted;
    side = next;
    return false;
  });
  return lines.join('\n');
}
