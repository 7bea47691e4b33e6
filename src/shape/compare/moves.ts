import type { Found } from './difference.js';

/** Tells what moved: a field that went in one object and came in another, under the same name and of the same type. */
export function withMoves(all: readonly Found[]): readonly Found[] {
  const went = all.filter(({ kind, field }) => kind === 'removed' && field !== undefined);
  const moved = new Map<Found, Found>();
  for (const came of all) {
    if (came.kind !== 'added' || came.field === undefined) continue;
    const { name, types } = came.field;
    const [from, ...others] = went.filter(({ field }) => field!.name === name && field!.types === types);
    if (from !== undefined && others.length === 0 && !moved.has(from)) moved.set(from, came);
  }
  const arrived = new Map([...moved].map(([from, came]) => [came, from]));
  return all.flatMap((found): readonly Found[] => {
    if (moved.has(found)) return [];
    const from = arrived.get(found);
    if (from === undefined) return [found];
    const reason = 'an old value has it at the old place';
    return [{ ...found, kind: 'moved', was: from.path, is: found.path, effect: 'cold', reason }];
  });
}
