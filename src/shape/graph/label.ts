import { ShapeError } from '../error.js';
import type { Label, Salt } from './graph.js';
import { isIndexKey } from './index-key.js';

/** A label in normal form, and the order in which its properties and index signatures were given. */
export interface NormalLabel {
  readonly label: Label;
  /** `order[i]` is the given place of what is now slot `i`; undefined where nothing moved. */
  readonly order: readonly number[] | undefined;
}

const DECIMAL = /^(?:0|-?[1-9]\d*)$/;

/**
 * How many slots a node with this label has.
 *
 * @param label the label
 * @returns the number, or undefined for a leaf, whose label does not tell
 * @example slotCountOf({ kind: 'array' }) === 1
 */
export function slotCountOf(label: Label): number | undefined {
  switch (label.kind) {
    case 'template':
      return label.texts.length - 1;
    case 'mapping':
    case 'array':
      return 1;
    case 'tuple':
      return label.marks.length;
    case 'leaf':
      return undefined;
    case 'object':
      return (label.hasBases ? 1 : 0) + label.properties.length + label.indexes.length;
    default:
      return 0;
  }
}

/**
 * Brings a label to normal form: `-0` becomes `0`, properties are sorted by name in UTF-16 code unit order, and index
 * signatures by key.
 *
 * @param label a label as a reader gives it
 * @returns the normal label and how its slots have to be permuted
 * @throws ShapeError where a name or a key comes twice, or a scalar is malformed
 */
export function normaliseLabel(label: Label): NormalLabel {
  switch (label.kind) {
    case 'number':
      return { label: label.value === 0 ? { kind: 'number', value: 0 } : label, order: undefined };
    case 'bigint':
      if (!DECIMAL.test(label.value)) throw new ShapeError(`not the digits of a bigint: ${label.value}`);
      return { label, order: undefined };
    case 'template':
      if (label.texts.length < 2) throw new ShapeError('a template without a hole is a string literal');
      return { label, order: undefined };
    case 'object':
      return normaliseObject(label);
    default:
      return { label, order: undefined };
  }
}

function normaliseObject(label: Extract<Label, { kind: 'object' }>): NormalLabel {
  const { properties, indexes, hasBases, version } = label;
  checkVersion(version, 'an object');
  for (const property of properties) checkVersion(property.version, property.name);
  for (const index of indexes) {
    checkVersion(index.version, index.key);
    if (!isIndexKey(index.key)) throw new ShapeError(`not the text of an index key: ${index.key}`);
  }
  const propertyOrder = sortedOrder(properties.map((property) => property.name));
  const indexOrder = sortedOrder(indexes.map((index) => index.key));
  if (propertyOrder === undefined && indexOrder === undefined) return { label, order: undefined };
  const sortedProperties = propertyOrder?.map((place) => properties[place]!) ?? properties;
  const sortedIndexes = indexOrder?.map((place) => indexes[place]!) ?? indexes;
  const before = hasBases ? 1 : 0;
  const order = hasBases ? [0] : [];
  for (let place = 0; place < properties.length; place++)
    order.push(before + (propertyOrder?.[place] ?? place));
  const beforeIndexes = before + properties.length;
  for (let place = 0; place < indexes.length; place++)
    order.push(beforeIndexes + (indexOrder?.[place] ?? place));
  return { label: { ...label, properties: sortedProperties, indexes: sortedIndexes }, order };
}

function checkVersion(version: Salt | undefined, owner: string): void {
  if (version === undefined) return;
  const numbers = saltNumbers(version);
  if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0))
    throw new ShapeError(`the version ${version} of ${owner} is not a whole number from 0 up`);
  const isList = typeof version === 'object';
  if (
    isList &&
    (numbers.length < 2 || numbers.some((number, place) => place > 0 && number <= numbers[place - 1]!))
  )
    throw new ShapeError(`the versions ${version} of ${owner} are not several in ascending order`);
}

/** The places in ascending order of their names; undefined where they are sorted as they stand. */
function sortedOrder(names: readonly string[]): readonly number[] | undefined {
  let sorted = true;
  for (let place = 1; place < names.length && sorted; place++) sorted = names[place - 1]! < names[place]!;
  if (sorted) return undefined;
  const order = names.map((_, place) => place).sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
  for (let place = 1; place < order.length; place++) {
    const name = names[order[place]!]!;
    if (names[order[place - 1]!] === name)
      throw new ShapeError(`${JSON.stringify(name)} comes twice in one object`);
  }
  return order;
}

/**
 * A string that two normal labels have in common exactly when they are equal.
 *
 * @param label a normal label
 * @returns the string, good for a map's key and for nothing else
 */
export function labelKey(label: Label): string {
  switch (label.kind) {
    case 'primitive':
    case 'mapping':
    case 'leaf':
      return `${label.kind}:${label.name}`;
    case 'string':
    case 'bigint':
    case 'boolean':
    case 'number':
      return `${label.kind}:${label.value}`;
    case 'template':
      return `template:${JSON.stringify(label.texts)}`;
    case 'array':
      return 'array';
    case 'tuple':
      return `tuple:${label.marks.join()}`;
    case 'object': {
      let key = `object:${label.hasBases}:${label.version}`;
      for (const { name, optional, version } of label.properties)
        key += memberKey(name, optional ? '?' : '!', version);
      for (const index of label.indexes) key += memberKey(index.key, '[', index.version);
      return key;
    }
  }
}

// The length comes first, so that no name can look like the next member.
function memberKey(name: string, mark: string, version: Salt | undefined): string {
  return `${mark}${version ?? ''}:${name.length}:${name}`;
}

/**
 * The numbers of a salt.
 *
 * @param salt none, one or several
 * @returns them as a list
 * @example saltNumbers(2) // [2]
 */
export function saltNumbers(salt: Salt | undefined): readonly number[] {
  if (salt === undefined) return [];
  return typeof salt === 'number' ? [salt] : salt;
}

/** Whether two salts are the same. */
export function sameSalt(one: Salt | undefined, other: Salt | undefined): boolean {
  return saltNumbers(one).join() === saltNumbers(other).join();
}
