/** The specifier of a module as it stands in a text. */
export interface Specifier {
  readonly name: string;
  /** The offset of its last letter. */
  readonly last: number;
}

// Compilers take two more characters for white space than JavaScript's `\s` does. `import.defer` has a word before its bracket.
const before = String.raw`\b(?:from|import|require|defer)[\s\u0085\u200b]*\(?[\s\u0085\u200b]*`;
// Looks ahead, so that what a quote in a comment seems to begin hides nothing behind it: `/* from 'x */ import a from './a'`.
const specifier = new RegExp(String.raw`${before}(?=(['"\x60])((?:(?!\1)[^\n])+)\1)`, 'g');
// Type arguments of an import are an error, which holds back no compiler from following it.
const hidden = new RegExp(
  String.raw`\bimport[\s\u0085\u200b]*<|${before}(?:\/[*/]|(['"\x60])(?:(?!\1)[^\n\\])*\\)`,
);

/** The specifiers of a text, so that no tree has to be fetched: a comment may be taken for an import. */
export function specifiersIn(text: string): readonly Specifier[] {
  return [...text.matchAll(specifier)].map(({ index, 0: found, 2: name }) => ({
    name: name!,
    last: index + found.length + name!.length,
  }));
}

/** Whether a comment between a keyword and its specifier, or an escape in it, hides what it says from {@link specifiersIn}. */
export function mayHideSpecifier(text: string): boolean {
  return hidden.test(text);
}
