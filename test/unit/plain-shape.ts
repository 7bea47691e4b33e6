import {
  type CanonicalForm,
  canonicalise,
  type Label,
  type NodeId,
  ShapeGraph,
  type SlotId,
} from '../../src/shape/index.js';
import { CheckedGraph, checkedForm } from './checked-graph.js';

/** A label as plain JSON: numbers that JSON does not have are strings. */
export type PlainLabel =
  | Exclude<Label, { kind: 'number' }>
  | { readonly kind: 'number'; readonly value: number | 'NaN' | 'Infinity' | '-Infinity' };

export interface PlainNode {
  readonly label: PlainLabel;
  /** For each slot the places of its members in the list of nodes. */
  readonly slots: readonly (readonly number[])[];
}

/** A shape as plain JSON, as the golden vectors have it. */
export interface PlainShape {
  readonly nodes: readonly PlainNode[];
  readonly root: readonly number[];
}

export function labelOf(plain: PlainLabel): Label {
  return plain.kind === 'number' ? { kind: 'number', value: Number(plain.value) } : plain;
}

/** Adds a shape to a graph; nodes are created in the order given, if one is. */
export function addShape(
  graph: ShapeGraph,
  shape: PlainShape,
  order: readonly number[] = shape.nodes.map((_, index) => index),
): { root: SlotId; nodes: NodeId[] } {
  const nodes: NodeId[] = [];
  for (const index of order) nodes[index] = graph.node(labelOf(shape.nodes[index]!.label));
  const slot = (members: readonly number[]): SlotId => graph.slot(members.map((member) => nodes[member]!));
  for (const index of order) graph.connect(nodes[index]!, shape.nodes[index]!.slots.map(slot));
  return { root: slot(shape.root), nodes };
}

export function canonicalOf(shape: PlainShape): { canonical: CanonicalForm; root: SlotId; text: string } {
  const graph = new CheckedGraph();
  const { root } = addShape(graph, shape);
  const canonical = checkedForm(graph, [root]);
  return { canonical, root, text: canonical.text(root) };
}

/** The text alone, with nothing checked on the way: for what asks thousands of times. */
export function textOf(shape: PlainShape): string {
  const graph = new ShapeGraph();
  const { root } = addShape(graph, shape);
  return canonicalise(graph).text(root);
}

/** Puts two shapes beside one another; the second's nodes come behind. */
export function beside(first: PlainShape, second: PlainShape): PlainNode[] {
  const shift = first.nodes.length;
  return [
    ...first.nodes,
    ...second.nodes.map(({ label, slots }) => ({
      label,
      slots: slots.map((slot) => slot.map((member) => member + shift)),
    })),
  ];
}
