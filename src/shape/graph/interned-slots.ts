import type { NodeId, SlotId } from './graph.js';

interface Entry {
  readonly members: Int32Array;
  readonly slot: SlotId;
}

/**
 * Slots by the sequence of their members. Several sequences may stand for one slot, so that a union that is mentioned
 * again in the order it was first mentioned in is found by reading it once, without a sort.
 */
export class InternedSlots {
  readonly #buckets = new Map<number, Entry[]>();

  /**
   * Finds the slot of a sequence.
   *
   * @param members node ids, in the order given
   * @returns the slot that was stored for exactly this sequence, if any
   */
  find(members: ArrayLike<NodeId>): SlotId | undefined {
    return this.#buckets.get(hashOf(members))?.find((entry) => sameMembers(entry.members, members))?.slot;
  }

  /**
   * Stores the slot of a sequence; the sequence must not be stored yet.
   *
   * @param members node ids, copied
   * @param slot what {@link find} is to answer for them
   */
  store(members: ArrayLike<NodeId>, slot: SlotId): void {
    const hash = hashOf(members);
    const entry = { members: Int32Array.from(members), slot };
    const bucket = this.#buckets.get(hash);
    if (bucket === undefined) this.#buckets.set(hash, [entry]);
    else bucket.push(entry);
  }
}

/** FNV-1a over whole 32 bit words, with a last mix. */
function hashOf(members: ArrayLike<NodeId>): number {
  let hash = 0x811c9dc5 ^ members.length;
  for (let place = 0; place < members.length; place++) hash = Math.imul(hash ^ members[place]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

function sameMembers(a: Int32Array, b: ArrayLike<NodeId>): boolean {
  if (a.length !== b.length) return false;
  for (let place = 0; place < a.length; place++) if (a[place] !== b[place]) return false;
  return true;
}
