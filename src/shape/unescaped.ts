/**
 * Where strings and the texts of templates end: at the first of some ends that no backslash stands before. A loop, as a
 * regular expression could run out of stack.
 *
 * @param text a canonical form, or a part of one
 * @param offset where to begin
 * @param ends what may end it
 * @returns the offset of the end, or the text's length where there is none
 * @example unescapedEnd('"a\\"b"', 1, ['"']) === 5
 */
export function unescapedEnd(text: string, offset: number, ends: readonly string[]): number {
  let place = offset;
  while (place < text.length && !ends.some((end) => text.startsWith(end, place)))
    place += text[place] === '\\' ? 2 : 1;
  return Math.min(place, text.length);
}
