import { createHash } from 'node:crypto';
import {
  ALGORITHM_TAG,
  type CanonicalForm,
  canonicalise,
  type Label,
  type NodeId,
  parse,
  ShapeGraph,
  type SlotId,
} from '../../src/shape/index.js';

/** Jest's `expect` costs more than what is checked here, thousands of times. */
function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`a promise is broken: ${what}`);
}

/** A graph that holds itself to what it promises, after every operation. */
export class CheckedGraph extends ShapeGraph {
  readonly #labels: string[] = [];
  readonly #members: string[] = [];
  readonly #slotBySet = new Map<string, SlotId>();
  readonly #connected = new Map<NodeId, string>();

  override node(label: Label): NodeId {
    const node = super.node(label);
    const normal = this.labelOf(node);
    const text = JSON.stringify(normal);
    holds(text === (this.#labels[node] ?? text), `the label of ${node} never changes`);
    this.#labels[node] = text;
    if (normal.kind === 'object') {
      this.#ascends(normal.properties.map(({ name }) => name));
      this.#ascends(normal.indexes.map(({ key }) => key));
    }
    holds(this.distinctLabels[this.labelIdOf(node)] === normal, 'equal labels are one');
    const other = new ShapeGraph();
    holds(
      JSON.stringify(other.labelOf(other.node(normal))) === text,
      'a label in normal form stays as it is',
    );
    return node;
  }

  override slot(members: readonly NodeId[]): SlotId {
    const slot = super.slot(members);
    const kept = this.membersOf(slot);
    const text = kept.join();
    holds(text === (this.#members[slot] ?? text), `the members of slot ${slot} never change`);
    this.#members[slot] = text;
    this.#ascends(kept);
    const known = this.#slotBySet.get(text) ?? slot;
    this.#slotBySet.set(text, slot);
    holds(known === slot, 'equal sets are one slot');
    holds(super.slot(kept) === slot, 'a normal set is its own slot');
    holds(super.slot([...members].reverse()) === slot, 'the order of members is nothing');
    holds(super.slot([...members, ...members]) === slot, 'repetition is nothing');
    return slot;
  }

  override connect(node: NodeId, slots: readonly SlotId[]): void {
    super.connect(node, slots);
    super.connect(node, slots);
    const text = this.slotsOf(node)!.join();
    holds(text === (this.#connected.get(node) ?? text), `the slots of ${node} never change`);
    this.#connected.set(node, text);
    holds(
      [...slots].sort().join() === [...this.slotsOf(node)!].sort().join(),
      'slots are put in order, and none is lost',
    );
  }

  #ascends(items: readonly (string | number)[]): void {
    holds(
      items.every((item, place) => place === 0 || items[place - 1]! < item),
      `${items} ascend`,
    );
  }
}

/**
 * The canonical form of a graph, held to what it promises: minimal, in order, the same every time, and read back as what it is.
 *
 * @param graph every node of which is connected
 */
export function checkedForm(graph: ShapeGraph, roots: readonly SlotId[]): CanonicalForm {
  const form = canonicalise(graph);
  const again = canonicalise(graph);
  const classes = new Map<string, number>();
  for (const node of graph.nodes) {
    const number = form.classOf(node);
    holds(again.classOf(node) === number, 'the same graph has the same classes');
    const slots = graph.slotsOf(node)!.map((slot) => form.classOfSlot(slot));
    const content = `${graph.labelIdOf(node)}: ${slots}`;
    holds((classes.get(content) ?? number) === number, 'two classes of one content are one class');
    classes.set(content, number);
  }
  holds(new Set(classes.values()).size === form.classCount, 'a class has one content');
  for (const root of roots) {
    const text = form.text(root);
    holds(again.text(root) === text, 'the same graph has the same texts');
    const hash = createHash('sha256').update(ALGORITHM_TAG).update(text).digest('hex');
    holds(form.version(root, 64) === hash, 'a version is the hash of its text');
    const { canonical, root: read } = parse(text);
    holds(canonical.text(read) === text, 'a text is read back as what it was');
  }
  return form;
}
