import type { Random } from '../../support/random.js';

/** A place that refers to data, whatever declarations express it. */
export type Slot =
  | { readonly kind: 'primitive'; readonly name: PrimitiveName }
  /** Literals of one kind: they never stand beside their primitive. */
  | { readonly kind: 'literals'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'template'; readonly head: string; readonly hole: 'string' | 'number' }
  | { readonly kind: 'array'; readonly element: Slot }
  | { readonly kind: 'tuple'; readonly elements: readonly Slot[]; readonly end: TupleEnd }
  | { readonly kind: 'leaf'; readonly name: LeafName; readonly items: readonly Slot[] }
  | { readonly kind: 'record'; readonly key: KeyName; readonly value: Slot }
  /** A library type with data of one's own. */
  | { readonly kind: 'extended'; readonly base: Slot; readonly own: Slot }
  | { readonly kind: 'object'; readonly index: number }
  | { readonly kind: 'union'; readonly members: readonly Slot[] };

export type PrimitiveName = 'string' | 'number' | 'boolean' | 'bigint' | 'null' | 'unknown';
/** What the last element of a tuple is. */
export type TupleEnd = 'required' | 'optional' | 'rest';
export type KeyName = 'string' | 'number' | 'template';
export type LeafName = 'Date' | 'RegExp' | 'Map' | 'Set' | 'Uint8Array';

export interface Property {
  readonly name: string;
  readonly isOptional: boolean;
  readonly slot: Slot;
}

/** Objects that refer to each other by index; the first is what is cached. */
export interface Model {
  readonly objects: readonly (readonly Property[])[];
}

const primitives: readonly PrimitiveName[] = ['string', 'number', 'boolean', 'bigint', 'null', 'unknown'];
const leaves: readonly LeafName[] = ['Date', 'RegExp', 'Map', 'Set', 'Uint8Array'];
const names = [
  'id',
  'name',
  'zip',
  'a',
  'b',
  'c',
  '0',
  '10',
  '2',
  'x-y',
  'ü',
  'size',
  'length',
  'kind',
  'a b',
];
const keys: readonly KeyName[] = ['string', 'number', 'template'];
const ends: readonly TupleEnd[] = ['required', 'required', 'optional', 'rest'];
const words = ['open', 'closed', '', 'a"b', 'Ünïcode', '1'];

/** Draws a model. */
export function drawModel(random: Random): Model {
  const count = 1 + random.below(4);
  const objects = Array.from({ length: count }, () => {
    const chosen = new Set(Array.from({ length: 1 + random.below(4) }, () => random.pick(names)));
    return [...chosen].map((name) => ({
      name,
      isOptional: random.chance(0.3),
      slot: drawSlot(random, count, 2),
    }));
  });
  return { objects };
}

function drawSlot(random: Random, count: number, depth: number): Slot {
  const inner = () => drawSlot(random, count, depth - 1);
  switch (random.below(depth > 0 ? 11 : 4)) {
    case 0:
      return { kind: 'primitive', name: random.pick(primitives) };
    case 1:
      return drawLiterals(random);
    case 2:
      return { kind: 'template', head: random.pick(['id-', 'v']), hole: random.pick(['string', 'number']) };
    case 3:
    case 4:
      return { kind: 'object', index: random.below(count) };
    case 5:
      return { kind: 'array', element: inner() };
    case 6:
      return {
        kind: 'tuple',
        elements: Array.from({ length: 1 + random.below(3) }, inner),
        end: random.pick(ends),
      };
    case 7:
      return drawLeaf(random, inner);
    case 8:
      return { kind: 'record', key: random.pick(keys), value: inner() };
    case 9:
      return { kind: 'extended', base: drawLeaf(random, inner), own: inner() };
    default:
      return drawUnion(random, count, inner);
  }
}

function drawLiterals(random: Random): Slot {
  const pool: readonly (string | number)[] = random.chance(0.6) ? words : [0, 1, -7, 2.5];
  return { kind: 'literals', values: [...new Set([random.pick(pool), random.pick(pool)])] };
}

function drawLeaf(random: Random, inner: () => Slot): Slot {
  const name = random.pick(leaves);
  const items = name === 'Map' ? [inner(), inner()] : name === 'Set' ? [inner()] : [];
  return { kind: 'leaf', name, items };
}

/** Members of kinds of which none absorbs another. */
function drawUnion(random: Random, count: number, inner: () => Slot): Slot {
  const members: Slot[] = [
    { kind: 'object', index: random.below(count) },
    random.chance(0.5) ? { kind: 'primitive', name: 'null' } : { kind: 'primitive', name: 'bigint' },
    random.chance(0.5) ? { kind: 'primitive', name: 'number' } : drawLiterals(random),
    { kind: 'array', element: inner() },
    drawLeaf(random, inner),
  ];
  const taken = members.filter(() => random.chance(0.5));
  return { kind: 'union', members: taken.length >= 2 ? taken : members.slice(0, 2) };
}

/** The objects that data of some properties can hold. */
export function reached({ objects }: Model, from: readonly Property[]): readonly number[] {
  const seen = new Set<number>();
  const add = (properties: readonly Property[]) => {
    for (const { slot } of properties) visit(slot, (index) => seen.add(index));
  };
  add(from);
  // A set takes in what is added while it is walked.
  for (const index of seen) add(objects[index]!);
  return [...seen];
}

function visit(slot: Slot, found: (index: number) => void): void {
  if (slot.kind === 'object') found(slot.index);
  for (const inner of innerOf(slot)) visit(inner, found);
}

/** The slots directly inside one. */
export function innerOf(slot: Slot): readonly Slot[] {
  switch (slot.kind) {
    case 'array':
      return [slot.element];
    case 'tuple':
      return slot.elements;
    case 'leaf':
      return slot.items;
    case 'record':
      return [slot.value];
    case 'extended':
      return [...innerOf(slot.base), slot.own];
    case 'union':
      return slot.members;
    default:
      return [];
  }
}
