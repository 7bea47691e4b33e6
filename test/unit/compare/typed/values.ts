import type { Random } from '../../../support/random.js';
import { type Hole, keyTakes, type Model, names, type Type, words } from './type.js';

/** No value of the type can be stored. */
export const NONE = Symbol('none');

type Serializer = 'json' | 'structured';

/** Makes values as a writer holds them. */
export class Writer {
  constructor(
    private readonly model: Model,
    private readonly serializer: Serializer,
    /** Whether values have fields that their types do not declare. */
    private readonly leaks: boolean,
    private readonly random: Random,
  ) {}

  value(type: Type, depth = 7): unknown {
    const { random } = this;
    if (depth === 0) return NONE;
    const inner = (one: Type) => this.value(one, depth - 1);
    switch (type.kind) {
      case 'primitive':
        return this.primitive(type.name);
      case 'literal':
        return type.value;
      case 'template':
        return type.texts
          .map((text, at) => (at === 0 ? text : `${holeValue(type.holes[at - 1]!, random)}${text}`))
          .join('');
      case 'open':
      case 'brand':
        return random.pick(words);
      case 'array':
      case 'counted':
        return whole(
          Array.from({ length: random.below(3) }, () => inner(type.element)),
          [],
        );
      case 'tuple': {
        const items: unknown[] = [];
        const optional = type.elements.filter(({ mark }) => mark === 'optional').length;
        let left = random.below(optional + 1);
        for (const { type: one, mark } of type.elements) {
          if (mark === 'required') items.push(inner(one));
          else if (mark === 'optional') {
            if (left-- <= 0) break;
            items.push(random.chance(0.2) ? undefined : inner(one));
          } else if (left >= 0) for (let count = random.below(3); count > 0; count--) items.push(inner(one));
        }
        return whole(items, NONE);
      }
      case 'object':
        return this.object(type, inner);
      case 'written': {
        const as = inner(type.as);
        return as === NONE ? NONE : { hidden: 1, toJSON: () => as };
      }
      case 'leaf':
        return this.leaf(type, inner);
      case 'union':
        return inner(random.pick(type.members));
      case 'name':
        return inner(this.model[type.index]!);
    }
  }

  private primitive(name: string): unknown {
    const { random } = this;
    switch (name) {
      case 'string':
        return random.pick(words);
      case 'number':
        return random.pick([0, 1, 2, -1.5, 1e21]);
      case 'boolean':
        return random.chance(0.5);
      case 'null':
        return null;
      case 'undefined':
        return undefined;
      case 'unknown':
        return random.pick(['x', 7, null, [], {}, true]);
      case 'object':
        return random.pick([[], {}, { a: 1 }, ['x']]);
      default:
        return NONE;
    }
  }

  private object(type: Extract<Type, { kind: 'object' }>, inner: (type: Type) => unknown): unknown {
    const { random } = this;
    const value: Record<string, unknown> = {};
    for (const { name, optional, type: one } of type.fields) {
      if (optional && random.chance(0.4)) {
        // Without exactOptionalPropertyTypes it may be there and undefined.
        if (random.chance(0.3)) value[name] = undefined;
        continue;
      }
      const field = inner(one);
      if (field === NONE && !optional) return NONE;
      if (field !== NONE) value[name] = field;
    }
    const declared = new Set(type.fields.map(({ name }) => name));
    for (const name of [...names, 'zz', 'a9', '-3', '1.5']) {
      if (declared.has(name)) continue;
      if (type.index && keyTakes(type.index.key, name)) {
        if (!random.chance(0.3)) continue;
        const field = inner(type.index.type);
        if (field !== NONE) value[name] = field;
      } else if (this.leaks && random.chance(0.25))
        value[name] = random.pick(['x', 7, null, [], {}, true, [1], { a: 'x' }]);
    }
    return value;
  }

  private leaf(type: Extract<Type, { kind: 'leaf' }>, inner: (type: Type) => unknown): unknown {
    const count = this.random.below(3);
    switch (type.name) {
      case 'Date':
        return new Date(0);
      case 'RegExp':
        return /x/;
      case 'Set': {
        const items = Array.from({ length: count }, () => inner(type.of[0]!));
        return items.includes(NONE) ? new Set() : new Set(items);
      }
      case 'Map': {
        const entries = Array.from(
          { length: count },
          () => [inner(type.of[0]!), inner(type.of[1]!)] as const,
        );
        return entries.some((entry) => entry.includes(NONE)) ? new Map() : new Map(entries);
      }
    }
  }

  /** What is read back of a value; NONE where there is no text of it. */
  stored(value: unknown): unknown {
    if (value === NONE) return NONE;
    if (this.serializer === 'structured') return structuredClone(value);
    const text = JSON.stringify(value);
    return text === undefined ? NONE : JSON.parse(text);
  }
}

function whole(items: readonly unknown[], otherwise: unknown): unknown {
  return items.includes(NONE) ? otherwise : items;
}

function holeValue(hole: Hole, random: Random): string {
  if (hole === 'string') return random.pick(words);
  return hole === 'number' ? random.pick(['1', '-2.5', '1e3', '007', '0x1F']) : random.pick(['x', 'y']);
}

/** Tells whether what was read is of a type. It looks at values alone, and knows nothing of the rules. */
export class Validator {
  constructor(
    private readonly model: Model,
    private readonly serializer: Serializer,
    /** Whether fields that are not declared are refused. */
    private readonly strict: boolean,
  ) {}

  isOf(type: Type, value: unknown): boolean {
    switch (type.kind) {
      case 'primitive':
        if (type.name === 'unknown') return true;
        if (type.name === 'null') return value === null;
        return type.name === 'object'
          ? typeof value === 'object' && value !== null
          : typeof value === type.name;
      case 'literal':
        return value === type.value;
      case 'template':
        return typeof value === 'string' && patternOf(type).test(value);
      case 'open':
      case 'brand':
        return typeof value === 'string';
      case 'array':
      case 'counted':
        return Array.isArray(value) && value.every((item) => this.isElement(type.element, item));
      case 'tuple':
        return Array.isArray(value) && this.isTuple(type.elements, value);
      case 'object':
        return this.isObject(type, value);
      case 'written':
        return this.isReturned(type.as, value);
      case 'leaf':
        return this.isLeaf(type, value);
      case 'union':
        return type.members.some((member) => this.isOf(member, value));
      case 'name':
        return this.isOf(this.model[type.index]!, value);
    }
  }

  /** What `toJSON` gives is written as it is: its own `toJSON` is not asked. */
  private isReturned(type: Type, value: unknown): boolean {
    if (type.kind === 'union') return type.members.some((member) => this.isReturned(member, value));
    if (type.kind === 'name') return this.isReturned(this.model[type.index]!, value);
    if (type.kind === 'written') return isPlain(value) && value.hidden === 1;
    if (type.kind === 'leaf') return isPlain(value) && Object.keys(value).length === 0;
    return this.isOf(type, value);
  }

  private isLeaf({ name, of }: Extract<Type, { kind: 'leaf' }>, value: unknown): boolean {
    if (this.serializer === 'json') {
      if (name === 'Date')
        return typeof value === 'string' && !Number.isNaN(Date.parse(value)) && value.endsWith('Z');
      return isPlain(value) && Object.keys(value).length === 0;
    }
    switch (name) {
      case 'Date':
        return tagOf(value) === 'Date';
      case 'RegExp':
        return tagOf(value) === 'RegExp';
      case 'Set':
        return (
          tagOf(value) === 'Set' && [...(value as Set<unknown>)].every((item) => this.isOf(of[0]!, item))
        );
      case 'Map':
        return (
          tagOf(value) === 'Map' &&
          [...(value as Map<unknown, unknown>)].every(
            ([key, item]) => this.isOf(of[0]!, key) && this.isOf(of[1]!, item),
          )
        );
    }
  }

  private isObject({ fields, index }: Extract<Type, { kind: 'object' }>, value: unknown): boolean {
    if (!isPlain(value)) return false;
    const declared = new Set(fields.map(({ name }) => name));
    return (
      fields.every(({ name, optional, type }) => {
        if (!Object.hasOwn(value, name))
          return optional || (this.serializer === 'json' && this.mayBeLost(type));
        return (optional && value[name] === undefined) || this.isOf(type, value[name]);
      }) &&
      Object.entries(value).every(([name, field]) => {
        if (declared.has(name)) return true;
        if (index && keyTakes(index.key, name)) return this.isOf(index.type, field);
        return !this.strict;
      })
    );
  }

  private mayBeLost(type: Type): boolean {
    return this.isOf(type, undefined);
  }

  private isElement(type: Type, value: unknown): boolean {
    return this.isOf(type, value) || (value === null && this.serializer === 'json' && this.mayBeLost(type));
  }

  private isTuple(
    elements: Extract<Type, { kind: 'tuple' }>['elements'],
    value: readonly unknown[],
    place = 0,
    at = 0,
  ): boolean {
    const element = elements[place];
    if (element === undefined) return at === value.length;
    const { type, mark } = element;
    const isEmpty =
      mark === 'optional' && (value[at] === undefined || (this.serializer === 'json' && value[at] === null));
    const isHere = at < value.length && (isEmpty || this.isElement(type, value[at]));
    if (mark === 'required') return isHere && this.isTuple(elements, value, place + 1, at + 1);
    if (mark === 'optional')
      return at === value.length || (isHere && this.isTuple(elements, value, place + 1, at + 1));
    return (
      this.isTuple(elements, value, place + 1, at) || (isHere && this.isTuple(elements, value, place, at + 1))
    );
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return tagOf(value) === 'Object';
}

/** Not `instanceof`: what was cloned is of another realm. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

function patternOf({ texts, holes }: Extract<Type, { kind: 'template' }>): RegExp {
  const parts = texts.map((text, at) => {
    if (at === 0) return text;
    const hole = holes[at - 1]!;
    // What TypeScript takes for a number that is written.
    const number = '(?:-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?|0[xX][\\da-fA-F]+)';
    return `${hole === 'string' ? '[\\s\\S]*' : hole === 'number' ? number : '[xy]'}${text}`;
  });
  return new RegExp(`^${parts.join('')}$`);
}
