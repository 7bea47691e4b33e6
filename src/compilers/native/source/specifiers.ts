/** The specifier of a module as it stands in a text. */
export interface Specifier {
  readonly name: string;
  /** The offset of its last letter. */
  readonly last: number;
}

const specifier = /\b(?:from|import|require)\s*\(?\s*(['"`])((?:(?!\1)[^\n])+)\1/g;
const hidden = /\b(?:from|import|require)\s*\(?\s*(?:\/[*/]|(['"`])(?:(?!\1)[^\n\\])*\\)/;

/** The specifiers of a text, so that no tree has to be fetched: a comment may be taken for an import. */
export function specifiersIn(text: string): readonly Specifier[] {
  return [...text.matchAll(specifier)].map(({ index, 0: found, 2: name }) => ({
    name: name!,
    last: index + found.length - 2,
  }));
}

/** Whether a comment between a keyword and its specifier, or an escape in it, hides what it says from {@link specifiersIn}. */
export function mayHideSpecifier(text: string): boolean {
  return hidden.test(text);
}
