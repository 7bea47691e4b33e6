import { canonicalise } from './canonical-form.js';
import { ShapeError } from './error.js';
import type { Label, NodeId } from './graph/graph.js';
import { ShapeGraph } from './graph/shape-graph.js';

const NEVER_IN_KEY: ReadonlySet<Label['kind']> = new Set(['array', 'tuple', 'leaf']);

/**
 * The text of an index signature's key, for {@link IndexLabel}: the canonical text of the key's type by itself.
 *
 * @param graph the graph that the node is in
 * @param node a connected node: `string`, `number`, a template, a string mapping, or an object that is nothing but an
 *   intersection of such; holes may hold other primitives and literals, too
 * @returns the text
 * @throws ShapeError for any other node, and for one that is not connected
 * @example keyText(graph, graph.node({ kind: 'primitive', name: 'string' })) === 'string'
 */
export function keyText(graph: ShapeGraph, node: NodeId): string {
  const root = graph.labelOf(node);
  if (root.kind === 'primitive' && (root.name === 'string' || root.name === 'number')) return root.name;
  if (root.kind !== 'template' && root.kind !== 'mapping' && !isIntersection(root))
    throw new ShapeError(`the key of an index signature cannot be of the kind ${root.kind}`);
  const own = new ShapeGraph();
  const copies = new Map<NodeId, NodeId>();
  const copy = (original: NodeId): NodeId => {
    const known = copies.get(original);
    if (known !== undefined) return known;
    const label = graph.labelOf(original);
    if (NEVER_IN_KEY.has(label.kind) || (label.kind === 'object' && !isIntersection(label)))
      throw new ShapeError(`the key of an index signature cannot hold the kind ${label.kind}`);
    const created = own.node(label);
    copies.set(original, created);
    return created;
  };
  copy(node);
  // A map's iteration goes on to what is added on the way.
  for (const [original, created] of copies) {
    const slots = graph.slotsOf(original);
    if (slots === undefined) throw new ShapeError(`node ${original} is not connected`);
    own.connect(
      created,
      slots.map((slot) => own.slot(graph.membersOf(slot).map(copy))),
    );
  }
  const key = own.slot([copy(node)]);
  return canonicalise(own).text(key);
}

/** Whether a node is bases and nothing else: what an intersection of templates is. */
function isIntersection(label: Label): boolean {
  return (
    label.kind === 'object' && label.hasBases && label.properties.length === 0 && label.indexes.length === 0
  );
}
