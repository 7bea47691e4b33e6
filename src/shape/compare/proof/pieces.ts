import { areTagged } from '../types/tagged.js';
import type { SetId, TypeId, Types } from '../types/types.js';
import type { Parts, Prover } from './prover.js';

/** Into how many pieces the values of one field may be split. */
const MOST_PIECES = 1_000;

/**
 * Ways to show that an object is of a union though no single member takes it: the values of one field are split, and each piece
 * is shown by itself.
 * Fields are split from the first to the last, so that no two ways are the same.
 */
export function* pieceAlternatives(prover: Prover, left: TypeId, right: SetId): Generator<Parts> {
  const { types } = prover;
  const view = types.objectOf(left);
  if (view === undefined || view.bases.length > 0) return;
  const candidates = types.membersOf(right).flatMap((member) => {
    const other = types.objectOf(member);
    return other === undefined || areTagged(types, view, other) ? [] : [other];
  });
  if (candidates.length < 2) return;
  for (let place = prover.firstSplit(left); place < view.fields.length; place++) {
    const field = view.fields[place]!;
    const sets = new Set(candidates.map((other) => other.byName.get(field.name)?.types));
    const marks = new Set(candidates.map((other) => other.byName.get(field.name)?.optional));
    if (sets.size + marks.size <= 2) continue;
    const units = unitsOf(types, field.types);
    if (units.length + (field.optional ? 1 : 0) < 2) continue;
    const pieces = units.map((unit) => types.piece(left, place, types.set([unit]), false));
    if (field.optional) pieces.push(types.piece(left, place, 0, true));
    if (!prover.mayMake(left, right, pieces.length, MOST_PIECES)) return;
    for (const piece of pieces) prover.noteSplit(piece, place);
    yield prover.all(pieces.map((piece) => prover.member(piece, right)));
  }
}

/** The members of a field, `boolean` as its two values. */
function unitsOf(types: Types, set: SetId): readonly TypeId[] {
  return types
    .membersOf(set)
    .flatMap((member) => (types.primitiveOf(member) === 'boolean' ? types.shared.booleans : [member]));
}
