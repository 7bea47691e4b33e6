import fc from 'fast-check';
import type { ElementMark, IndexLabel, PropertyLabel } from '../../src/shape/index.js';
import type { PlainLabel, PlainNode, PlainShape } from './plain-shape.js';

const version = fc.option(
  fc.oneof({ arbitrary: fc.integer({ min: 0, max: 2 }), weight: 3 }, fc.constantFrom([0, 1], [0, 2], [1, 2])),
  { nil: undefined, freq: 5 },
);
const properties: fc.Arbitrary<PropertyLabel[]> = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'a?', 'é', ''),
    optional: fc.boolean(),
    version,
  }),
  { selector: ({ name }) => name, maxLength: 3 },
);
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the texts of keys
const KEYS = ['string', 'number', '`a]${string}`', 'Uppercase<string>', '`${string}b`&`a${string}`&{}'];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the texts of keys
const indexes: fc.Arbitrary<IndexLabel[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<IndexLabel[]>([]) },
  fc.uniqueArray(fc.record({ key: fc.constantFrom(...KEYS), version }), {
    selector: ({ key }) => key,
    maxLength: 2,
  }),
);
const marks = fc.array(fc.constantFrom<ElementMark>('required', 'optional', 'rest', 'variadic'), {
  maxLength: 3,
});

/** Labels from a small pool, so that random nodes are often equal, and nearly equal more often. */
export const label: fc.Arbitrary<PlainLabel> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('object' as const),
      properties: fc.oneof(fc.constant([{ name: 'a', optional: false }]), properties),
      indexes,
      hasBases: fc.boolean(),
      version,
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'array' as const }) },
  { weight: 1, arbitrary: marks.map((chosen) => ({ kind: 'tuple' as const, marks: chosen })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('Map', 'Date', 'string', 'a b')
      .map((name) => ({ kind: 'leaf' as const, name })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('string', 'number', 'boolean', 'bigint', 'null', 'unknown', 'any', 'function')
      .map((name) => ({ kind: 'primitive', name }) as PlainLabel),
  },
  { weight: 1, arbitrary: fc.boolean().map((value) => ({ kind: 'boolean' as const, value })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('x', '"`${', '\u2028é', '\ud800')
      .map((value) => ({ kind: 'string' as const, value })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<PlainLabel>(
      { kind: 'number', value: 'NaN' },
      { kind: 'number', value: '-Infinity' },
      { kind: 'number', value: -0 },
      { kind: 'number', value: 1e21 },
      { kind: 'bigint', value: '-10' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom('', 'a', '`', '$', '\\', '"}'), { minLength: 2, maxLength: 3 })
      .map((texts) => ({ kind: 'template' as const, texts })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('Uppercase', 'Lowercase')
      .map((name) => ({ kind: 'mapping', name }) as PlainLabel),
  },
);

const WIDE = 18;
const wideNodes: PlainNode[] = Array.from({ length: WIDE }, (_, value) => ({
  label: { kind: 'number', value },
  slots: [],
}));

/** What a slot refers to: some of the nodes, and sometimes a union of eighteen numbers beside them. */
const mentions = fc.record({
  members: fc.array(fc.nat(50), { maxLength: 3 }),
  isWide: fc.boolean().chain((wide) => (wide ? fc.nat(4).map((n) => n === 0) : fc.constant(false))),
});

type Mentions = { members: number[]; isWide: boolean };

function shapeOf(drafts: readonly { label: PlainLabel; slots: Mentions[] }[], root: Mentions): PlainShape {
  const count = drafts.length;
  const resolve = ({ members, isWide }: Mentions): number[] => [
    ...members.map((member) => member % count),
    ...(isWide ? wideNodes.map((_, index) => count + index) : []),
  ];
  const isBase = (member: number): boolean =>
    member < count && ['leaf', 'array', 'tuple', 'template', 'mapping'].includes(drafts[member]!.label.kind);
  const nodes = drafts.map(({ label: given, slots }): PlainNode => {
    const resolved = slots.map(resolve);
    if (given.kind === 'leaf') return { label: given, slots: resolved.slice(0, slots.length % 3) };
    if (given.kind !== 'object') return { label: given, slots: resolved.slice(0, slotCount(given)) };
    const bases = resolved[slots.length - 1]!.filter(isBase);
    const hasBases = given.hasBases && bases.length > 0;
    const members = resolved.slice(0, given.properties.length + given.indexes.length);
    return { label: { ...given, hasBases }, slots: hasBases ? [bases, ...members] : members };
  });
  return { nodes: [...nodes, ...wideNodes], root: resolve(root) };
}

function slotCount(given: PlainLabel): number {
  if (given.kind === 'template') return given.texts.length - 1;
  if (given.kind === 'tuple') return given.marks.length;
  return given.kind === 'array' || given.kind === 'mapping' ? 1 : 0;
}

/** Random shapes: cycles, unions, shared nodes, all kinds of labels. */
export const shape: fc.Arbitrary<PlainShape> = fc
  .record({
    drafts: fc.array(fc.record({ label, slots: fc.array(mentions, { minLength: 6, maxLength: 8 }) }), {
      minLength: 1,
      maxLength: 9,
    }),
    root: mentions,
  })
  .map(({ drafts, root }) => shapeOf(drafts, root));

/** Shapes of one kind of object alone, where nearly all is told apart by depth. */
export const deepShape: fc.Arbitrary<PlainShape> = fc
  .record({
    targets: fc.array(fc.array(fc.nat(50), { maxLength: 3 }), { minLength: 2, maxLength: 14 }),
    root: fc.array(fc.nat(50), { minLength: 1, maxLength: 4 }),
  })
  .map(({ targets, root }) => ({
    nodes: targets.map((slot) => ({
      label: { kind: 'object', properties: [{ name: 'a', optional: false }], indexes: [], hasBases: false },
      slots: [slot.map((target) => target % targets.length)],
    })),
    root: root.map((target) => target % targets.length),
  }));

/** An object whose bases are many, most of them arrays of objects: their texts start as the object's own does. */
export const basesShape: fc.Arbitrary<PlainShape> = fc
  .record({
    elements: fc.array(
      fc.record({ name: fc.constantFrom('a', 'b', 'é'), isTwice: fc.boolean(), isNumbered: fc.boolean() }),
      { minLength: 1, maxLength: 4 },
    ),
    others: fc.subarray(['Date', 'Map']),
    hasMember: fc.boolean(),
    place: fc.constantFrom<ElementMark | 'root' | 'array'>('root', 'array', 'rest', 'variadic', 'optional'),
    version,
  })
  .map(({ elements, others, hasMember, place, version: salt }) => {
    const nodes: PlainNode[] = [];
    const add = (given: PlainLabel, slots: number[][]): number => nodes.push({ label: given, slots }) - 1;
    const object = (names: readonly string[], hasBases: boolean): PlainLabel => ({
      kind: 'object',
      properties: names.map((name) => ({ name, optional: false })),
      indexes: [],
      hasBases,
      version: salt,
    });
    const bases = elements.map(({ name, isTwice, isNumbered }) => {
      const element = add(object([name], false), [isNumbered ? [nodes.length] : []]);
      const array = add({ kind: 'array' }, [[element]]);
      return isTwice ? add({ kind: 'array' }, [[array]]) : array;
    });
    for (const name of others) bases.push(add({ kind: 'leaf', name }, []));
    const own = add(object(hasMember ? ['own'] : [], true), hasMember ? [bases, [bases[0]!]] : [bases]);
    if (place === 'root') return { nodes, root: [own] };
    const around: PlainLabel = place === 'array' ? { kind: 'array' } : { kind: 'tuple', marks: [place] };
    return { nodes, root: [add(around, [[own]]), own] };
  });

export const anyShape = fc.oneof(shape, deepShape, basesShape);
