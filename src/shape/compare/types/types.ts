import type { Label, Salt } from '../../graph/graph.js';
import type { SharedGraph } from './shared-graph.js';

/** A class of the shared graph, or a piece of one: an object with fewer members in one field. */
export type TypeId = number;
/** An interned set of types: a union; the empty one is `never`. */
export type SetId = number;

/** A property of an object. */
export interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly version: Salt | undefined;
  readonly types: SetId;
}

/** An index signature of an object. */
export interface Index {
  readonly key: string;
  readonly version: Salt | undefined;
  readonly types: SetId;
}

/** An object as comparisons see it. */
export interface ObjectView {
  /** The class of the object; for a piece, that of the object it was split from. */
  readonly of: TypeId;
  readonly fields: readonly Field[];
  readonly byName: ReadonlyMap<string, Field>;
  readonly indexes: readonly Index[];
  /** What it extends; empty where it extends nothing. */
  readonly bases: readonly TypeId[];
  readonly version: Salt | undefined;
}

/** What the objects of older shapes have in the places where an object of this shape stands. */
export interface Carried {
  readonly fields: readonly Field[];
  readonly indexes: readonly Index[];
}

/** The types of a shared graph, the sets of them that comparisons make, and the pieces that objects are split into. */
export class Types {
  readonly shared: SharedGraph;
  readonly #sets: (readonly TypeId[])[] = [[]];
  readonly #setByKey = new Map<string, SetId>([['', 0]]);
  readonly #setBySlot: (SetId | undefined)[] = [];
  readonly #objects: (ObjectView | undefined)[] = [];
  readonly #originals: TypeId[] = [];
  readonly #pieceByKey = new Map<string, TypeId>();
  readonly #classCount: number;

  /** @param shared the graph */
  constructor(shared: SharedGraph) {
    this.shared = shared;
    this.#classCount = shared.classes.labels.length;
  }

  /** The set of some types; equal sets are one. */
  set(types: readonly TypeId[]): SetId {
    const sorted = [...new Set(types)].sort((a, b) => a - b);
    const key = sorted.join();
    let set = this.#setByKey.get(key);
    if (set === undefined) {
      set = this.#sets.push(sorted) - 1;
      this.#setByKey.set(key, set);
    }
    return set;
  }

  /** The members of a set, ascending. */
  membersOf(set: SetId): readonly TypeId[] {
    return this.#sets[set]!;
  }

  /** The set of the members of a slot class. */
  setOfSlot(slotClass: number): SetId {
    let set = this.#setBySlot[slotClass];
    if (set === undefined) {
      const { start, items } = this.shared.classes.members;
      set = this.set([...items.subarray(start[slotClass]!, start[slotClass + 1]!)]);
      this.#setBySlot[slotClass] = set;
    }
    return set;
  }

  /** The label of a type; a piece has that of the object it was split from. */
  labelOf(type: TypeId): Label {
    return this.shared.classes.labels[this.originalOf(type)]!;
  }

  /** The type that a piece was split from; the type itself where it is not a piece. */
  originalOf(type: TypeId): TypeId {
    return type < this.#classCount ? type : this.#originals[type - this.#classCount]!;
  }

  /** The slots of a type that is not a piece. */
  slotsOf(type: TypeId): readonly SetId[] {
    const { start, items } = this.shared.classes.slots;
    return Array.from(items.subarray(start[type]!, start[type + 1]!), (slot) => this.setOfSlot(slot));
  }

  /** The name of a primitive; undefined for everything else. */
  primitiveOf(type: TypeId): string | undefined {
    const label = this.labelOf(type);
    return label.kind === 'primitive' ? label.name : undefined;
  }

  /** Whether a set has one of some primitives. */
  holds(set: SetId, ...names: readonly string[]): boolean {
    return this.membersOf(set).some((member) => names.includes(this.primitiveOf(member) ?? ''));
  }

  /** An object's members; undefined for what is not an object. */
  objectOf(type: TypeId): ObjectView | undefined {
    const known = this.#objects[type];
    if (known !== undefined) return known;
    const label = this.labelOf(type);
    if (label.kind !== 'object') return undefined;
    const slots = this.slotsOf(type);
    const before = label.hasBases ? 1 : 0;
    const fields = label.properties.map(({ name, optional, version }, place) => ({
      name,
      optional,
      version,
      types: slots[before + place]!,
    }));
    const indexes = label.indexes.map(({ key, version }, place) => ({
      key,
      version,
      types: slots[before + fields.length + place]!,
    }));
    const view: ObjectView = {
      of: type,
      fields,
      byName: new Map(fields.map((field) => [field.name, field])),
      indexes,
      bases: label.hasBases ? this.membersOf(slots[0]!) : [],
      version: label.version,
    };
    this.#objects[type] = view;
    return view;
  }

  /** A piece of an object: the same object, with other types in one field. */
  piece(type: TypeId, place: number, types: SetId, optional: boolean): TypeId {
    const key = `${type} ${place} ${types} ${optional}`;
    let piece = this.#pieceByKey.get(key);
    if (piece === undefined) {
      const view = this.objectOf(type)!;
      const fields = view.fields.map((field, at) => (at === place ? { ...field, types, optional } : field));
      piece = this.#classCount + this.#originals.push(this.originalOf(type)) - 1;
      this.#objects[piece] = { ...view, fields, byName: new Map(fields.map((field) => [field.name, field])) };
      this.#pieceByKey.set(key, piece);
    }
    return piece;
  }
}
