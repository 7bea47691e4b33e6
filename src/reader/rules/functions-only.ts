import type { Handles } from '../checker.js';
import { type Entry, flatten, primitiveOf } from './entry.js';

/**
 * The types of properties that are not data because they hold functions alone (`undefined` aside). Told from the readings:
 * asking for nodes would follow types without end.
 */
export class FunctionsOnly<Handle extends Handles> {
  private readonly known = new Map<Entry<Handle>, boolean>();

  has(entry: Entry<Handle>): boolean {
    let known = this.known.get(entry);
    if (known === undefined) {
      known = isOfFunctions(entry);
      this.known.set(entry, known);
    }
    return known;
  }
}

function isOfFunctions<Handle extends Handles>(entry: Entry<Handle>): boolean {
  // Nearly all that is no union.
  if (entry.reading?.kind !== 'union') return primitiveOf(entry.reading) === 'function';
  let isAny = false;
  for (const member of flatten(entry)) {
    const name = primitiveOf(member.reading);
    if (name === 'undefined') continue;
    // Most are found out by their first member.
    if (name !== 'function') return false;
    isAny = true;
  }
  return isAny;
}
