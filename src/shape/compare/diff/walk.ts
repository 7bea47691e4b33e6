import type { SetId, TypeId } from '../types/types.js';
import { cold, readable } from './difference.js';
import { type Differences, inReason } from './differences.js';
import { pairMembers } from './likeness.js';
import { shortText } from './short-text.js';
import { walkObjects } from './walk-objects.js';

/** Walks through two shapes side by side. */
export function walk(into: Differences, old: SetId, present: SetId): void {
  into.meet(old, present, '');
  into.compareAll((olds, presents, path) => sets(into, olds, presents, path));
}

function sets(into: Differences, old: SetId, present: SetId, path: string): void {
  const { types } = into;
  const [olds, presents] = [types.membersOf(old), types.membersOf(present)];
  const went = olds.filter((member) => !presents.includes(member));
  const came = presents.filter((member) => !olds.includes(member));
  const pairs = pairMembers(types, went, came);
  const paired = new Set(pairs.values());
  const gone = went.filter((member) => !pairs.has(member));
  const arrived = came.filter((member) => !paired.has(member));
  into.members(gone, arrived, olds.length === gone.length, present, path);
  for (const [left, right] of pairs) counterparts(into, left, right, path);
}

/** Two types that are taken for the old and the new form of one. */
function counterparts(into: Differences, left: TypeId, right: TypeId, path: string): void {
  const { types } = into;
  const [from, to] = [types.objectOf(left), types.objectOf(right)];
  if (from !== undefined && to !== undefined) {
    walkObjects(into, from, to, path);
    return;
  }
  const [one, other] = [types.labelOf(left), types.labelOf(right)];
  if (one.kind === 'tuple' && other.kind === 'tuple' && one.marks.join() !== other.marks.join()) {
    replaced(into, types.set([left]), types.set([right]), path);
    return;
  }
  const others = types.slotsOf(right);
  types.slotsOf(left).forEach((slot, place) => {
    const step = one.kind === 'array' ? '[]' : one.kind === 'tuple' ? `[${place}]` : `<${place}>`;
    const target = others[place];
    if (target !== undefined) into.meet(slot, target, `${path}${step}`);
  });
}

function replaced(into: Differences, old: SetId, present: SetId, path: string): void {
  const [was, is] = [shortText(into.types, old), shortText(into.types, present)];
  const fits = into.holds(into.fitting.slot(old, present));
  into.add(
    { path, kind: 'changed', was, is },
    fits ? readable() : cold(`an old value holds ${inReason(was)}`),
  );
}
