import MagicString, { type SourceMap } from 'magic-string';

import type { Edit } from './edit.js';

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
  // magic-string throws away what was added at the ends of a text that it then overwrites, so that is added last.
  for (const { start, end, text } of edits) {
    if (start === end) continue;
    if (text === '') edited.remove(start, end);
    else edited.overwrite(start, end, text);
  }
  for (const { start, end, text } of edits) if (start === end) edited.appendLeft(start, text);
  return {
    text: edited.toString(),
    // The source is named afterwards: magic-string would make the name relative to a folder.
    map: () => Object.assign(edited.generateMap({ hires: 'boundary' }), { sources: [fileName] }),
  };
}
