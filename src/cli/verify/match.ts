import type { Script, Token } from './tokens.js';

/** What two token lists have in common. */
export type Match =
  /** They are equal, markers aside: the token in place of each marker. */
  | { readonly literals: ReadonlyMap<string, Token> }
  /** Where the second first says something else; `undefined` at its end. */
  | { readonly differs: Token | undefined };

/**
 * Compares an output with the one made for comparison, token by token. Where nothing but the markers differs, each literal
 * is known exactly, whatever the output's comments, quotes, line ends and white space.
 *
 * @param wanted - the output made for comparison
 * @param found - the output on disk
 * @param markerIn - the marker that a string of the first starts with, if any
 */
export function match(wanted: Script, found: Script, markerIn: (value: string) => string | undefined): Match {
  const literals = new Map<string, Token>();
  const length = Math.max(wanted.tokens.length, found.tokens.length);
  for (let index = 0; index < length; index += 1) {
    const left = wanted.tokens[index];
    const right = found.tokens[index];
    if (!left || !right) return { differs: right };
    const marker = left.value === undefined ? undefined : markerIn(left.value);
    if (marker !== undefined && right.value !== undefined) literals.set(marker, right);
    else if (left.text !== right.text) return { differs: right };
  }
  return { literals };
}
