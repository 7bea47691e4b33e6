import { type ClassGraph, classGraphOf } from '../../form/class-graph.js';
import type { Label, NodeId, SlotId } from '../../graph/graph.js';
import { ShapeGraph } from '../../graph/shape-graph.js';
import { type ParsedShape, parse } from '../../text/parse/parse.js';

/** Several shapes in one minimised graph, so that equality across them is a class number. */
export interface SharedGraph {
  readonly classes: ClassGraph;
  /** The slot class of each text, in the order given. */
  readonly roots: readonly number[];
  /** The class of each key that an index signature has. */
  readonly keys: ReadonlyMap<string, number>;
  /** The class of `true` and that of `false`, which `boolean` is split into. */
  readonly booleans: readonly [number, number];
  /** The class of `undefined`. */
  readonly undefined: number;
}

/**
 * Puts texts into one graph and minimises it once.
 *
 * @param texts canonical forms
 * @returns the graph, and where each text is in it
 * @throws ShapeSyntaxError for a text that is not a canonical form
 */
export function sharedGraphOf(texts: readonly string[]): SharedGraph {
  const graph = new ShapeGraph();
  const roots = texts.map((text) => copyInto(graph, parse(text)));
  const keyNodes = new Map<string, NodeId>();
  for (const label of [...graph.distinctLabels])
    if (label.kind === 'object')
      for (const { key } of label.indexes)
        if (!keyNodes.has(key)) keyNodes.set(key, graph.membersOf(copyInto(graph, parse(key)))[0]!);
  const yes = graph.node({ kind: 'boolean', value: true });
  const no = graph.node({ kind: 'boolean', value: false });
  const nothing = graph.node({ kind: 'primitive', name: 'undefined' });
  const classes = classGraphOf(graph);
  const classOf = (node: NodeId): number => classes.classOfNode[node]!;
  return {
    classes,
    roots: roots.map((root) => classes.classOfSlot[root]!),
    keys: new Map([...keyNodes].map(([key, node]) => [key, classOf(node)])),
    booleans: [classOf(yes), classOf(no)],
    undefined: classOf(nothing),
  };
}

function copyInto(target: ShapeGraph, { graph, root }: ParsedShape): SlotId {
  const labels: Label[] = [];
  const nodes = graph.nodes.map((node) => {
    const labelId = graph.labelIdOf(node);
    const copied = target.node(labels[labelId] ?? graph.labelOf(node));
    labels[labelId] ??= target.labelOf(copied);
    return copied;
  });
  const slots = new Map<SlotId, SlotId>();
  const slotOf = (slot: SlotId): SlotId => {
    let copied = slots.get(slot);
    if (copied === undefined) {
      copied = target.slot(graph.membersOf(slot).map((member) => nodes[member]!));
      slots.set(slot, copied);
    }
    return copied;
  };
  for (const node of graph.nodes) target.connect(nodes[node]!, (graph.slotsOf(node) ?? []).map(slotOf));
  return slotOf(root);
}
