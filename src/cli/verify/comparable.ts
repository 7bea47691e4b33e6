import type { Piece } from './pieces.js';

/**
 * The pieces of an output, without those in which outputs of the same source differ between versions of TypeScript, and
 * between a host that transforms a tree and `keyshape build`, which edits text:
 *
 * - the way strings are quoted, and module specifiers;
 * - brackets around expressions, `void` before a literal, `"…".concat(key)` where a statement starts with a sum;
 * - the bodies of helpers, which come with the output, and those that `esModuleInterop` (a default since 6.0) puts around
 *   `require`;
 * - the declarations and numbers of temporary variables (`_a`), and `"use strict"`;
 * - where CommonJS exports are set up (`exports.f = f`).
 *
 * A place is found by all other pieces, in their order, so that none of this can put one literal in the place of another.
 */
export function comparable(written: readonly Piece[]): readonly Piece[] {
  const pieces = written.map(inOneWay);
  const kept: Piece[] = [];
  const text = (at: number) => pieces[at]?.text;
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index]!;
    const end = endOfPassedOver(pieces, index);
    if (end !== undefined) {
      index = end;
      continue;
    }
    if (piece.text === '(' || piece.text === ')' || interop.test(piece.text)) continue;
    if (piece.text === 'void' && pieces[index + 1]?.value !== undefined) continue;
    if (piece.value === 'use strict' && text(index + 1) === ';') {
      index += 1;
      continue;
    }
    kept.push(temporary.test(piece.text) ? { ...piece, text: '_' } : piece);
    if (piece.value === undefined) continue;
    if (text(index + 1) === '.' && text(index + 2) === 'concat' && text(index + 3) === '(') {
      kept.push({ ...pieces[index + 1]!, text: '+' });
      index += 3;
    } else if (text(index + 1) === '?.') {
      // No literal is null, and a chain that starts with one need not be optional.
      if (text(index + 2) !== '[' && text(index + 2) !== '(') kept.push({ ...pieces[index + 1]!, text: '.' });
      index += 1;
    }
  }
  return kept;
}

/** A string is written in one way, and all module specifiers alike. What a template with holes says is no literal. */
function inOneWay(piece: Piece, index: number, pieces: readonly Piece[]): Piece {
  if (piece.kind === 'template part') return { ...piece, value: undefined };
  if (piece.value === undefined) return piece;
  return { ...piece, text: isSpecifier(pieces, index) ? '"module"' : JSON.stringify(piece.value) };
}

/**
 * Tools that write path aliases and file extensions out (tsc-alias and its like) change module specifiers in place, and
 * no version stands in one.
 */
function isSpecifier(pieces: readonly Piece[], index: number): boolean {
  const [third, second, first] = [pieces[index - 3], pieces[index - 2], pieces[index - 1]];
  if (first?.kind === 'name')
    return (first.text === 'from' || first.text === 'import') && second?.text !== '.';
  return first?.text === '(' && /^(?:require|import)$/.test(second?.text ?? '') && third?.text !== '.';
}

const interop = /^__import(?:Default|Star)$/;
const temporary = /^_(?:[a-z]|\d+)$/;

/** The last piece of a statement that is left out, where one starts. */
function endOfPassedOver(pieces: readonly Piece[], start: number): number | undefined {
  const { text } = pieces[start]!;
  if (text === 'exports') return endOfExports(pieces, start);
  return text === 'var' ? (endOfHelper(pieces, start) ?? endOfTemporaries(pieces, start)) : undefined;
}

/** `exports.f = f;` and `exports.a = exports.b = void 0;` */
function endOfExports(pieces: readonly Piece[], start: number): number | undefined {
  const text = (at: number) => pieces[at]?.text;
  let at = start;
  let name: string | undefined;
  while (text(at) === 'exports' && text(at + 1) === '.' && text(at + 3) === '=') {
    name = text(at + 2);
    at += 4;
  }
  if (name === undefined) return undefined;
  const end = text(at) === name ? at + 1 : text(at) === 'void' && text(at + 1) === '0' ? at + 2 : -1;
  return text(end) === ';' ? end : undefined;
}

/** `var _a, _b;` */
function endOfTemporaries(pieces: readonly Piece[], start: number): number | undefined {
  for (let index = start + 1; ; index += 2) {
    if (!temporary.test(pieces[index]?.text ?? '')) return undefined;
    const next = pieces[index + 1]?.text;
    if (next === ';') return index + 1;
    if (next !== ',') return undefined;
  }
}

/** `var __awaiter = (this && this.__awaiter) || …;` */
function endOfHelper(pieces: readonly Piece[], start: number): number | undefined {
  const name = pieces[start + 1]?.text ?? '';
  if (!name.startsWith('__')) return undefined;
  const head = ['=', '(', 'this', '&&', 'this', '.', name, ')', '||'];
  if (head.some((text, offset) => pieces[start + 2 + offset]?.text !== text)) return undefined;
  let depth = 0;
  for (let index = start + 2 + head.length; index < pieces.length; index += 1) {
    const { text } = pieces[index]!;
    if (text === '(' || text === '[' || text === '{') depth += 1;
    else if (text === ')' || text === ']' || text === '}') depth -= 1;
    else if (text === ';' && depth === 0) return index;
  }
  return undefined;
}
