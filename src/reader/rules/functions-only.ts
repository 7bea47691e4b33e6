import type { Handles } from '../checker.js';
import { type Entry, flatten, primitiveName } from './entry.js';

/**
 * The types of properties that are not data because they hold functions alone (`undefined` aside). Told from the readings:
 * asking for nodes would follow types without end.
 */
export class FunctionsOnly<Handle extends Handles> {
  private readonly known = new Map<Entry<Handle>, boolean>();

  has(entry: Entry<Handle>): boolean {
    let known = this.known.get(entry);
    if (known === undefined) {
      const names = [...flatten(entry)].map(primitiveName).filter((name) => name !== 'undefined');
      known = names.length > 0 && names.every((name) => name === 'function');
      this.known.set(entry, known);
    }
    return known;
  }
}
