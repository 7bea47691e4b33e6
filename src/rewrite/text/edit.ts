import MagicString, { type SourceMap } from 'magic-string';

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

/** A source file as it is compiled in place of the user's. */
export interface EditedFile {
  readonly text: string;
  /** Leads from the edited text back to the user's. */
  map(): SourceMap;
}

/**
 * Changes a text.
 *
 * @param fileName - the name that the source map gives the text
 * @param original - the text
 * @param edits - the changes, none of which overlap
 * @example applyEdits('main.ts', 'versionOf<User>()', [{ start: 0, end: 17, text: '"3f9a1c0b7e2d4455"' }])
 */
export function applyEdits(fileName: string, original: string, edits: readonly Edit[]): EditedFile {
  const edited = new MagicString(original);
  for (const { start, end, text } of edits) {
    if (start === end) edited.appendLeft(start, text);
    else if (text === '') edited.remove(start, end);
    else edited.overwrite(start, end, text);
  }
  return {
    text: edited.toString(),
    map: () => edited.generateMap({ source: fileName, hires: true }),
  };
}
