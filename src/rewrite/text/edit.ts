/** A change of a source text, as plain data: what stands from `start` up to `end` is exchanged for `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The line breaks of a part of a text, as they are. */
export function lineBreaks(text: string, start: number, end: number): string {
  return (text.slice(start, end).match(/\r\n|[\n\r\u2028\u2029]/g) ?? []).join('');
}
