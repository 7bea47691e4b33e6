import { Changes } from './changes.js';
import { OrderedPartition } from './ordered-partition.js';
import { type Lists, ownersOf, placesOf, type Structure } from './structure.js';

/** The coarsest partition of a graph into equal nodes and equal slots, in order. */
export interface Refinement {
  /** Nodes in one block are equal; blocks stand in the order of the members of a union. */
  readonly nodes: OrderedPartition;
  /** Slots in one block are equal. */
  readonly slots: OrderedPartition;
}

/** Takes the new blocks of one kind, nodes or slots; splits blocks of the other kind by them, and gives the new ones. */
type Round = (created: readonly number[]) => number[];

/** The slot without members. */
const NEVER = 0;
/** Twice an exclusive bound of the difference of two ranks. */
const RANK_SCALE = 2 ** 32;
/** Twice an exclusive bound of the offsets -1 and 1. */
const MEMBER_SCALE = 4;

/**
 * Minimises and orders a graph at once, depth by depth.
 *
 * At depth 0 nodes are equal that have equal labels, and stand in the order of labels. At depth d + 1 nodes are equal that
 * were equal and whose slots, one by one, are equal sets of nodes of depth d; of two that were equal and no longer are, the
 * first slot in which they differ decides: of two sets, that one comes first which holds the least node that only one of the
 * two holds. All of this depends on nothing but what a node reaches.
 *
 * It is partition refinement in whole rounds (Kanellakis and Smolka), where a round looks only at what points to a node whose
 * block was split off in the round before; the largest part of a split block counts as not split off (Hopcroft), and a slot
 * counts its members in each block (Paige and Tarjan), so that each edge is looked at O(log n) times. Blocks are kept in
 * order, and an element is compared with the untouched ones of its block by what changed alone.
 *
 * @param structure the graph
 * @returns the partition of its nodes and slots
 */
export function refine(structure: Structure): Refinement {
  const { slots, members, labelRank } = structure;
  const nodes = new OrderedPartition(labelRank.length);
  const slotPartition = new OrderedPartition(members.start.length - 1);
  const slotRound = slotRefiner(members, nodes, slotPartition);
  const nodeRound = nodeRefiner(slots, nodes, slotPartition);
  // A slot without members is the only one that no split of nodes can tell from another; it stands behind all others.
  const created: number[] = [];
  slotPartition.split(0, [[NEVER]], 0, created);
  for (let changed = created.concat(slotRound(splitByLabel(labelRank, nodes))); changed.length > 0; )
    changed = slotRound(nodeRound(changed));
  return { nodes, slots: slotPartition };
}

function splitByLabel(labelRank: Int32Array, nodes: OrderedPartition): number[] {
  const groups: number[][] = [];
  for (let node = 0; node < labelRank.length; node++) {
    const group = groups[labelRank[node]!];
    if (group === undefined) groups[labelRank[node]!] = [node];
    else group.push(node);
  }
  const created: number[] = [];
  if (groups.length > 0) nodes.split(0, groups, groups.length, created);
  return created;
}

/** Makes the function that takes the blocks of nodes that were split off, and splits off blocks of slots. */
function slotRefiner(members: Lists, nodes: OrderedPartition, slots: OrderedPartition): Round {
  const slotCount = members.start.length - 1;
  const mentions = placesOf(members, nodes.elements.length);
  const slotOfPlace = ownersOf(members);
  const changes = new Changes(slotCount, MEMBER_SCALE);
  // The tally of a place counts the members that its slot has in its node's block.
  const tallyOfPlace = slotOfPlace.slice();
  const tallies = Array.from(
    { length: slotCount },
    (_, slot) => members.start[slot + 1]! - members.start[slot]!,
  );
  const newTally = new Int32Array(slotCount);
  const blockOfNewTally = new Int32Array(slotCount).fill(-1);
  return (created) => {
    for (const block of created) {
      const parentRank = nodes.start[nodes.parent[block]!]!;
      for (let index = nodes.start[block]!; index < nodes.end[block]!; index++) {
        const node = nodes.elements[index]!;
        for (let mention = mentions.start[node]!; mention < mentions.start[node + 1]!; mention++) {
          const place = mentions.items[mention]!;
          const slot = slotOfPlace[place]!;
          if (slots.isAlone(slot)) continue;
          if (blockOfNewTally[slot] !== block) {
            blockOfNewTally[slot] = block;
            newTally[slot] = tallies.push(0) - 1;
            changes.add(slot, nodes.start[block]!, -1);
          }
          const left = --tallies[tallyOfPlace[place]!]!;
          if (left === 0) changes.add(slot, parentRank, 1);
          tallyOfPlace[place] = newTally[slot]!;
          tallies[newTally[slot]!]!++;
        }
      }
    }
    return changes.apply(slots);
  };
}

/** Makes the function that takes the blocks of slots that were split off, and splits off blocks of nodes. */
function nodeRefiner(nodeSlots: Lists, nodes: OrderedPartition, slots: OrderedPartition): Round {
  const mentions = placesOf(nodeSlots, slots.elements.length);
  const nodeOfPlace = ownersOf(nodeSlots);
  const changes = new Changes(nodes.elements.length, RANK_SCALE);
  return (created) => {
    for (const block of created) {
      const offset = slots.start[block]! - slots.start[slots.parent[block]!]!;
      for (let index = slots.start[block]!; index < slots.end[block]!; index++) {
        const slot = slots.elements[index]!;
        for (let mention = mentions.start[slot]!; mention < mentions.start[slot + 1]!; mention++) {
          const place = mentions.items[mention]!;
          const node = nodeOfPlace[place]!;
          if (!nodes.isAlone(node)) changes.add(node, place - nodeSlots.start[node]!, offset);
        }
      }
    }
    return changes.apply(nodes);
  };
}
