import type { NodeId } from '../graph/graph.js';
import type { ShapeGraph } from '../graph/shape-graph.js';
import { compareLabels } from './label-order.js';

/** A list of lists of numbers, end to end: list `i` is `items[start[i]]` up to, not including, `items[start[i + 1]]`. */
export interface Lists {
  readonly start: Int32Array;
  readonly items: Int32Array;
}

/** A shape graph as plain numbers. */
export interface Structure {
  /** The slots of each node. */
  readonly slots: Lists;
  /** The members of each slot. */
  readonly members: Lists;
  /** For each node the rank of its label; a node that is not connected has a rank of its own. */
  readonly labelRank: Int32Array;
}

/**
 * Puts lists end to end.
 *
 * @param count how many
 * @param listOf gives one; it is called once for each
 */
export function listsOf(count: number, listOf: (index: number) => ArrayLike<number>): Lists {
  const start = new Int32Array(count + 1);
  const items: number[] = [];
  for (let index = 0; index < count; index++) {
    const list = listOf(index);
    for (let place = 0; place < list.length; place++) items.push(list[place]!);
    start[index + 1] = items.length;
  }
  return { start, items: Int32Array.from(items) };
}

/**
 * Where each number is listed.
 *
 * @param lists the lists
 * @param size numbers are below it
 * @returns for each number the places in `lists.items` that hold it
 */
export function placesOf(lists: Lists, size: number): Lists {
  const start = new Int32Array(size + 1);
  for (const item of lists.items) start[item + 1]!++;
  for (let index = 0; index < size; index++) start[index + 1]! += start[index]!;
  const next = start.slice(0, size);
  const items = new Int32Array(lists.items.length);
  for (let place = 0; place < items.length; place++) items[next[lists.items[place]!]!++] = place;
  return { start, items };
}

/**
 * Which list a place belongs to.
 *
 * @param lists the lists
 * @returns for each place in `lists.items` the index of its list
 */
export function ownersOf(lists: Lists): Int32Array {
  const owners = new Int32Array(lists.items.length);
  for (let index = 0; index + 1 < lists.start.length; index++)
    owners.fill(index, lists.start[index]!, lists.start[index + 1]!);
  return owners;
}

/**
 * Reads a shape graph as it is now.
 *
 * @param graph the graph
 * @returns its structure; a node that is not connected has no slots in it
 */
export function structureOf(graph: ShapeGraph): Structure {
  const { nodes, slots } = graph;
  return {
    slots: listsOf(nodes.length, (node) => graph.slotsOf(nodes[node]!) ?? []),
    members: listsOf(slots.length, (slot) => graph.membersOf(slots[slot]!)),
    labelRank: labelRanks(graph, nodes),
  };
}

/** Labels in their order; a leaf's number of arguments counts as part of its label, after its name. */
function labelRanks(graph: ShapeGraph, nodes: readonly NodeId[]): Int32Array {
  const labels = graph.distinctLabels;
  const groupByKey = new Map<string | number, number>();
  const groups: { readonly labelId: number; readonly slotCount: number }[] = [];
  const groupOf = new Int32Array(nodes.length);
  for (const node of nodes) {
    const labelId = graph.labelIdOf(node);
    const slotCount = graph.slotsOf(node)?.length;
    const isLeaf = labels[labelId]!.kind === 'leaf';
    const key = slotCount === undefined ? `node ${node}` : isLeaf ? `${labelId} of ${slotCount}` : labelId;
    let group = groupByKey.get(key);
    if (group === undefined) {
      group = groups.push({ labelId, slotCount: slotCount ?? Number.POSITIVE_INFINITY }) - 1;
      groupByKey.set(key, group);
    }
    groupOf[node] = group;
  }
  const order = groups.map((_, group) => group);
  order.sort((a, b) => {
    const groupA = groups[a]!;
    const groupB = groups[b]!;
    return (
      compareLabels(labels[groupA.labelId]!, labels[groupB.labelId]!) ||
      groupA.slotCount - groupB.slotCount ||
      a - b
    );
  });
  const rankOfGroup = new Int32Array(groups.length);
  for (let rank = 0; rank < order.length; rank++) rankOfGroup[order[rank]!] = rank;
  return groupOf.map((group) => rankOfGroup[group]!);
}
