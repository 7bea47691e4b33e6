import type { Edit } from '../../project/index.js';

/**
 * Carries edits over to a text that an earlier plugin changed elsewhere. The lines of each edit must be there as they were, as
 * often as in the source: then the place of each is known, whatever came before, between or behind them.
 *
 * @param edits - the changes of the source
 * @param source - the text that they are of
 * @param text - the text as it is now
 * @returns the same changes of `text`; `undefined` where the place of one is not certain
 */
export function fitEdits(edits: readonly Edit[], source: string, text: string): readonly Edit[] | undefined {
  const fitted: Edit[] = [];
  for (const edit of edits) {
    const [from, to] = wholeLines(source, edit);
    const before = placesOf(source, source.slice(from, to));
    const now = placesOf(text, source.slice(from, to));
    const place = before.length === now.length ? now[before.indexOf(from)] : undefined;
    if (place === undefined) return undefined;
    fitted.push({ ...edit, start: edit.start - from + place, end: edit.end - from + place });
  }
  return fitted;
}

function wholeLines(text: string, { start, end }: Edit): readonly [number, number] {
  const next = text.indexOf('\n', end);
  return [start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1, next < 0 ? text.length : next];
}

/** Where some lines stand in a text as whole lines. */
function placesOf(text: string, lines: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(lines); at >= 0; at = text.indexOf(lines, at + 1)) {
    const end = at + lines.length;
    if ((at === 0 || text[at - 1] === '\n') && (end === text.length || text[end] === '\n')) places.push(at);
  }
  return places;
}
