import type { Label } from '../graph/graph.js';
import type { ShapeGraph } from '../graph/shape-graph.js';
import type { OrderedPartition } from './ordered-partition.js';
import { refine } from './refine.js';
import { type Lists, listsOf, structureOf } from './structure.js';

/** A minimised graph: a class is what all equal nodes have in common. Classes are numbered in the order of union members. */
export interface ClassGraph {
  /** The class of each node. */
  readonly classOfNode: Int32Array;
  /** The slot class of each slot: equal sets of classes are one. */
  readonly classOfSlot: Int32Array;
  /** The label of each class. */
  readonly labels: readonly Label[];
  /** Whether a class is that of a node that was never connected. */
  readonly isUnconnected: Uint8Array;
  /** The slot classes of each class. */
  readonly slots: Lists;
  /** The classes in each slot class, ascending. */
  readonly members: Lists;
}

/**
 * Minimises and orders a shape graph.
 *
 * @param graph the graph, as it is now
 * @returns its classes
 */
export function classGraphOf(graph: ShapeGraph): ClassGraph {
  const refinement = refine(structureOf(graph));
  const { numberOf: classOfNode, representatives: nodes } = numberBlocks(refinement.nodes, graph.nodes);
  const { numberOf: classOfSlot, representatives: slots } = numberBlocks(refinement.slots, graph.slots);
  return {
    classOfNode,
    classOfSlot,
    labels: nodes.map((node) => graph.labelOf(node)),
    isUnconnected: Uint8Array.from(nodes, (node) => (graph.slotsOf(node) === undefined ? 1 : 0)),
    slots: listsOf(nodes.length, (number) =>
      (graph.slotsOf(nodes[number]!) ?? []).map((slot) => classOfSlot[slot]!),
    ),
    members: listsOf(slots.length, (number) =>
      distinctAscending(graph.membersOf(slots[number]!), classOfNode),
    ),
  };
}

/** Numbers the blocks of a partition of ids in their order, and picks one id of each. */
function numberBlocks<Id>(
  { elements, blockOf }: OrderedPartition,
  ids: readonly Id[],
): { numberOf: Int32Array; representatives: readonly Id[] } {
  const numberOf = new Int32Array(elements.length);
  const representatives: Id[] = [];
  for (let place = 0; place < elements.length; place++) {
    const element = elements[place]!;
    if (place === 0 || blockOf[element] !== blockOf[elements[place - 1]!])
      representatives.push(ids[element]!);
    numberOf[element] = representatives.length - 1;
  }
  return { numberOf, representatives };
}

function distinctAscending(nodes: readonly number[], classOfNode: Int32Array): ArrayLike<number> {
  if (nodes.length === 1) return [classOfNode[nodes[0]!]!];
  const classes = Int32Array.from(nodes, (node) => classOfNode[node]!).sort();
  return classes.filter((number, place) => place === 0 || number !== classes[place - 1]);
}
