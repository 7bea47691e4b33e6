import type { IndexLabel, Label, PropertyLabel, Salt } from '../graph/graph.js';
import { saltNumbers } from '../graph/label.js';

const KINDS: readonly Label['kind'][] = [
  'primitive',
  'boolean',
  'number',
  'bigint',
  'string',
  'template',
  'mapping',
  'array',
  'tuple',
  'leaf',
  'object',
];
const PRIMITIVES = 'string number boolean bigint symbol null undefined object unknown function any'.split(
  ' ',
);
const MAPPINGS = ['Uppercase', 'Lowercase', 'Capitalize', 'Uncapitalize'];
const MARKS = ['required', 'optional', 'rest', 'variadic'];

/**
 * The order of labels, by which the members of a union stand in a text. `docs/canonical-form.md` has it in words.
 *
 * @param a a normal label
 * @param b another
 * @returns negative, 0 or positive. Leaves of one name and a different number of arguments are for the caller to order
 */
export function compareLabels(a: Label, b: Label): number {
  if (a.kind === 'primitive' && b.kind === 'primitive')
    return PRIMITIVES.indexOf(a.name) - PRIMITIVES.indexOf(b.name);
  if (a.kind === 'boolean' && b.kind === 'boolean') return Number(a.value) - Number(b.value);
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a.value, b.value);
  if (a.kind === 'bigint' && b.kind === 'bigint') return compareValues(BigInt(a.value), BigInt(b.value));
  if (a.kind === 'string' && b.kind === 'string') return compareValues(a.value, b.value);
  if (a.kind === 'template' && b.kind === 'template') return compareLists(a.texts, b.texts, compareValues);
  if (a.kind === 'mapping' && b.kind === 'mapping')
    return MAPPINGS.indexOf(a.name) - MAPPINGS.indexOf(b.name);
  if (a.kind === 'tuple' && b.kind === 'tuple') return compareLists(a.marks, b.marks, compareMarks);
  if (a.kind === 'leaf' && b.kind === 'leaf') return compareValues(a.name, b.name);
  if (a.kind === 'object' && b.kind === 'object')
    return (
      compareLists(a.properties, b.properties, compareProperties) ||
      compareLists(a.indexes, b.indexes, compareIndexes) ||
      Number(a.hasBases) - Number(b.hasBases) ||
      compareVersions(a.version, b.version)
    );
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}

function compareValues<Value extends string | bigint | number>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareNumbers(a: number, b: number): number {
  return Number.isNaN(a) || Number.isNaN(b)
    ? Number(Number.isNaN(a)) - Number(Number.isNaN(b))
    : compareValues(a, b);
}

function compareMarks(a: string, b: string): number {
  return MARKS.indexOf(a) - MARKS.indexOf(b);
}

function compareVersions(a: Salt | undefined, b: Salt | undefined): number {
  return compareLists(saltNumbers(a), saltNumbers(b), compareValues);
}

function compareProperties(a: PropertyLabel, b: PropertyLabel): number {
  return (
    compareValues(a.name, b.name) ||
    Number(a.optional) - Number(b.optional) ||
    compareVersions(a.version, b.version)
  );
}

function compareIndexes(a: IndexLabel, b: IndexLabel): number {
  return compareValues(a.key, b.key) || compareVersions(a.version, b.version);
}

function compareLists<Item>(
  a: readonly Item[],
  b: readonly Item[],
  compare: (a: Item, b: Item) => number,
): number {
  const length = Math.min(a.length, b.length);
  for (let place = 0; place < length; place++) {
    const order = compare(a[place]!, b[place]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
