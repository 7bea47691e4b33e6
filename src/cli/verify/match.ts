import { comparable } from './comparable.js';
import type { Script, Token } from './tokens.js';

/** What two token lists have in common. */
export type Match =
  /** They are equal, markers aside: the token in place of each marker; none for an argument that nobody added. */
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
    // One statement may be written in another way only where both sides have the same number of them.
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
  const found: [marker: string, literal: Token][] = [];
  // Places where a marker was taken to have its literal: it may be missing, and another argument stand there.
  const choices: { readonly index: number; readonly at: number; readonly count: number }[] = [];
  const tried = new Set<string>();
  let differs: Match | undefined;
  let index = 0;
  let at = 0;
  while (index < lefts.length || at < rights.length) {
    const left = lefts[index];
    const right = rights[at];
    const marker = left && markerOf(left, markerIn);
    const added = argumentAt(lefts, index, markerIn);
    if (left && right && (marker !== undefined ? right.value !== undefined : left.text === right.text)) {
      if (added > 0) choices.push({ index: index + added, at, count: found.length });
      if (marker !== undefined) found.push([marker, right]);
      index += 1;
      at += 1;
      continue;
    }
    differs ??= { differs: right ?? rights.at(-1) };
    if (added > 0) {
      index += added;
      continue;
    }
    let choice = choices.pop();
    while (choice && tried.has(`${choice.index} ${choice.at}`)) choice = choices.pop();
    if (!choice) return differs;
    tried.add(`${choice.index} ${choice.at}`);
    index = choice.index;
    at = choice.at;
    found.length = choice.count;
  }
  return { literals: new Map(found) };
}

/** How many tokens from a place on are an argument that is a marker, with what is padded before it and the commas: `, void 0, "…"`. */
function argumentAt(tokens: readonly Token[], start: number, markerIn: MarkerIn): number {
  let at = start;
  if (tokens[at]?.text === ',') at += 1;
  while (tokens[at]?.text === 'void' && tokens[at + 1]?.text === '0' && tokens[at + 2]?.text === ',') at += 3;
  const isList = tokens[at]?.text === '[';
  if (isList) at += 1;
  const token = tokens[at];
  if (token === undefined || markerOf(token, markerIn) === undefined) return 0;
  while (isList && tokens[at] !== undefined && tokens[at]?.text !== ']') at += 1;
  // An argument that is the first of its list takes the comma behind it with it.
  const isAfterComma = tokens[start]?.text === ',' || tokens[start - 1]?.text !== ',';
  return at + 1 - start + Number(!isAfterComma && tokens[at + 1]?.text === ',');
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

/** The names in a statement, without those that compilers add of their own. */
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
