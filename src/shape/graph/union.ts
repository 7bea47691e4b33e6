import type { Label, NodeId, PrimitiveName } from './graph.js';

/** The parts that nodes play in a union. A plain node absorbs no other, and only `any` and `unknown` absorb it. */
const PLAIN = 0;
const ANY = 1;
const UNKNOWN = 2;
const STRING = 3;
const NUMBER = 4;
const BIGINT = 5;
const BOOLEAN = 6;
const LIKE_STRING = 7;
const LIKE_NUMBER = 8;
const LIKE_BIGINT = 9;
const TRUE = 10;
const FALSE = 11;

const PRIMITIVE_ROLES: Partial<Record<PrimitiveName, number>> = {
  string: STRING,
  number: NUMBER,
  bigint: BIGINT,
  boolean: BOOLEAN,
  unknown: UNKNOWN,
  any: ANY,
};

/**
 * The part a node plays in a union, by its label alone.
 *
 * @param label the node's label
 * @returns a small number for {@link normaliseUnion}
 */
export function unionRoleOf(label: Label): number {
  switch (label.kind) {
    case 'primitive':
      return PRIMITIVE_ROLES[label.name] ?? PLAIN;
    case 'string':
    case 'template':
    case 'mapping':
      return LIKE_STRING;
    case 'number':
      return LIKE_NUMBER;
    case 'bigint':
      return LIKE_BIGINT;
    case 'boolean':
      return label.value ? TRUE : FALSE;
    default:
      return PLAIN;
  }
}

/**
 * What a union makes of its members: `any` absorbs all, then `unknown` does; `true | false` is `boolean`; a literal, a
 * template or a mapping beside its primitive vanishes.
 *
 * @param members distinct nodes
 * @param roleOf the role of a node, from {@link unionRoleOf}
 * @param booleanNode makes the node of the primitive `boolean`
 * @returns the members that stay; `members` itself where all do
 */
export function normaliseUnion(
  members: readonly NodeId[],
  roleOf: (node: NodeId) => number,
  booleanNode: () => NodeId,
): readonly NodeId[] {
  let seen = 0;
  for (const member of members) {
    const role = roleOf(member);
    if (role === ANY) return [member];
    seen |= 1 << role;
  }
  const has = (role: number): boolean => (seen & (1 << role)) !== 0;
  if (has(UNKNOWN)) return members.filter((member) => roleOf(member) === UNKNOWN);
  const becomesBoolean = has(TRUE) && has(FALSE);
  const absorbed = new Set<number>();
  if (has(STRING)) absorbed.add(LIKE_STRING);
  if (has(NUMBER)) absorbed.add(LIKE_NUMBER);
  if (has(BIGINT)) absorbed.add(LIKE_BIGINT);
  if (has(BOOLEAN) || becomesBoolean) absorbed.add(TRUE).add(FALSE);
  if (absorbed.size === 0) return members;
  const kept = members.filter((member) => !absorbed.has(roleOf(member)));
  if (becomesBoolean && !has(BOOLEAN)) kept.push(booleanNode());
  return kept;
}
