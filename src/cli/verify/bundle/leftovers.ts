import { readFileSync } from 'node:fs';

import { arity } from '../../../calls/intrinsics.js';
import { type Piece, piecesIn } from '../pieces.js';
import type { Script } from '../script.js';

/** Something of keyshape in an output that was to hold nothing of it. */
export interface Leftover {
  readonly script: Script;
  readonly piece: Piece;
  /** `import`: keyshape is loaded; `reference`: an intrinsic is named; `runtime`: the module itself was bundled. */
  readonly kind: 'import' | 'reference' | 'runtime';
}

const intrinsics = new RegExp(`^(?:${Object.keys(arity).join('|')})$`);

/**
 * What a call that stays in place leaves behind, whatever its name became: keyshape is imported, or its module is in the
 * bundle (a bundler leaves it out as soon as nothing uses it), or a name is there that nothing declares.
 *
 * @param runtime - {@link textsOfRuntime}
 */
export function leftoversIn(script: Script, runtime: readonly string[]): readonly Leftover[] {
  const found: Leftover[] = [];
  const { pieces } = script;
  const add = (kind: Leftover['kind'], piece: Piece) => void found.push({ script, kind, piece });
  const declared = declaredIn(pieces);
  const hasMembers = pieces.some((_, at) => isMember(pieces, at));
  let hasRuntime = false;
  for (const [at, piece] of pieces.entries()) {
    if (piece.value === 'keyshape' && loads(pieces, at, hasMembers)) add('import', piece);
    else if (!hasRuntime && runtime.some((text) => piece.value?.includes(text))) {
      hasRuntime = true;
      add('runtime', piece);
    } else if (piece.kind === 'name' && intrinsics.test(piece.text)) {
      const isOfModule = isMember(pieces, at) && /^_*keyshape/i.test(pieces[at - 2]?.text ?? '');
      const isFree = !isMember(pieces, at) && pieces[at + 1]?.text === '(' && !declared.has(piece.text);
      if (isOfModule || isFree) add('reference', piece);
    }
  }
  return found;
}

function isMember(pieces: readonly Piece[], at: number): boolean {
  return intrinsics.test(pieces[at]!.text) && /^\??\.$/.test(pieces[at - 1]?.text ?? '');
}

/** Whether a text is what is imported or required here. */
function loads(pieces: readonly Piece[], at: number, hasMembers: boolean): boolean {
  const before = pieces[at - 1]?.text;
  if (before === 'from' || before === 'import') return true;
  if (before === '(') {
    const callee = pieces[at - 2];
    if (callee?.kind !== 'name') return false;
    // A minifier renames what bundlers put in place of `require`.
    return /require|^import$/i.test(callee.text) || (hasMembers && callee.text.length <= 2);
  }
  // `define(["keyshape"], …)`, `System.register(["keyshape"], …)`
  for (let index = at - 1; index >= 0; index -= 1) {
    const { value, text } = pieces[index]!;
    if (value !== undefined || text === ',') continue;
    if (text !== '[') return false;
    const callee = pieces.slice(Math.max(0, index - 4), index).map((piece) => piece.text);
    return callee.some((name) => name === 'define' || name === 'register');
  }
  return false;
}

/** Names of intrinsics that a script declares, as functions, variables, parameters or methods of its own. */
function declaredIn(pieces: readonly Piece[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [at, { kind, text }] of pieces.entries()) {
    if (kind !== 'name' || !intrinsics.test(text) || isMember(pieces, at)) continue;
    const next = pieces[at + 1]?.text ?? '';
    const before = pieces[at - 1]?.text ?? '';
    if (next !== '(' || /^(?:function|async|get|set|static|\*)$/.test(before) || isMethod(pieces, at))
      names.add(text);
  }
  return names;
}

/** `versionOf(…) {` */
function isMethod(pieces: readonly Piece[], at: number): boolean {
  let depth = 0;
  for (let index = at + 1; index < pieces.length; index += 1) {
    const { text } = pieces[index]!;
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
    if (depth === 0) return pieces[index + 1]?.text === '{';
  }
  return false;
}

/** No minifier changes a text, and one of this length is of this module alone. */
const shortest = 40;

/** What the module of the intrinsics says when one of them is called. */
export function textsOfRuntime(): readonly string[] {
  for (const name of ['index.js', 'index.ts']) {
    try {
      const source = readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
      return piecesIn(source).flatMap(({ value = '' }) => (value.length >= shortest ? [value] : []));
    } catch {
      // Compiled or not: one of the two is there.
    }
  }
  return [];
}
