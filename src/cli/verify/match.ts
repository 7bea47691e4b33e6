import { comparable } from './comparable.js';
import { isLiteral, type Literal, type Piece } from './pieces.js';

/** What two outputs have in common. */
export type Match =
  /** They are equal, markers aside: the piece in place of each marker; none for an argument that nobody added. */
  | { readonly literals: ReadonlyMap<string, Literal> }
  /** Where the second first says something else; `undefined` at its end. */
  | { readonly differs: Piece | undefined };

/** A piece of the output made for comparison, and the marker that it starts with, if any. */
type Wanted = Piece & { readonly marker: string | undefined };

/**
 * Compares an output with the one made for comparison, statement by statement and piece by piece. Where nothing but the
 * markers differs, each literal is known exactly, whatever the output's comments, quotes, line ends and white space, and
 * whatever versions of the compiler differ in.
 *
 * @param wanted - the output made for comparison
 * @param found - the output on disk
 * @param markerIn - the marker that a string of the first starts with, if any
 */
export function match(
  wanted: readonly Piece[],
  found: readonly Piece[],
  markerIn: (value: string) => string | undefined,
): Match {
  const literals = new Map<string, Literal>();
  const lefts = statements(
    comparable(wanted).map((piece) => ({
      ...piece,
      marker: isLiteral(piece) ? markerIn(piece.value) : undefined,
    })),
  );
  const rights = statements(comparable(found));
  for (let index = 0; index < Math.max(lefts.length, rights.length); index += 1) {
    const left = lefts[index] ?? [];
    const right = rights[index] ?? [];
    const pairs = equal(left, right);
    // One statement may be written in another way only where both sides have the same number of them.
    const others = 'differs' in pairs && lefts.length === rights.length && reworded(left, right);
    if (others) for (const [marker, piece] of others) literals.set(marker, piece);
    else if ('differs' in pairs) return pairs;
    else for (const [marker, piece] of pairs.literals) literals.set(marker, piece);
  }
  return { literals };
}

/** Up to each semicolon, however deep it stands. */
function statements<One extends Piece>(pieces: readonly One[]): readonly (readonly One[])[] {
  const all: One[][] = [];
  let current: One[] = [];
  for (const piece of pieces) {
    current.push(piece);
    if (piece.text !== ';') continue;
    all.push(current);
    current = [];
  }
  return current.length > 0 ? [...all, current] : all;
}

function equal(lefts: readonly Wanted[], rights: readonly Piece[]): Match {
  const found: [marker: string, literal: Literal][] = [];
  // Places where a marker was taken to have its literal: it may be missing, and another argument stand there.
  const choices: { readonly index: number; readonly at: number; readonly count: number }[] = [];
  const tried = new Set<string>();
  let differs: Match | undefined;
  let index = 0;
  let at = 0;
  while (index < lefts.length || at < rights.length) {
    const left = lefts[index];
    const right = rights[at];
    const added = argumentAt(lefts, index);
    const marker = left?.marker;
    if (left && right && (marker === undefined ? left.text === right.text : isLiteral(right))) {
      if (added > 0) choices.push({ index: index + added, at, count: found.length });
      if (marker !== undefined && isLiteral(right)) found.push([marker, right]);
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

/** How many pieces from a place on are an argument that is a marker, with what is padded before it and the commas: `, void 0, "…"`. */
function argumentAt(pieces: readonly Wanted[], start: number): number {
  let at = start;
  if (pieces[at]?.text === ',') at += 1;
  while (pieces[at]?.text === 'void' && pieces[at + 1]?.text === '0' && pieces[at + 2]?.text === ',') at += 3;
  const isList = pieces[at]?.text === '[';
  if (isList) at += 1;
  if (pieces[at]?.marker === undefined) return 0;
  while (isList && pieces[at] !== undefined && pieces[at]?.text !== ']') at += 1;
  // An argument that is the first of its list takes the comma behind it with it.
  const isAfterComma = pieces[start]?.text === ',' || pieces[start - 1]?.text !== ',';
  return at + 1 - start + Number(!isAfterComma && pieces[at + 1]?.text === ',');
}

/**
 * Whether one statement says what another does, in another way of the compiler's (`export const { a } = b` in CommonJS, on
 * 6.0 and on 7): it has the same names, and at most one literal to be found.
 */
function reworded(
  lefts: readonly Wanted[],
  rights: readonly Piece[],
): ReadonlyMap<string, Literal> | undefined {
  const wanted = namesIn(lefts);
  const found = namesIn(rights);
  if (wanted.size === 0 || wanted.size !== found.size || [...wanted].some((name) => !found.has(name)))
    return undefined;
  const [marker, second] = lefts.flatMap((piece) => piece.marker ?? []);
  if (marker === undefined) return new Map();
  const others = new Set(lefts.map(({ text }) => text));
  const [literal, another] = rights.filter(isLiteral).filter(({ text }) => !others.has(text));
  return literal && !another && second === undefined ? new Map([[marker, literal]]) : undefined;
}

/** The names in a statement, without those that compilers add of their own. */
function namesIn(pieces: readonly Piece[]): ReadonlySet<string> {
  return new Set(
    pieces
      .filter(({ kind }) => kind === 'name' || kind === 'jsx text')
      .map(({ text }) => text)
      .filter((text) => !/^(?:_|void|__\w+)$/.test(text)),
  );
}
