import type { Random } from '../../../support/random.js';

/** A type as people write it. */
export type Type =
  | { readonly kind: 'primitive'; readonly name: Primitive }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** Texts around holes. */
  | { readonly kind: 'template'; readonly texts: readonly string[]; readonly holes: readonly Hole[] }
  /** `'a' | (string & {})`, and `string & { __brand: 'x' }`: strings, both of them. */
  | { readonly kind: 'open'; readonly values: readonly string[] }
  | { readonly kind: 'brand'; readonly name: string }
  | { readonly kind: 'array'; readonly element: Type }
  /** An array with data of its own, which JSON does not write. */
  | { readonly kind: 'counted'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Element[] }
  | { readonly kind: 'object'; readonly fields: readonly Field[]; readonly index?: Index }
  | { readonly kind: 'written'; readonly as: Type }
  | { readonly kind: 'leaf'; readonly name: 'Date' | 'Map' | 'Set' | 'RegExp'; readonly of: readonly Type[] }
  | { readonly kind: 'union'; readonly members: readonly Type[] }
  /** One of the model's named types. */
  | { readonly kind: 'name'; readonly index: number };

export type Primitive =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'undefined'
  | 'unknown'
  | 'object'
  | 'never'
  | 'bigint';
export type Hole = 'string' | 'number' | "'x' | 'y'";
export interface Element {
  readonly type: Type;
  readonly mark: 'required' | 'optional' | 'rest';
}
export interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly type: Type;
}
export interface Index {
  readonly key: Key;
  readonly type: Type;
}
// biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a key
export const keys = ['string', 'number', '`a${string}`', '`${string}-${number}`'] as const;
export type Key = (typeof keys)[number];

/** Named types that refer to one another; the first is cached. */
export type Model = readonly Type[];

export const names = ['a', 'b', 'ab', 'id', 'x-1', '7', 'kind'];
const tags = ['one', 'two', 'three'];
export const words = ['x', 'y', 'one', 'v1', 'v1e3', 'id-7', 'ABC', '', 'abc-x'];
const primitives: readonly Primitive[] = [
  'string',
  'string',
  'number',
  'number',
  'boolean',
  'null',
  'undefined',
  'unknown',
  'object',
];
const templates: readonly (readonly [readonly string[], readonly Hole[]])[] = [
  [['id-', ''], ['string']],
  [['v', ''], ['number']],
  [
    ['', '-', ''],
    ['string', 'number'],
  ],
  [
    ['', '-', ''],
    ["'x' | 'y'", 'string'],
  ],
  [['id-', '-x'], ['number']],
];

/** Draws a model; what only JSON writes is left out where it is cloned. */
export function drawModel(random: Random, serializer: 'json' | 'structured'): Model {
  const draw = new Drawing(random, serializer, 1 + random.below(3));
  return Array.from({ length: draw.count }, (_, index) => draw.object(index === 0 ? 3 : 2));
}

export class Drawing {
  constructor(
    readonly random: Random,
    readonly serializer: 'json' | 'structured',
    readonly count: number,
  ) {}

  type(depth: number): Type {
    const { random } = this;
    const deep = depth > 0;
    switch (random.below(deep ? 17 : 7)) {
      case 0:
      case 1:
      case 2:
        return { kind: 'primitive', name: random.pick(primitives) };
      case 3:
        return this.literal();
      case 4:
        return this.union([this.literal(), this.literal()]);
      case 5: {
        const [texts, holes] = random.pick(templates);
        return { kind: 'template', texts, holes };
      }
      case 6:
        return random.chance(0.5)
          ? { kind: 'open', values: ['x', 'y'] }
          : { kind: 'brand', name: random.pick(['Id', 'Key']) };
      case 7:
        return { kind: 'array', element: this.type(depth - 1) };
      case 8:
        return this.tuple(depth);
      case 9:
      case 10:
        return this.object(depth - 1);
      case 11:
        return this.leaf(depth);
      case 12:
      case 13:
        return this.union([this.type(depth - 1), this.type(depth - 1)]);
      case 14:
        return this.tagged(depth - 1);
      case 15:
        if (this.serializer === 'structured') return { kind: 'array', element: this.type(depth - 1) };
        return random.chance(0.5)
          ? { kind: 'written', as: this.returned(depth - 1) }
          : { kind: 'counted', element: this.type(depth - 1) };
      default:
        return { kind: 'name', index: random.below(this.count) };
    }
  }

  /** What `toJSON` gives. A date there is not asked for its own `toJSON`, and is read as any other date: left out. */
  private returned(depth: number): Type {
    const holdsDate = (type: Type): boolean =>
      (type.kind === 'leaf' && type.name === 'Date') ||
      (type.kind === 'union' && type.members.some((member) => holdsDate(member)));
    const type = this.type(depth);
    return holdsDate(type) ? { kind: 'primitive', name: 'string' } : type;
  }

  object(depth: number): Type {
    const { random } = this;
    const chosen = [...new Set(Array.from({ length: random.below(4) }, () => random.pick(names)))];
    const fields = chosen.map((name) => this.field(name, depth));
    if (!random.chance(0.2)) return { kind: 'object', fields };
    // TypeScript wants what is declared to be of the signature's type.
    const index = { key: random.pick(keys), type: this.type(Math.max(0, depth - 1)) };
    const free = fields.filter(({ name }) => !keyTakes(index.key, name));
    const taken = fields.filter(({ name }) => keyTakes(index.key, name));
    const fitting = taken.map(({ name, optional }) => ({
      name,
      optional: optional && false,
      type: index.type,
    }));
    return { kind: 'object', fields: [...free, ...fitting], index };
  }

  field(name: string, depth: number): Field {
    return { name, optional: this.random.chance(0.3), type: this.type(depth) };
  }

  literal(): Type {
    const { random } = this;
    return random.chance(0.7)
      ? { kind: 'literal', value: random.pick(words) }
      : { kind: 'literal', value: random.pick([1, 2, -1.5, true, false]) };
  }

  tuple(depth: number): Type {
    const { random } = this;
    const marks = random.pick([
      ['required'],
      ['required', 'required'],
      ['required', 'optional'],
      ['optional', 'optional'],
      ['required', 'rest'],
      ['optional', 'rest'],
      ['rest', 'required'],
      ['rest'],
      ['required', 'optional', 'rest'],
    ] as const);
    return { kind: 'tuple', elements: marks.map((mark) => ({ mark, type: this.type(depth - 1) })) };
  }

  leaf(depth: number): Type {
    const { random } = this;
    const name = random.pick(['Date', 'Date', 'Map', 'Set', 'RegExp'] as const);
    const count = name === 'Map' ? 2 : name === 'Set' ? 1 : 0;
    return { kind: 'leaf', name, of: Array.from({ length: count }, () => this.type(depth - 1)) };
  }

  union(members: readonly Type[]): Type {
    const { random } = this;
    return {
      kind: 'union',
      members: random.chance(0.3) ? [...members, { kind: 'primitive', name: 'null' }] : members,
    };
  }

  tagged(depth: number): Type {
    const { random } = this;
    const chosen = tags.slice(0, 2 + random.below(2));
    const members = chosen.map((tag): Type => {
      const object = this.object(depth) as Extract<Type, { kind: 'object' }>;
      const rest = object.fields.filter(({ name }) => name !== 'kind');
      return {
        kind: 'object',
        fields: [{ name: 'kind', optional: false, type: { kind: 'literal', value: tag } }, ...rest],
      };
    });
    return { kind: 'union', members };
  }
}

/** Whether an index signature says what a property holds. */
export function keyTakes(key: Key, name: string): boolean {
  if (key === 'string') return true;
  if (key === 'number') return String(Number(name)) === name;
  return key.startsWith('`a') ? name.startsWith('a') : /-(?:\d|-\d)[\d.]*$/.test(name);
}

/** The types in a type. */
export function innerOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case 'array':
    case 'counted':
      return [type.element];
    case 'written':
      return [type.as];
    case 'tuple':
      return type.elements.map((element) => element.type);
    case 'object':
      return [...type.fields.map((field) => field.type), ...(type.index ? [type.index.type] : [])];
    case 'leaf':
      return type.of;
    case 'union':
      return type.members;
    default:
      return [];
  }
}

/** The type with others in it. */
export function withInner(type: Type, inner: readonly Type[]): Type {
  switch (type.kind) {
    case 'array':
    case 'counted':
      return { ...type, element: inner[0]! };
    case 'written':
      return { ...type, as: inner[0]! };
    case 'tuple':
      return { ...type, elements: type.elements.map((element, at) => ({ ...element, type: inner[at]! })) };
    case 'object':
      return {
        kind: 'object',
        fields: type.fields.map((field, at) => ({ ...field, type: inner[at]! })),
        ...(type.index && { index: { ...type.index, type: inner.at(-1)! } }),
      };
    case 'leaf':
      return { ...type, of: inner };
    case 'union':
      return { ...type, members: inner };
    default:
      return type;
  }
}
