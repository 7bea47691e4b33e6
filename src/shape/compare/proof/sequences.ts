import type { ElementMark } from '../../graph/graph.js';
import type { SetId, TypeId } from '../types/types.js';
import type { Part, Parts, Prover } from './prover.js';

interface Sequence {
  readonly marks: readonly ElementMark[];
  readonly slots: readonly SetId[];
}

/** What has to hold so that every array or tuple of one type is one of another. */
export function sequenceParts(prover: Prover, left: TypeId, right: TypeId): Parts {
  const { types } = prover;
  const [from, to] = [types.labelOf(left), types.labelOf(right)];
  const [slots, others] = [types.slotsOf(left), types.slotsOf(right)];
  if (to.kind === 'array') {
    const marks = from.kind === 'tuple' ? from.marks : undefined;
    if ((marks === undefined && from.kind !== 'array') || marks?.includes('variadic')) return undefined;
    return prover.all(
      slots.map((slot, place) =>
        prover.element(marks?.[place] === 'optional' ? withUndefined(prover, slot) : slot, others[0]!, false),
      ),
    );
  }
  if (to.kind !== 'tuple') return undefined;
  if (from.kind === 'array') {
    if (!to.marks.includes('rest') || to.marks.includes('required') || to.marks.includes('variadic'))
      return undefined;
    return prover.all(
      others.map((other, place) => prover.element(slots[0]!, other, to.marks[place] === 'optional')),
    );
  }
  if (from.kind !== 'tuple') return undefined;
  return tupleParts(prover, { marks: from.marks, slots }, { marks: to.marks, slots: others });
}

function tupleParts(prover: Prover, left: Sequence, right: Sequence): Parts {
  if (requiredLength(right) > requiredLength(left)) return undefined;
  if (!endsWithRest(left) || !endsWithRest(right)) {
    if (left.marks.join() !== right.marks.join()) return undefined;
    return prover.all(
      left.slots.map((slot, place) => markedElement(prover, left.marks[place]!, slot, right, place)),
    );
  }
  const parts: Part[] = [];
  for (const [place, mark] of left.marks.entries()) {
    const slot = mark === 'optional' ? withUndefined(prover, left.slots[place]!) : left.slots[place]!;
    // A rest may stand in every later place.
    const last = mark === 'rest' ? Math.max(right.marks.length, place + 1) : place + 1;
    for (let at = place; at < last; at++) {
      const target = at < right.marks.length ? at : right.marks.length - 1;
      const targetMark = right.marks[target];
      if (targetMark === undefined || (at > target && targetMark !== 'rest')) return undefined;
      parts.push(prover.element(slot, right.slots[target]!, targetMark === 'optional'));
    }
    if (mark === 'rest' && right.marks[right.marks.length - 1] !== 'rest') return undefined;
  }
  return prover.all(parts);
}

function markedElement(prover: Prover, mark: ElementMark, slot: SetId, right: Sequence, place: number): Part {
  const other = right.slots[place]!;
  return mark === 'variadic' ? slot === other : prover.element(slot, other, mark === 'optional');
}

/** How many elements there are at least. */
function requiredLength({ marks }: Sequence): number {
  return marks.lastIndexOf('required') + 1;
}

/** Whether nothing stands behind a rest, and nothing is variadic. */
function endsWithRest({ marks }: Sequence): boolean {
  const rest = marks.indexOf('rest');
  return !marks.includes('variadic') && (rest === -1 || rest === marks.length - 1);
}

function withUndefined({ types }: Prover, slot: SetId): SetId {
  return types.set([...types.membersOf(slot), types.shared.undefined]);
}
