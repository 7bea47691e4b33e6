import { comparable } from './comparable.js';
import type { Script, Token } from './tokens.js';

/** What two token lists have in common. */
export type Match =
  /** They are equal, markers aside: the token in place of each marker. */
  | { readonly literals: ReadonlyMap<string, Token> }
  /** Where the second first says something else; `undefined` at its end. */
  | { readonly differs: Token | undefined };

/** The marker that a string starts with, if any. */
type MarkerIn = (value: string) => string | undefined;

/**
 * Compares an output with the one made for comparison, statement by statement and token by token. Where nothing but the
 * markers differs, each literal is known exactly, whatever the output's comments, quotes, line ends and white space, and
 * whatever versions of the compiler differ in.
 *
 * @param wanted - the output made for comparison
 * @param found - the output on disk
 * @param markerIn - the marker that a string of the first starts with, if any
 */
export function match(wanted: Script, found: Script, markerIn: MarkerIn): Match {
  const literals = new Map<string, Token>();
  const lefts = statements(comparable(wanted.tokens));
  const rights = statements(comparable(found.tokens));
  for (let index = 0; index < Math.max(lefts.length, rights.length); index += 1) {
    const left = lefts[index] ?? [];
    const right = rights[index] ?? [];
    const pairs = equal(left, right, markerIn);
    // As many statements on both sides are what lets one of them be written in another way.
    const others = 'differs' in pairs && lefts.length === rights.length && reworded(left, right, markerIn);
    if (others) for (const [marker, token] of others) literals.set(marker, token);
    else if ('differs' in pairs) return pairs;
    else for (const [marker, token] of pairs.literals) literals.set(marker, token);
  }
  return { literals };
}

/** Up to each semicolon, however deep it stands. */
function statements(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const all: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokens) {
    current.push(token);
    if (token.text !== ';') continue;
    all.push(current);
    current = [];
  }
  return current.length > 0 ? [...all, current] : all;
}

function equal(lefts: readonly Token[], rights: readonly Token[], markerIn: MarkerIn): Match {
  const literals = new Map<string, Token>();
  for (let index = 0; index < Math.max(lefts.length, rights.length); index += 1) {
    const left = lefts[index];
    const right = rights[index];
    if (!left || !right) return { differs: right ?? rights.at(-1) };
    const marker = markerOf(left, markerIn);
    if (marker !== undefined && right.value !== undefined) literals.set(marker, right);
    else if (left.text !== right.text) return { differs: right };
  }
  return { literals };
}

/**
 * Whether one statement says what another does, in another way of the compiler's (`export const { a } = b` in CommonJS, on
 * 6.0 and on 7): it has the same names, and at most one literal to be found.
 */
function reworded(
  lefts: readonly Token[],
  rights: readonly Token[],
  markerIn: MarkerIn,
): ReadonlyMap<string, Token> | undefined {
  const wanted = namesIn(lefts);
  const found = namesIn(rights);
  if (wanted.size === 0 || wanted.size !== found.size || [...wanted].some((name) => !found.has(name)))
    return undefined;
  const [marker, second] = lefts.flatMap((token) => markerOf(token, markerIn) ?? []);
  if (marker === undefined) return new Map();
  const others = new Set(lefts.map(({ text }) => text));
  const [literal, another] = rights.filter(({ value, text }) => value !== undefined && !others.has(text));
  return literal && !another && second === undefined ? new Map([[marker, literal]]) : undefined;
}

/** Save those that compilers bring in by themselves. */
function namesIn(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(
    tokens
      .map(({ text }) => text)
      .filter((text) => /^[\p{ID_Start}$_#]/u.test(text) && !/^(?:_|void|__\w+)$/.test(text)),
  );
}

function markerOf({ value }: Token, markerIn: MarkerIn): string | undefined {
  return value === undefined ? undefined : markerIn(value);
}
