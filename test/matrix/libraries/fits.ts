import { type Label, type NodeId, parse, type ShapeGraph, type SlotId } from '../../../src/shape/index.js';

/**
 * Where a value that came back from JSON differs from a shape: a small validator that shares nothing with the reader.
 *
 * @param text the canonical form
 * @param value what `JSON.parse(JSON.stringify(value))` gave
 * @returns a line for each difference, `path: what is there`; none where it fits
 */
export function differences(text: string, value: unknown): readonly string[] {
  const { graph, root } = parse(text);
  return ofSlot(graph, root, value, '');
}

type Object = Readonly<Record<string, unknown>>;

/** What JSON writes for the library types that models have. */
const leaves: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  Date: (value) => (isIsoDate(value) ? undefined : 'no ISO date'),
  Map: () => '`Map` is written without its content',
  Set: () => '`Set` is written without its content',
  Uint8Array: () => '`Uint8Array` is written as an object of numbers',
  Buffer: (value) => ((value as Object).type === 'Buffer' ? undefined : 'no Buffer'),
};

/** What a mapping leaves as it is. */
const mappings = {
  Uppercase: (text: string) => text.toUpperCase(),
  Lowercase: (text: string) => text.toLowerCase(),
  Capitalize: (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1),
  Uncapitalize: (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1),
};

function isIsoDate(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

/** `undefined` is a property that is not there. */
function ofSlot(graph: ShapeGraph, slot: SlotId, value: unknown, path: string): readonly string[] {
  const found = graph.membersOf(slot).map((node) => ofNode(graph, node, value, path));
  const best = found.sort((a, b) => a.length - b.length)[0];
  return best ?? [`${path}: ${shown(value)} where nothing can be`];
}

function ofNode(graph: ShapeGraph, node: NodeId, value: unknown, path: string): readonly string[] {
  const label = graph.labelOf(node);
  const slots = graph.slotsOf(node)!;
  const wrong = (expected: string) => [`${path}: ${shown(value)}, not ${expected}`];
  switch (label.kind) {
    case 'primitive':
      return isPrimitive(label.name, value) ? [] : wrong(label.name);
    case 'string':
    case 'number':
    case 'boolean':
      return value === label.value ? [] : wrong(JSON.stringify(label.value));
    case 'bigint':
      return wrong('a bigint');
    case 'template': {
      const [first, last] = [label.texts[0]!, label.texts.at(-1)!];
      return typeof value === 'string' && value.startsWith(first) && value.endsWith(last)
        ? []
        : wrong('of that template');
    }
    case 'mapping':
      return typeof value === 'string' && mappings[label.name](value) === value
        ? ofSlot(graph, slots[0]!, value, path)
        : wrong(label.name);
    case 'array':
      if (!Array.isArray(value)) return wrong('an array');
      return value.flatMap((one, index) => ofElement(graph, slots[0]!, one, `${path}[${index}]`));
    case 'tuple':
      return Array.isArray(value) ? ofTuple(graph, label.marks, slots, value, path) : wrong('a tuple');
    case 'leaf': {
      const difference = leaves[label.name]?.(value);
      if (leaves[label.name] === undefined) return wrong(`known of ${label.name}`);
      return difference === undefined ? [] : [`${path}: ${difference}`];
    }
    case 'object':
      return isObject(value) || label.hasBases
        ? ofObject(graph, label, slots, value, path)
        : wrong('an object');
  }
}

/** JSON writes `null` for what cannot be an element. */
function ofElement(graph: ShapeGraph, slot: SlotId, value: unknown, path: string): readonly string[] {
  const found = ofSlot(graph, slot, value, path);
  return value === null && ofSlot(graph, slot, undefined, path).length === 0 ? [] : found;
}

function ofTuple(
  graph: ShapeGraph,
  marks: readonly string[],
  slots: readonly SlotId[],
  value: readonly unknown[],
  path: string,
): readonly string[] {
  return Array.from({ length: Math.max(value.length, marks.length) }, (_, index) => {
    const at = Math.min(index, marks.length - 1);
    if (index >= value.length) return marks[at] === 'required' ? [`${path}[${index}]: is not there`] : [];
    if (index >= marks.length && marks[at] !== 'rest') return [`${path}[${index}]: not in the shape`];
    return ofElement(graph, slots[at]!, value[index], `${path}[${index}]`);
  }).flat();
}

function ofObject(
  graph: ShapeGraph,
  label: Label & { kind: 'object' },
  slots: readonly SlotId[],
  value: unknown,
  path: string,
): readonly string[] {
  const members = label.hasBases ? slots.slice(1) : slots;
  const found: string[] = [];
  if (label.hasBases)
    for (const base of graph.membersOf(slots[0]!)) found.push(...ofNode(graph, base, value, path));
  // What a base wrote as text has no place for members.
  if (!isObject(value)) return found;
  const names = new Set(label.properties.map(({ name }) => name));
  label.properties.forEach(({ name, optional }, index) => {
    if (optional && !Object.hasOwn(value, name)) return;
    found.push(...ofSlot(graph, members[index]!, value[name], `${path}.${name}`));
  });
  for (const name of Object.keys(value).filter((key) => !names.has(key))) {
    const results = label.indexes.flatMap(({ key }, index) =>
      isKey(key, name)
        ? [ofSlot(graph, members[label.properties.length + index]!, value[name], `${path}.${name}`)]
        : [],
    );
    if (results.length === 0 && !label.hasBases) found.push(`${path}.${name}: not in the shape`);
    found.push(...results.flat());
  }
  return found;
}

function isKey(key: string, name: string): boolean {
  if (key === 'string') return true;
  return key === 'number' ? String(Number(name)) === name : differences(key, name).length === 0;
}

function isPrimitive(name: string, value: unknown): boolean {
  if (name === 'unknown' || name === 'any') return true;
  if (name === 'undefined' || name === 'function' || name === 'symbol') return value === undefined;
  if (name === 'object') return typeof value === 'object' && value !== null;
  if (name === 'null') return value === null;
  return typeof value === name;
}

function isObject(value: unknown): value is Object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value).slice(0, 60);
}
