import { type Entry, flatten, primitiveName } from './entry.js';

/**
 * The types of properties that are no data because they hold functions alone (`undefined` aside). Told from the readings:
 * asking for nodes would follow types without end.
 */
export class FunctionsOnly<Type, Declaration> {
  private readonly known = new Map<Entry<Type, Declaration>, boolean>();

  has(entry: Entry<Type, Declaration>): boolean {
    let known = this.known.get(entry);
    if (known === undefined) {
      const names = [...flatten(entry)].map(primitiveName).filter((name) => name !== 'undefined');
      known = names.length > 0 && names.every((name) => name === 'function');
      this.known.set(entry, known);
    }
    return known;
  }
}
