import { ShapeError, ShapeSyntaxError } from '../../error.js';
import type { Label, NodeId, SlotId } from '../../graph/graph.js';
import { ShapeGraph } from '../../graph/shape-graph.js';

/** One mention in a slot that was read: a node, a reference to what has a number, or a slot in brackets. */
export type Mention =
  | { readonly node: number }
  | { readonly reference: number; readonly offset: number }
  | { readonly group: DraftSlot };

/** A slot as it was read. */
export type DraftSlot = readonly Mention[];

interface DraftNode {
  readonly label: Label;
  readonly slots: readonly DraftSlot[];
  readonly offset: number;
}

/** What a parser has read, before the graph is made of it: references may point ahead, to what has no label yet. */
export class Draft {
  readonly #nodes: DraftNode[] = [];
  readonly #definitions = new Map<number, Mention>();
  readonly #fail: (reason: string, offset: number) => ShapeSyntaxError;

  /** @param fail makes the error for something wrong at an offset */
  constructor(fail: (reason: string, offset: number) => ShapeSyntaxError) {
    this.#fail = fail;
  }

  /** Adds a node that was read, and gives its mention. */
  node(label: Label, slots: readonly DraftSlot[], offset: number): Mention {
    return { node: this.#nodes.push({ label, slots, offset }) - 1 };
  }

  /** Notes what a number stands for. */
  define(number: number, mention: Mention, offset: number): void {
    if (this.#definitions.has(number)) throw this.#fail(`the number ${number} is given twice`, offset);
    this.#definitions.set(number, mention);
  }

  /** Makes the graph, and the slot of the root. */
  build(root: DraftSlot): { graph: ShapeGraph; root: SlotId } {
    const graph = new ShapeGraph();
    const nodeIds = this.#nodes.map(({ label, offset }) => this.#located(offset, () => graph.node(label)));
    const slotIds = new Map<DraftSlot, SlotId>();
    const slotOf = (slot: DraftSlot): SlotId => {
      const target = this.#target(slot);
      let slotId = slotIds.get(target);
      if (slotId === undefined) {
        slotId = graph.slot(this.#flatten(target, nodeIds));
        slotIds.set(target, slotId);
      }
      return slotId;
    };
    this.#nodes.forEach(({ slots, offset }, index) => {
      this.#located(offset, () => graph.connect(nodeIds[index]!, slots.map(slotOf)));
    });
    return { graph, root: slotOf(root) };
  }

  #located<Result>(offset: number, action: () => Result): Result {
    try {
      return action();
    } catch (error) {
      throw error instanceof ShapeError && !(error instanceof ShapeSyntaxError)
        ? this.#fail(error.message, offset)
        : error;
    }
  }

  #resolve(mention: Mention): Mention {
    if (!('reference' in mention)) return mention;
    const target = this.#definitions.get(mention.reference);
    if (target === undefined) throw this.#fail(`nothing has the number ${mention.reference}`, mention.offset);
    return target;
  }

  /** Follows a slot that only refers to another one, so that a union that is mentioned ten thousand times is flattened once. */
  #target(slot: DraftSlot): DraftSlot {
    const seen = new Set<DraftSlot>();
    let target = slot;
    while (target.length === 1 && !seen.has(target)) {
      seen.add(target);
      const only = this.#resolve(target[0]!);
      if (!('group' in only)) break;
      target = only.group;
    }
    return target;
  }

  #flatten(slot: DraftSlot, nodeIds: readonly NodeId[]): NodeId[] {
    const members: NodeId[] = [];
    const seen = new Set<DraftSlot>([slot]);
    // Unions in unions join; one that contains itself adds nothing to itself.
    for (const group of seen)
      for (const mention of group) {
        const resolved = this.#resolve(mention);
        if ('node' in resolved) members.push(nodeIds[resolved.node]!);
        else if ('group' in resolved) seen.add(resolved.group);
      }
    return members;
  }
}
