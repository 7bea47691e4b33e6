import type { Handles } from '../checker.js';
import { unforeseen } from '../problems.js';
import type { Context } from './context.js';
import { type Entry, edgesOf, reachedFrom } from './entry.js';
import { readLevel } from './walk.js';

/** So many entries are read between two looks at the limits: what a single level can cost. */
const CHUNK = 2_000;
/** The limits of a root that meets no declaration, and by how much each that it meets raises them. */
const LIMITS = { types: 20_000, depth: 100 };
const MORE_FOR_EACH = { types: 100, depth: 100 };

/**
 * Reads everything that the roots refer to, breadth first and all together, and tells the roots that expand without end.
 *
 * Syntax is finite, so an expansion without end goes deeper without meeting a new declaration. Level k of a root is the
 * types at distance <= k, D the number of distinct declarations (types' and properties') met so far; a root is refused when
 * k > 100 * (1 + D) or when it has more than 20,000 + 100 * D types. Literals and templates expand into nothing, and do not
 * count. The answer depends neither on the order nor on other roots. The roots share their entries, so that the limits can
 * only be near where all of them together pass the smallest ones: until then nothing is counted.
 *
 * @returns the roots that expand without end; what they refer to is read in part
 */
export function expand<Handle extends Handles>(
  context: Context<Handle>,
  roots: readonly Entry<Handle>[],
): ReadonlySet<Entry<Handle>> {
  const endless = new Set<Entry<Handle>>();
  let alive = [...new Set(roots)];
  let read = 0;
  let depth = 0;
  let nextLook = { read: LIMITS.types, depth: LIMITS.depth };
  const look = () => {
    const refused = alive.filter((root) => expandsEndlessly(context, root));
    for (const root of refused) endless.add(root);
    alive = alive.filter((root) => !endless.has(root));
    nextLook = { read: Math.max(read, LIMITS.types) * 1.25, depth: Math.max(depth, LIMITS.depth) * 1.25 };
    return refused.length > 0;
  };

  let level = takeFresh(context);
  while (level.length > 0) {
    let isPruned = false;
    for (let start = 0; start < level.length; start += CHUNK) {
      context.checker.refresh();
      readSafely(context, level.slice(start, start + CHUNK));
      read += Math.min(CHUNK, level.length - start);
      if (read + context.fresh.length > nextLook.read * 2 && look()) {
        isPruned = true;
        break;
      }
    }
    depth++;
    if (read > nextLook.read || depth > nextLook.depth) isPruned = look() || isPruned;
    level = takeFresh(context);
    if (isPruned) level = unread(alive);
  }
  if (read > LIMITS.types || depth > LIMITS.depth) look();
  return endless;
}

/** Reads a level; where that throws, looks for the entry that it throws at, so that the path to it can be told. */
function readSafely<Handle extends Handles>(context: Context<Handle>, level: readonly Entry<Handle>[]): void {
  try {
    readLevel(context, level);
  } catch (error) {
    const open = level.filter((entry) => entry.reading === undefined);
    if (open.length === 1) open[0]!.reading = { kind: 'refused', refusal: unforeseen(error) };
    if (open.length < 2) return;
    const half = open.length >> 1;
    readSafely(context, open.slice(0, half));
    readSafely(context, open.slice(half));
  }
}

function takeFresh<Handle extends Handles>(context: Context<Handle>): Entry<Handle>[] {
  const fresh = context.fresh;
  context.fresh = [];
  return fresh;
}

/** What living roots still wait for. */
function unread<Handle extends Handles>(roots: readonly Entry<Handle>[]): Entry<Handle>[] {
  return [...reachedFrom(roots)].filter((entry) => entry.reading === undefined);
}

function expandsEndlessly<Handle extends Handles>(context: Context<Handle>, root: Entry<Handle>): boolean {
  const seen = new Set([root]);
  const met = new Set<unknown>();
  let types = 0;
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    for (const entry of level) {
      if (mayExpand(entry)) types++;
      for (const declaration of entry.declarations) met.add(context.checker.identityOf(declaration));
    }
    const isTooDeep = depth > LIMITS.depth + MORE_FOR_EACH.depth * met.size;
    if (isTooDeep || types > LIMITS.types + MORE_FOR_EACH.types * met.size) return true;
    const next: Entry<Handle>[] = [];
    for (const entry of level) {
      if (entry.reading?.kind === 'object') {
        for (const { declarations } of entry.reading.properties) {
          if (declarations[0] !== undefined) met.add(context.checker.identityOf(declarations[0]));
        }
      }
      for (const { to } of edgesOf(entry)) {
        if (seen.has(to)) continue;
        seen.add(to);
        next.push(to);
      }
    }
    level = next;
  }
  return false;
}

/** Whether an entry counts as a type that an expansion goes through: one that is not read yet says nothing. */
function mayExpand<Handle extends Handles>({ reading }: Entry<Handle>): boolean {
  if (reading?.kind === 'compound') return reading.label.kind === 'leaf';
  return reading !== undefined && reading.kind !== 'scalar';
}
