import type { Lists } from '../form/structure.js';
import { sharedGraphOf } from './types/shared-graph.js';

/** What a shape is made of at its root; equal numbers are equal shapes, in all the shapes that were asked about together. */
export interface Parts {
  /** What each field holds, of all the objects that the root may be. */
  readonly fields: ReadonlyMap<string, number>;
  /** The members of the root; a single one where it is not a union. */
  readonly members: ReadonlySet<number>;
}

/**
 * Takes shapes apart, so that fields and members can be found again in others.
 *
 * @param texts canonical forms
 */
export function partsOf(texts: readonly string[]): readonly Parts[] {
  const { classes, roots } = sharedGraphOf(texts);
  return roots.map((root) => {
    const members = listed(classes.members, root);
    const fields = new Map<string, number>();
    for (const member of members) {
      const label = classes.labels[member]!;
      if (label.kind !== 'object') continue;
      const slots = listed(classes.slots, member);
      label.properties.forEach(({ name }, at) => {
        fields.set(name, slots[at + (label.hasBases ? 1 : 0)]!);
      });
    }
    return { fields, members: new Set(members) };
  });
}

function listed({ start, items }: Lists, at: number): Int32Array {
  return items.subarray(start[at], start[at + 1]);
}
