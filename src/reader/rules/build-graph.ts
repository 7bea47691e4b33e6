import { keyText, type Label, type NodeId, ShapeGraph, type SlotId } from '../../shape/index.js';
import type { StringMapping } from '../checker.js';
import { type Edge, type Entry, edgesOf, type IndexEdge, type PropertyEdge } from './entry.js';

/** Turns entries, all of them read, into the nodes and slots of a shape graph. */
export class GraphBuilder<Type, Declaration> {
  readonly graph = new ShapeGraph();
  private readonly nodes = new Map<Entry<Type, Declaration>, readonly NodeId[]>();
  private readonly slots = new Map<Entry<Type, Declaration>, SlotId>();
  private readonly optionalSlots = new Map<Entry<Type, Declaration>, SlotId>();
  private readonly undefinedNode = this.graph.node({ kind: 'primitive', name: 'undefined' });
  private readonly functionsOnly = new Map<Entry<Type, Declaration>, boolean>();
  private readonly pending: (() => void)[] = [];

  /**
   * Adds everything that the roots refer to.
   *
   * @param roots entries that reach no refused one
   * @returns the slot of each root
   */
  add(roots: readonly Entry<Type, Declaration>[]): readonly SlotId[] {
    // Nodes first, in any order, since slots refer to them; an explicit queue, since types nest deeply.
    const seen = new Set(roots);
    for (const entry of seen) {
      for (const { to } of edgesOf(entry)) seen.add(to);
    }
    for (const entry of seen) this.nodesOf(entry);
    for (const connect of this.pending) connect();
    this.pending.length = 0;
    return roots.map((root) => this.slotOf(root));
  }

  /** The nodes that a mention of the entry stands for. */
  private nodesOf(entry: Entry<Type, Declaration>): readonly NodeId[] {
    let nodes = this.nodes.get(entry);
    if (nodes === undefined) {
      nodes = this.createNodes(entry);
      this.nodes.set(entry, nodes);
    }
    return nodes;
  }

  private createNodes(entry: Entry<Type, Declaration>): readonly NodeId[] {
    const { reading } = entry;
    switch (reading?.kind) {
      case 'scalar':
        return [this.graph.node(reading.label)];
      case 'union':
        return [...new Set(withoutMapped([...flatten(entry)]).flatMap((member) => this.nodesOf(member)))];
      case 'array':
        return [this.create({ kind: 'array' }, reading.edges)];
      case 'tuple':
        return [
          this.createWith({ kind: 'tuple', marks: reading.marks }, () =>
            reading.edges.map(({ to }, index) =>
              reading.marks[index] === 'optional' ? this.optionalSlotOf(to) : this.slotOf(to),
            ),
          ),
        ];
      case 'compound':
        return [this.create(reading.label, reading.edges)];
      case 'object':
        return this.createObject(reading);
      default:
        throw new Error('A type was refused or not read: it has no shape.');
    }
  }

  private createObject({
    bases,
    properties,
    indexes,
    version,
  }: Extract<Entry<Type, Declaration>['reading'], { kind: 'object' }>): readonly NodeId[] {
    const data = properties.filter(({ to }) => !this.isOnlyFunctions(to));
    const signatures = indexes.filter(({ to }) => !this.isOnlyFunctions(to));
    const isPlainBase = bases.length === 1 && data.length + signatures.length === 0 && version === undefined;
    if (isPlainBase) return this.nodesOf(bases[0]!.to);
    const label: Label = {
      kind: 'object',
      properties: data.map(propertyLabel),
      indexes: signatures.map((index) => ({ key: this.keyOf(index) })),
      hasBases: bases.length > 0,
      version,
    };
    return [
      this.createWith(label, () => [
        ...(bases.length > 0 ? [this.graph.slot(bases.flatMap(({ to }) => this.nodesOf(to)))] : []),
        ...data.map(({ to, optional }) => (optional ? this.optionalSlotOf(to) : this.slotOf(to))),
        ...signatures.map(({ to }) => this.slotOf(to)),
      ]),
    ];
  }

  private create(label: Label, edges: readonly Edge<Type, Declaration>[]): NodeId {
    return this.createWith(label, () => edges.map(({ to }) => this.slotOf(to)));
  }

  private createWith(label: Label, slots: () => readonly SlotId[]): NodeId {
    const node = this.graph.node(label);
    this.pending.push(() => this.graph.connect(node, slots()));
    return node;
  }

  /** A key's template is read at once: its text belongs to the object's label. It holds no cycle. */
  private keyOf({ key }: IndexEdge<Type, Declaration>): string {
    const from = this.pending.length;
    const [node] = this.nodesOf(key);
    for (const connect of this.pending.splice(from)) connect();
    return keyText(this.graph, node!);
  }

  private slotOf(entry: Entry<Type, Declaration>): SlotId {
    let slot = this.slots.get(entry);
    if (slot === undefined) {
      slot = this.graph.slot(this.nodesOf(entry));
      this.slots.set(entry, slot);
    }
    return slot;
  }

  /** With `undefined` removed: a mark says it already. */
  private optionalSlotOf(entry: Entry<Type, Declaration>): SlotId {
    let slot = this.optionalSlots.get(entry);
    if (slot === undefined) {
      slot = this.graph.slot(this.nodesOf(entry).filter((node) => node !== this.undefinedNode));
      this.optionalSlots.set(entry, slot);
    }
    return slot;
  }

  /** Told from the readings: asking for nodes here would follow types without end. */
  private isOnlyFunctions(entry: Entry<Type, Declaration>): boolean {
    let known = this.functionsOnly.get(entry);
    if (known === undefined) {
      const names = [...flatten(entry)].map(primitiveName).filter((name) => name !== 'undefined');
      known = names.length > 0 && names.every((name) => name === 'function');
      this.functionsOnly.set(entry, known);
    }
    return known;
  }
}

/**
 * Drops the literals that a string mapping beside them contains (`'A' | Uppercase<string>`): compilers from 5.4 on do so
 * themselves, older ones do not.
 */
function withoutMapped<Type, Declaration>(
  members: readonly Entry<Type, Declaration>[],
): readonly Entry<Type, Declaration>[] {
  const mappings = members.flatMap(({ reading }) =>
    reading?.kind === 'compound' &&
    reading.label.kind === 'mapping' &&
    primitiveName(reading.edges[0]!.to) === 'string'
      ? [reading.label.name]
      : [],
  );
  if (mappings.length === 0) return members;
  return members.filter(({ reading }) => {
    if (reading?.kind !== 'scalar' || reading.label.kind !== 'string') return true;
    const { value } = reading.label;
    return !mappings.some((name) => mapped[name](value) === value);
  });
}

const mapped: Readonly<Record<StringMapping, (text: string) => string>> = {
  Uppercase: (text) => text.toUpperCase(),
  Lowercase: (text) => text.toLowerCase(),
  Capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1),
  Uncapitalize: (text) => text.charAt(0).toLowerCase() + text.slice(1),
};

/** The entry itself, or the members of a union at whatever depth. */
function* flatten<Type, Declaration>(entry: Entry<Type, Declaration>): Iterable<Entry<Type, Declaration>> {
  if (entry.reading?.kind !== 'union') yield entry;
  else for (const { to } of entry.reading.members) yield* flatten(to);
}

function primitiveName<Type, Declaration>({ reading }: Entry<Type, Declaration>): string | undefined {
  return reading?.kind === 'scalar' && reading.label.kind === 'primitive' ? reading.label.name : undefined;
}

function propertyLabel<Type, Declaration>({ name, optional, version }: PropertyEdge<Type, Declaration>) {
  return { name, optional, version };
}
