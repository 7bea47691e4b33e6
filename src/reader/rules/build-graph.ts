import {
  keyText,
  type Label,
  type NodeId,
  ShapeGraph,
  type SlotId,
  stringMappings,
} from '../../shape/index.js';
import type { Handles } from '../checker.js';
import {
  type Edge,
  type Entry,
  flatten,
  hasNoData,
  type IndexEdge,
  type PropertyEdge,
  primitiveOf,
  reachedFrom,
} from './entry.js';
import { FunctionsOnly } from './functions-only.js';

/** Turns entries, all of them read, into the nodes and slots of a shape graph. */
export class GraphBuilder<Handle extends Handles> {
  readonly graph = new ShapeGraph();
  /** Entries that the graph does not accept, with the error: a rule let something through. */
  readonly failures = new Map<Entry<Handle>, unknown>();
  private readonly nodes = new Map<Entry<Handle>, readonly NodeId[]>();
  private readonly slots = new Map<Entry<Handle>, SlotId>();
  private readonly optionalSlots = new Map<Entry<Handle>, SlotId>();
  private readonly undefinedNode = this.graph.node({ kind: 'primitive', name: 'undefined' });
  private readonly functionsOnly = new FunctionsOnly<Handle>();
  private readonly pending: { readonly entry: Entry<Handle>; readonly connect: () => void }[] = [];
  /** The types of keys are in a graph of their own: each is printed by itself, whatever else mentions it. */
  private keys: GraphBuilder<Handle> | undefined;

  /**
   * Adds everything that the roots refer to.
   *
   * @param roots entries that reach no refused one
   * @param reached all that they reach
   * @returns the slot of each root; they mean nothing where there are {@link failures}
   */
  add(
    roots: readonly Entry<Handle>[],
    reached: Iterable<Entry<Handle>> = reachedFrom(roots),
  ): readonly SlotId[] {
    // Nodes first, in any order, since slots refer to them; a list of them, since types nest deeply.
    for (const entry of reached) this.nodesOf(entry);
    for (const { entry, connect } of this.pending) this.attempt(entry, connect);
    this.pending.length = 0;
    return roots.map((root) => this.slotOf(root));
  }

  /** The nodes that a mention of the entry stands for. */
  private nodesOf(entry: Entry<Handle>): readonly NodeId[] {
    let nodes = this.nodes.get(entry);
    if (nodes === undefined) {
      nodes = this.attempt(entry, () => this.createNodes(entry)) ?? [];
      this.nodes.set(entry, nodes);
    }
    return nodes;
  }

  private nodesOfAll(members: readonly Entry<Handle>[]): readonly NodeId[] {
    const nodes = new Set<NodeId>();
    for (const member of members) for (const node of this.nodesOf(member)) nodes.add(node);
    return [...nodes];
  }

  private attempt<Result>(entry: Entry<Handle>, action: () => Result): Result | undefined {
    try {
      return action();
    } catch (error) {
      this.failures.set(entry, error);
      return undefined;
    }
  }

  private createNodes(entry: Entry<Handle>): readonly NodeId[] {
    const { reading } = entry;
    switch (reading?.kind) {
      case 'scalar':
        return [this.graph.node(reading.label)];
      case 'union':
        return this.nodesOfAll(withoutMapped(flatten(entry)));
      case 'array':
        return [this.create(entry, { kind: 'array' }, reading.edges)];
      case 'tuple':
        return [
          this.createWith(entry, { kind: 'tuple', marks: reading.marks }, () =>
            reading.edges.map(({ to }, index) =>
              reading.marks[index] === 'optional' ? this.optionalSlotOf(to) : this.slotOf(to),
            ),
          ),
        ];
      case 'compound':
        if (isText(reading)) return [this.graph.node({ kind: 'primitive', name: 'string' })];
        return [this.create(entry, reading.label, reading.edges)];
      case 'object':
        return this.createObject(entry, reading);
      default:
        throw new Error('A type was refused or not read: it has no shape.');
    }
  }

  private createObject(
    entry: Entry<Handle>,
    reading: Extract<Entry<Handle>['reading'], { kind: 'object' }>,
  ): readonly NodeId[] {
    const { version } = reading;
    const data = reading.properties.filter(({ to }) => !this.functionsOnly.has(to));
    const signatures = this.signaturesOf(reading.indexes);
    const isAlone = data.length + signatures.length === 0;
    const bases = withData(reading.bases, isAlone);
    if (bases.length === 1 && isAlone && version === undefined) return this.nodesOf(bases[0]!.to);
    const label: Label = {
      kind: 'object',
      properties: data.map(propertyLabel),
      indexes: signatures.map(({ key }) => ({ key })),
      hasBases: bases.length > 0,
      version,
    };
    return [
      this.createWith(entry, label, () => [
        ...(bases.length > 0 ? [this.graph.slot(bases.flatMap(({ to }) => this.nodesOf(to)))] : []),
        ...data.map(({ to, optional }) => (optional ? this.optionalSlotOf(to) : this.slotOf(to))),
        ...signatures.map(({ value }) => this.slotOf(value)),
      ]),
    ];
  }

  private create(entry: Entry<Handle>, label: Label, edges: readonly Edge<Handle>[]): NodeId {
    return this.createWith(entry, label, () => edges.map(({ to }) => this.slotOf(to)));
  }

  private createWith(entry: Entry<Handle>, label: Label, slots: () => readonly SlotId[]): NodeId {
    const node = this.graph.node(label);
    this.pending.push({ entry, connect: () => this.graph.connect(node, slots()) });
    return node;
  }

  /** The index signatures that are data. Keys that differ only by a brand become one, whose value is the union of theirs. */
  private signaturesOf(
    indexes: readonly IndexEdge<Handle>[],
  ): readonly { readonly key: string; readonly value: Entry<Handle> }[] {
    if (indexes.length === 0) return [];
    const values = new Map<string, IndexEdge<Handle>[]>();
    for (const index of indexes) {
      const key = this.keyOf(index);
      if (key === undefined) continue;
      const known = values.get(key);
      if (known === undefined) values.set(key, [index]);
      else known.push(index);
    }
    return [...values].flatMap(([key, [first, ...more]]) => {
      const value =
        more.length === 0
          ? first!.to
          : {
              ...first!.to,
              type: undefined,
              reading: { kind: 'union' as const, members: [first!, ...more] },
            };
      return this.functionsOnly.has(value) ? [] : [{ key, value }];
    });
  }

  /** The text of a key, which belongs to the object's label; `undefined` for symbols, which are not data. */
  private keyOf({ key }: IndexEdge<Handle>): string | undefined {
    this.keys ??= new GraphBuilder();
    const { graph, failures } = this.keys;
    const [slot] = this.keys.add([key]);
    const [failure] = failures.values();
    if (failure !== undefined) throw failure;
    const [node] = graph.membersOf(slot!);
    if (node === undefined) return undefined;
    const label = graph.labelOf(node);
    return label.kind === 'primitive' && label.name === 'symbol' ? undefined : keyText(graph, node);
  }

  private slotOf(entry: Entry<Handle>): SlotId {
    let slot = this.slots.get(entry);
    if (slot === undefined) {
      slot = this.graph.slot(this.nodesOf(entry));
      this.slots.set(entry, slot);
    }
    return slot;
  }

  /** With `undefined` removed: a mark says it already. */
  private optionalSlotOf(entry: Entry<Handle>): SlotId {
    let slot = this.optionalSlots.get(entry);
    if (slot === undefined) {
      slot = this.graph.slot(this.nodesOf(entry).filter((node) => node !== this.undefinedNode));
      this.optionalSlots.set(entry, slot);
    }
    return slot;
  }
}

/**
 * Drops the literals that a string mapping beside them contains (`'A' | Uppercase<string>`): compilers from 5.4 on do so
 * themselves, older ones do not.
 */
function withoutMapped<Handle extends Handles>(members: readonly Entry<Handle>[]): readonly Entry<Handle>[] {
  const mappings: (keyof typeof stringMappings)[] = [];
  for (const { reading } of members) {
    if (reading?.kind !== 'compound' || reading.label.kind !== 'mapping') continue;
    if (primitiveOf(reading.edges[0]!.to.reading) === 'string') mappings.push(reading.label.name);
  }
  if (mappings.length === 0) return members;
  return members.filter(({ reading }) => {
    if (reading?.kind !== 'scalar' || reading.label.kind !== 'string') return true;
    const { value } = reading.label;
    return !mappings.some((name) => stringMappings[name](value) === value);
  });
}

/** `${string}` is `string`: compilers from 5.1 on leave it where the string has a brand, older ones do not. */
function isText<Handle extends Handles>({
  label,
  edges,
}: Extract<Entry<Handle>['reading'], { kind: 'compound' }>): boolean {
  return (
    label.kind === 'template' &&
    label.texts.length === 2 &&
    label.texts.every((text) => text === '') &&
    flatten(edges[0]!.to).every((member) => primitiveOf(member.reading) === 'string')
  );
}

/** Leaves out the bases that declare no data, unless nothing else would be left. */
function withData<Handle extends Handles>(
  bases: readonly Edge<Handle>[],
  isAlone: boolean,
): readonly Edge<Handle>[] {
  const kept = bases.filter(({ to }) => !hasNoData(to));
  return kept.length === 0 && isAlone ? bases : kept;
}

function propertyLabel<Handle extends Handles>({ name, optional, version }: PropertyEdge<Handle>) {
  return { name, optional, version };
}
