import type { PlainNode, PlainShape } from '../plain-shape.js';

/** No value of the type can be written. */
export const NONE = Symbol('none');

/** Numbers from 0 up to a bound, from a seed. */
export type Random = (bound: number) => number;

const KEY_SAMPLES: Record<string, readonly string[]> = {
  string: ['a', 'b', 'zz', '7'],
  number: ['7', '1'],
  '`a]${string}`': ['a]', 'a]x'],
  'Uppercase<string>': ['A', '7', ''],
};

/** Whether a name is of a key, as TypeScript has it; undefined for keys that the generator knows nothing of. */
function keyHas(key: string, name: string): boolean {
  if (key === 'string') return true;
  if (key === 'number') return /^\d+$/.test(name);
  if (key.startsWith('`a]')) return name.startsWith('a]');
  if (key.startsWith('Uppercase')) return name.toUpperCase() === name;
  return name.startsWith('a') && name.endsWith('b');
}

/** A value of a slot, as a writer holds it: what it leaks of undeclared fields is random. */
export function storedValue(
  shape: PlainShape,
  slot: readonly number[],
  depth: number,
  leaks: boolean,
  random: Random,
): unknown {
  if (slot.length === 0 || depth === 0) return NONE;
  const node = shape.nodes[slot[random(slot.length)]!]!;
  const inner = (members: readonly number[]) => storedValue(shape, members, depth - 1, leaks, random);
  const { label } = node;
  switch (label.kind) {
    case 'primitive':
      switch (label.name) {
        case 'string':
          return ['', 'x', 'A'][random(3)];
        case 'number':
          return [0, 1.5, -3][random(3)];
        case 'boolean':
          return random(2) === 0;
        case 'null':
          return null;
        case 'undefined':
          return undefined;
        case 'function':
          return () => 0;
        case 'unknown':
        case 'any':
          return ['x', 7, null, [], { a: 1 }, undefined][random(6)];
        default:
          return NONE;
      }
    case 'string':
    case 'boolean':
      return label.value;
    case 'number':
      return Number.isFinite(Number(label.value)) ? Number(label.value) : NONE;
    case 'array': {
      const items = Array.from({ length: random(3) }, () => inner(node.slots[0]!));
      return items.includes(NONE) ? [] : items;
    }
    case 'tuple': {
      const items: unknown[] = [];
      for (const [place, mark] of label.marks.entries()) {
        if (mark === 'variadic' || (mark === 'rest' && random(2) === 0)) continue;
        if (mark === 'optional' && !label.marks.includes('required') && random(2) === 0) break;
        items.push(inner(node.slots[place]!));
      }
      return items.includes(NONE) || label.marks.includes('variadic') ? NONE : items;
    }
    case 'leaf':
      if (label.name === 'Date') return new Date(0);
      return label.name === 'Map' ? new Map() : { '#leaf': label.name };
    case 'object':
      if (label.hasBases) {
        // Of a `Map` it writes the fields beside, of what it writes as a list or a string none.
        const value = node.slots[0]!.length === 1 ? inner(node.slots[0]!) : NONE;
        const hasLostFields = Array.isArray(value) || typeof value === 'string' || value instanceof Date;
        return hasLostFields || node.slots.length === 1 ? value : NONE;
      }
      return label.indexes.some(({ key }) => key.includes('&')) ? NONE : objectOf(node, inner, leaks, random);
    default:
      return NONE;
  }
}

function objectOf(
  { label, slots }: PlainNode,
  inner: (slot: readonly number[]) => unknown,
  leaks: boolean,
  random: Random,
): unknown {
  if (label.kind !== 'object') return NONE;
  const value: Record<string, unknown> = {};
  for (const [place, { name, optional }] of label.properties.entries()) {
    if (optional && random(2) === 0) continue;
    const field = inner(slots[place]!);
    if (field === NONE && !optional) return NONE;
    if (field !== NONE) value[name] = field;
  }
  const declared = new Set(label.properties.map(({ name }) => name));
  for (const [place, { key }] of label.indexes.entries())
    for (const name of KEY_SAMPLES[key]!) {
      if (declared.has(name) || random(2) === 0) continue;
      const field = inner(slots[label.properties.length + place]!);
      // Where several signatures take a name, its value has to be of all of them.
      if (field !== NONE && label.indexes.filter((other) => keyHas(other.key, name)).length === 1)
        value[name] = field;
    }
  if (leaks)
    for (const name of ['a', 'b', 'c', 'é', 'zz', 'A'])
      if (!declared.has(name) && !label.indexes.some(({ key }) => keyHas(key, name)) && random(3) === 0)
        value[name] = ['x', 7, null, [], {}][random(5)];
  return value;
}

/** Whether what was read from a text is of a slot. It looks at values alone, and knows nothing of the rules. */
export function isOf(shape: PlainShape, slot: readonly number[], value: unknown): boolean {
  return slot.some((member) => isOfNode(shape, shape.nodes[member]!, value));
}

function isOfNode(shape: PlainShape, { label, slots }: PlainNode, value: unknown): boolean {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  switch (label.kind) {
    case 'primitive':
      if (label.name === 'unknown' || label.name === 'any') return true;
      if (label.name === 'object') return typeof value === 'object' && value !== null;
      return label.name === 'null' ? value === null : typeof value === label.name;
    case 'string':
    case 'boolean':
      return value === label.value;
    case 'number':
      return value === Number(label.value);
    case 'template':
      return (
        typeof value === 'string' && value.startsWith(label.texts[0]!) && value.endsWith(label.texts.at(-1)!)
      );
    case 'mapping':
      return typeof value === 'string';
    case 'array':
      return Array.isArray(value) && value.every((item) => isElement(shape, slots[0]!, item, false));
    case 'tuple':
      return Array.isArray(value) && isTuple(shape, label.marks, slots, value);
    case 'leaf':
      if (label.name === 'Date') return value === '1970-01-01T00:00:00.000Z';
      if (label.name === 'Map') return isRecord && Object.keys(value).length === 0;
      return isRecord && (value as Record<string, unknown>)['#leaf'] === label.name;
    case 'object': {
      const bases = label.hasBases ? slots[0]! : [];
      if (!bases.every((base) => isOf(shape, [base], value))) return false;
      // Beside a list or a string JSON writes no fields: those of the type are absent in every entry.
      if (!isRecord) return bases.length > 0;
      if (bases.length === 0 && '#leaf' in value) return false;
      const record = value as Record<string, unknown>;
      const own = label.hasBases ? slots.slice(1) : slots;
      const declared = new Set(label.properties.map(({ name }) => name));
      return (
        label.properties.every(({ name, optional }, place) =>
          Object.hasOwn(record, name)
            ? isOf(shape, own[place]!, record[name])
            : optional || mayBeLost(shape, own[place]!),
        ) &&
        label.indexes.every(({ key }, place) =>
          Object.entries(record).every(
            ([name, field]) =>
              declared.has(name) ||
              !keyHas(key, name) ||
              isOf(shape, own[label.properties.length + place]!, field),
          ),
        )
      );
    }
    default:
      return false;
  }
}

const nameOf = (shape: PlainShape, member: number): string => {
  const { label } = shape.nodes[member]!;
  return label.kind === 'primitive' ? label.name : '';
};

function mayBeLost(shape: PlainShape, slot: readonly number[]): boolean {
  return slot.some((member) =>
    ['undefined', 'function', 'symbol', 'unknown', 'any'].includes(nameOf(shape, member)),
  );
}

function isElement(shape: PlainShape, slot: readonly number[], value: unknown, optional: boolean): boolean {
  return (value === null && (optional || mayBeLost(shape, slot))) || isOf(shape, slot, value);
}

function isTuple(
  shape: PlainShape,
  marks: readonly string[],
  slots: readonly (readonly number[])[],
  value: readonly unknown[],
): boolean {
  // From the end: which places of the value the marks from one on can take.
  let ends = new Set([value.length]);
  for (let place = marks.length - 1; place >= 0; place--) {
    const starts = new Set<number>();
    const mark = marks[place]!;
    if (mark === 'variadic') return false;
    if (mark !== 'required') for (const end of ends) starts.add(end);
    for (const end of ends)
      for (
        let at = end - 1;
        at >= 0 && isElement(shape, slots[place]!, value[at], mark === 'optional');
        at--
      ) {
        starts.add(at);
        if (mark !== 'rest') break;
      }
    ends = starts;
  }
  return ends.has(0);
}
