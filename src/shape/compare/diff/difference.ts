import type { Field } from '../types/types.js';

/** Something that differs between an old shape and a new one. */
export interface Difference {
  /** Where: `.address.zip`, `[].id`, `<0>`; empty at the root. */
  readonly path: string;
  /** What happened there. */
  readonly kind:
    | 'added'
    | 'removed'
    | 'renamed'
    | 'moved'
    | 'changed'
    | 'member-added'
    | 'member-removed'
    | 'optional'
    | 'required'
    | 'version';
  /** What was there, and what is; of a rename or a move the old and the new path. */
  readonly was: string | undefined;
  readonly is: string | undefined;
  /** Whether the field that differs may be absent. */
  readonly isOptional: boolean;
  /** Whether old entries stay readable in spite of this; and why not. */
  readonly effect: 'readable' | 'cold';
  readonly reason: string | undefined;
  /** In how many more places the same type stands. */
  readonly more: number;
}

/** What a difference does to old entries. */
export type Effect = Pick<Difference, 'effect' | 'reason'>;

/** A difference as it is found, before it is known what moved and how often the same two types meet. */
export interface Found extends Omit<Difference, 'more'> {
  /** The two sets of types that it was found in. */
  readonly pair: string;
  /** The field that went or came, by which a move is recognised. */
  readonly field?: Field;
}

/** Old entries stay readable; a reason is a remark on it. */
export function readable(reason?: string): Effect {
  return { effect: 'readable', reason };
}

/** Old entries are cold. */
export function cold(reason?: string): Effect {
  return { effect: 'cold', reason };
}
