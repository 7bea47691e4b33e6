import type { Token } from './tokens.js';

/**
 * The tokens of an output, without those in which outputs of the same source differ between versions of TypeScript, and
 * between a host that transforms a tree and `keyshape build`, which edits text:
 *
 * - brackets around expressions, `void` before a literal, `"…".concat(key)` where a statement starts with a sum;
 * - the bodies of helpers, which come with the output, and those that `esModuleInterop` (a default since 6.0) puts around
 *   `require`;
 * - the declarations and numbers of temporary variables (`_a`), and `"use strict"`;
 * - where CommonJS exports are set up (`exports.f = f`).
 *
 * A place is found by all other tokens, in their order, so that none of this can put one literal in the place of another.
 */
export function comparable(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  const text = (at: number) => tokens[at]?.text;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    const end = endOfPassedOver(tokens, index);
    if (end !== undefined) {
      index = end;
      continue;
    }
    if (token.text === '(' || token.text === ')' || interop.test(token.text)) continue;
    if (token.text === 'void' && tokens[index + 1]?.value !== undefined) continue;
    if (token.value === 'use strict' && text(index + 1) === ';') {
      index += 1;
      continue;
    }
    kept.push(temporary.test(token.text) ? { ...token, text: '_' } : token);
    if (token.value === undefined) continue;
    if (text(index + 1) === '.' && text(index + 2) === 'concat' && text(index + 3) === '(') {
      kept.push({ ...tokens[index + 1]!, text: '+' });
      index += 3;
    } else if (text(index + 1) === '?.') {
      // No literal is null, and a chain that starts with one need not be optional.
      if (text(index + 2) !== '[' && text(index + 2) !== '(') kept.push({ ...tokens[index + 1]!, text: '.' });
      index += 1;
    }
  }
  return kept;
}

const interop = /^__import(?:Default|Star)$/;
const temporary = /^_(?:[a-z]|\d+)$/;

/** The last token of a statement that is left out, where one starts. */
function endOfPassedOver(tokens: readonly Token[], start: number): number | undefined {
  const { text } = tokens[start]!;
  if (text === 'exports') return endOfExports(tokens, start);
  return text === 'var' ? (endOfHelper(tokens, start) ?? endOfTemporaries(tokens, start)) : undefined;
}

/** `exports.f = f;` and `exports.a = exports.b = void 0;` */
function endOfExports(tokens: readonly Token[], start: number): number | undefined {
  const text = (at: number) => tokens[at]?.text;
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
function endOfTemporaries(tokens: readonly Token[], start: number): number | undefined {
  for (let index = start + 1; ; index += 2) {
    if (!temporary.test(tokens[index]?.text ?? '')) return undefined;
    const next = tokens[index + 1]?.text;
    if (next === ';') return index + 1;
    if (next !== ',') return undefined;
  }
}

/** `var __awaiter = (this && this.__awaiter) || …;` */
function endOfHelper(tokens: readonly Token[], start: number): number | undefined {
  const name = tokens[start + 1]?.text ?? '';
  if (!name.startsWith('__')) return undefined;
  const head = ['=', '(', 'this', '&&', 'this', '.', name, ')', '||'];
  if (head.some((text, offset) => tokens[start + 2 + offset]?.text !== text)) return undefined;
  let depth = 0;
  for (let index = start + 2 + head.length; index < tokens.length; index += 1) {
    const { text } = tokens[index]!;
    if (text === '(' || text === '[' || text === '{') depth += 1;
    else if (text === ')' || text === ']' || text === '}') depth -= 1;
    else if (text === ';' && depth === 0) return index;
  }
  return undefined;
}
