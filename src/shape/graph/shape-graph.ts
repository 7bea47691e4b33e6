import { ShapeError } from '../error.js';
import type { Label, NodeId, SlotId } from './graph.js';
import { InternedSlots } from './interned-slots.js';
import { labelKey, normaliseLabel, slotCountOf } from './label.js';
import { normaliseUnion, unionRoleOf } from './union.js';

const NO_SLOTS: readonly SlotId[] = [];
const NEVER = 0 as SlotId;

/** What an object can extend or intersect; several templates can be intersected too. */
const BASE_KINDS: ReadonlySet<Label['kind']> = new Set(['leaf', 'array', 'tuple', 'template', 'mapping']);

/**
 * A mutable graph of shapes; all the roots of a program share one. Create nodes with {@link node}, sets of nodes with
 * {@link slot}, and give each node its slots with {@link connect}, in any order, so that cycles do not matter.
 *
 * @example
 * const graph = new ShapeGraph();
 * const tree = graph.node({
 *   kind: 'object', indexes: [], hasBases: false, properties: [{ name: 'children', optional: false }],
 * });
 * const children = graph.node({ kind: 'array' });
 * graph.connect(children, [graph.slot([tree])]);
 * graph.connect(tree, [graph.slot([children])]);
 */
export class ShapeGraph {
  readonly #labels: Label[] = [];
  readonly #labelIds: number[] = [];
  readonly #roles: number[] = [];
  readonly #orders: (readonly number[] | undefined)[] = [];
  readonly #nodeSlots: (readonly SlotId[] | undefined)[] = [];
  readonly #members: (readonly NodeId[])[] = [[]];
  readonly #distinctLabels: Label[] = [];
  readonly #labelIdByKey = new Map<string, number>();
  /** The distinct labels by identity: copying a graph gives the same ones again and again. */
  readonly #labelIdByLabel = new Map<Label, number>();
  readonly #scalarByLabel: (NodeId | undefined)[] = [];
  readonly #slotByNode: (SlotId | undefined)[] = [];
  readonly #slots = new InternedSlots();

  /** All nodes; their ids run from 0. */
  get nodes(): readonly NodeId[] {
    return this.#labels.map((_, index) => index as NodeId);
  }

  /** All slots; their ids run from 0, which is `never`. */
  get slots(): readonly SlotId[] {
    return this.#members.map((_, index) => index as SlotId);
  }

  /** The distinct labels of the graph, by the ids that {@link labelIdOf} gives. */
  get distinctLabels(): readonly Label[] {
    return this.#distinctLabels;
  }

  /**
   * Creates a node. Primitives and literals are interned: the same label gives the same node. A node whose label leaves no
   * room for slots counts as connected (but not a leaf: call `connect(leaf, [])`).
   *
   * @param label what is scalar about it; it is kept, so it must not change afterwards
   * @returns its id
   * @throws ShapeError where the label is malformed: a property name that comes twice, a template without a hole, …
   * @example graph.node({ kind: 'primitive', name: 'string' })
   */
  node(label: Label): NodeId {
    const kept = this.#labelIdByLabel.get(label);
    const normal = kept === undefined ? normaliseLabel(label) : { label, order: undefined };
    const labelId = kept ?? this.#internLabel(normal.label);
    const scalar = this.#scalarByLabel[labelId];
    if (scalar !== undefined) return scalar;
    const node = this.#labels.length as NodeId;
    const shared = this.#distinctLabels[labelId]!;
    const slotCount = slotCountOf(shared);
    this.#labels.push(shared);
    this.#labelIds.push(labelId);
    this.#roles.push(unionRoleOf(shared));
    this.#orders.push(normal.order);
    this.#nodeSlots.push(slotCount === 0 ? NO_SLOTS : undefined);
    this.#slotByNode.push(undefined);
    if (slotCount === 0 && shared.kind !== 'object' && shared.kind !== 'tuple')
      this.#scalarByLabel[labelId] = node;
    return node;
  }

  /**
   * The slot of a set of nodes, normalised as a union is: see {@link normaliseUnion}. Equal sets are one slot. Asking again
   * with the members in the same order costs one reading of them.
   *
   * @param members the nodes, in any order, repeated or not; they need not be connected yet
   * @returns the slot's id; 0 for the empty set, `never`
   * @throws ShapeError for a node that is not of this graph
   */
  slot(members: readonly NodeId[]): SlotId {
    if (members.length === 0) return NEVER;
    if (members.length === 1) return this.#singleSlot(members[0]!);
    const known = this.#slots.find(members);
    if (known !== undefined) return known;
    for (const member of members) this.#check(member);
    const distinct = [...new Set(members)];
    const kept = normaliseUnion(
      distinct,
      (node) => this.#roles[node]!,
      () => this.node({ kind: 'primitive', name: 'boolean' }),
    );
    const sorted = [...kept].sort((a, b) => a - b);
    const slot = sorted.length === 1 ? this.#singleSlot(sorted[0]!) : this.#internSorted(sorted);
    if (this.#slots.find(members) === undefined) this.#slots.store(members, slot);
    return slot;
  }

  /**
   * Gives a node its slots. Connecting again with the same slots does nothing.
   *
   * @param node the node
   * @param slots in the order documented at {@link Label}; an object's in the order in which its label listed its members
   * @throws ShapeError where the number does not fit the label, the node has other slots already, or the bases slot of an object
   *   is empty or holds something else than leaves, arrays, tuples, templates and string mappings
   */
  connect(node: NodeId, slots: readonly SlotId[]): void {
    this.#check(node);
    const label = this.#labels[node]!;
    const expected = slotCountOf(label) ?? slots.length;
    if (slots.length !== expected)
      throw new ShapeError(`${label.kind} node ${node} takes ${expected} slots, not ${slots.length}`);
    for (const slot of slots)
      if (this.#members[slot] === undefined) throw new ShapeError(`there is no slot ${slot} in this graph`);
    if (label.kind === 'object' && label.hasBases) this.#checkBases(node, slots[0]!);
    const order = this.#orders[node];
    const sorted = order === undefined ? [...slots] : order.map((place) => slots[place]!);
    const before = this.#nodeSlots[node];
    if (before !== undefined && !before.every((slot, place) => slot === sorted[place]))
      throw new ShapeError(`${label.kind} node ${node} is connected already, to other slots`);
    this.#nodeSlots[node] = sorted;
  }

  /** The label of a node, in normal form: properties and index signatures sorted. */
  labelOf(node: NodeId): Label {
    this.#check(node);
    return this.#labels[node]!;
  }

  /** The id of a node's label: two nodes have the same when their labels are equal. */
  labelIdOf(node: NodeId): number {
    this.#check(node);
    return this.#labelIds[node]!;
  }

  /** The slots of a node in the order of {@link labelOf}; undefined where it is not connected yet. */
  slotsOf(node: NodeId): readonly SlotId[] | undefined {
    this.#check(node);
    return this.#nodeSlots[node];
  }

  /** The members of a slot, by ascending id. */
  membersOf(slot: SlotId): readonly NodeId[] {
    const members = this.#members[slot];
    if (members === undefined) throw new ShapeError(`there is no slot ${slot} in this graph`);
    return members;
  }

  #internLabel(label: Label): number {
    const key = labelKey(label);
    const known = this.#labelIdByKey.get(key);
    if (known !== undefined) return known;
    const labelId = this.#distinctLabels.length;
    this.#labelIdByKey.set(key, labelId);
    this.#labelIdByLabel.set(label, labelId);
    this.#distinctLabels.push(label);
    this.#scalarByLabel.push(undefined);
    return labelId;
  }

  #singleSlot(node: NodeId): SlotId {
    this.#check(node);
    const known = this.#slotByNode[node];
    if (known !== undefined) return known;
    const slot = (this.#members.push([node]) - 1) as SlotId;
    this.#slotByNode[node] = slot;
    return slot;
  }

  #internSorted(sorted: readonly NodeId[]): SlotId {
    const known = this.#slots.find(sorted);
    if (known !== undefined) return known;
    const slot = (this.#members.push(sorted) - 1) as SlotId;
    this.#slots.store(sorted, slot);
    return slot;
  }

  #check(node: NodeId): void {
    if (this.#labels[node] === undefined) throw new ShapeError(`there is no node ${node} in this graph`);
  }

  #checkBases(node: NodeId, bases: SlotId): void {
    const members = this.#members[bases]!;
    if (members.length === 0)
      throw new ShapeError(`object node ${node} says that it has bases, and has none`);
    for (const member of members) {
      const { kind } = this.#labels[member]!;
      if (!BASE_KINDS.has(kind))
        throw new ShapeError(
          `a base of object node ${node} is a ${kind}; it has to be a leaf, an array, a tuple or a template`,
        );
    }
  }
}
