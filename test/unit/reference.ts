import { createHash } from 'node:crypto';
import type { Label, Salt } from '../../src/shape/index.js';
import { labelOf, type PlainNode, type PlainShape } from './plain-shape.js';

// docs/canonical-form.md in the plainest code that does what it says, sharing nothing with src/shape: whole rounds,
// recursion, quadratic everywhere. It is what the tests hold the fast code to.

type Kind = Label['kind'];
const KINDS: Kind[] = [
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
const PRIMITIVES = [
  'string',
  'number',
  'boolean',
  'bigint',
  'symbol',
  'null',
  'undefined',
  'object',
  'unknown',
  'function',
  'any',
];
const MAPPINGS = ['Uppercase', 'Lowercase', 'Capitalize', 'Uncapitalize'];
const MARKS = ['required', 'optional', 'rest', 'variadic'];

type Sortable = number | bigint | string | readonly Sortable[];

function compare(a: Sortable, b: Sortable): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < a.length && i < b.length; i++) {
      const order = compare(a[i], b[i]);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A label as a list that sorts as labels do. */
function sortable(label: Label, slotCount: number): Sortable {
  const kind = KINDS.indexOf(label.kind);
  switch (label.kind) {
    case 'primitive':
      return [kind, PRIMITIVES.indexOf(label.name)];
    case 'boolean':
      return [kind, label.value ? 1 : 0];
    case 'number':
      return Number.isNaN(label.value) ? [kind, 1] : [kind, 0, label.value + 0];
    case 'bigint':
      return [kind, BigInt(label.value)];
    case 'string':
      return [kind, label.value];
    case 'template':
      return [kind, label.texts];
    case 'mapping':
      return [kind, MAPPINGS.indexOf(label.name)];
    case 'array':
      return [kind];
    case 'tuple':
      return [kind, label.marks.map((mark) => MARKS.indexOf(mark))];
    case 'leaf':
      return [kind, label.name, slotCount];
    case 'object':
      return [
        kind,
        label.properties.map((p) => [p.name, p.optional ? 1 : 0, salts(p.version)]),
        label.indexes.map((i) => [i.key, salts(i.version)]),
        label.hasBases ? 1 : 0,
        salts(label.version),
      ];
  }
}

interface Node {
  readonly label: Label;
  readonly slots: readonly (readonly number[])[];
}

function isLike(label: Label, primitive: string): boolean {
  if (label.kind === primitive) return true;
  return primitive === 'string' && (label.kind === 'template' || label.kind === 'mapping');
}

/** Step 1: sorted members of objects, and unions as TypeScript has them. */
function normalise(plain: readonly PlainNode[]): {
  nodes: Node[];
  slot: (members: readonly number[]) => number[];
} {
  const nodes: Node[] = plain.map(({ label, slots }) => ({ label: labelOf(label), slots }));
  nodes.push({ label: { kind: 'primitive', name: 'boolean' }, slots: [] });
  const boolean = nodes.length - 1;
  const slot = (given: readonly number[]): number[] => {
    const labels = given.map((member) => nodes[member]!.label);
    const named = (name: string): number[] =>
      given.filter(
        (_, i) => labels[i]!.kind === 'primitive' && (labels[i] as { name: string }).name === name,
      );
    if (named('any').length > 0) return named('any');
    if (named('unknown').length > 0) return named('unknown');
    let members = [...given];
    const values = labels.flatMap((label) => (label.kind === 'boolean' ? [label.value] : []));
    if (values.includes(true) && values.includes(false)) members.push(boolean);
    for (const primitive of ['string', 'number', 'bigint', 'boolean'])
      if (
        members.some((m) => compare(sortable(nodes[m]!.label, 0), [0, PRIMITIVES.indexOf(primitive)]) === 0)
      )
        members = members.filter((m) => !isLike(nodes[m]!.label, primitive));
    return members;
  };
  return {
    slot,
    nodes: nodes.map(({ label, slots }) => {
      const normalSlots = slots.map(slot);
      if (label.kind !== 'object') return { label, slots: normalSlots };
      const shift = label.hasBases ? 1 : 0;
      const bases = normalSlots.slice(0, shift);
      const members = normalSlots.slice(shift);
      const count = label.properties.length;
      const properties = label.properties.map((p, i) => ({ p, slot: members[i]! }));
      const indexes = label.indexes.map((p, i) => ({ p, slot: members[count + i]! }));
      properties.sort((a, b) => compare(a.p.name, b.p.name));
      indexes.sort((a, b) => compare(a.p.key, b.p.key));
      return {
        label: { ...label, properties: properties.map(({ p }) => p), indexes: indexes.map(({ p }) => p) },
        slots: [...bases, ...properties.map((m) => m.slot), ...indexes.map((m) => m.slot)],
      };
    }),
  };
}

function ranksOf(keys: readonly Sortable[], comparator: (a: Sortable, b: Sortable) => number): number[] {
  const order = keys.map((_, i) => i).sort((a, b) => comparator(keys[a]!, keys[b]!));
  const ranks: number[] = [];
  order.forEach((node, place) => {
    const before = order[place - 1];
    ranks[node] =
      before !== undefined && comparator(keys[before]!, keys[node]!) === 0 ? ranks[before]! : place;
  });
  return ranks;
}

/** Of two sets that one comes first which has the least rank that only one has. */
function compareSets(a: readonly number[], b: readonly number[]): number {
  const onlyA = Math.min(...a.filter((rank) => !b.includes(rank)));
  const onlyB = Math.min(...b.filter((rank) => !a.includes(rank)));
  return compare(onlyA, onlyB);
}

/** Step 2: depth by depth, until nothing more is told apart. */
export function ranks(nodes: readonly Node[]): number[] {
  let current = ranksOf(
    nodes.map(({ label, slots }) => sortable(label, slots.length)),
    compare,
  );
  for (;;) {
    const keys = nodes.map(({ slots }, node) => [
      current[node]!,
      ...slots.map((slot) => slot.map((member) => current[member]!)),
    ]);
    const next = ranksOf(keys, (a, b) => {
      const [rankA, ...slotsA] = a as [number, ...number[][]];
      const [rankB, ...slotsB] = b as [number, ...number[][]];
      if (rankA !== rankB) return rankA - rankB;
      for (let i = 0; i < slotsA.length; i++) {
        const order = compareSets(slotsA[i]!, slotsB[i]!);
        if (order !== 0) return order;
      }
      return 0;
    });
    if (new Set(next).size === new Set(current).size) return next;
    current = next;
  }
}

const quote = (text: string): string =>
  JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
const inTemplate = (text: string): string =>
  quote(text).slice(1, -1).replaceAll('\\"', '"').replace(/[`$]/g, '\\$&');
const RESERVED = [...PRIMITIVES, ...MAPPINGS, 'never', 'true', 'false', 'NaN', 'Infinity'];
const leafName = (name: string): string =>
  /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/.test(name) && !RESERVED.includes(name) ? name : `#${quote(name)}`;
const salts = (version: Salt | undefined): readonly number[] =>
  version === undefined ? [] : [version].flat();
const salt = (version: Salt | undefined): string =>
  salts(version)
    .map((number) => `@${number}`)
    .join('');

/** Step 3. */
export function referenceText(shape: PlainShape): string {
  const { nodes, slot: normaliseSlot } = normalise(shape.nodes);
  const rank = ranks(nodes);
  const representative = (node: number): number => rank.indexOf(rank[node]!);
  const setOf = (members: readonly number[]): number[] =>
    [...new Set(members.map(representative))].sort((a, b) => rank[a]! - rank[b]!);
  const slotsOf = (node: number): number[][] => nodes[node]!.slots.map(setOf);

  const inPlace = (node: number): boolean =>
    ['array', 'template', 'mapping'].includes(nodes[node]!.label.kind);
  const held = (node: number): number[] =>
    slotsOf(node).flatMap((slot) => (slot.length > 16 ? [] : slot.filter(inPlace)));
  const reaches = (from: number, to: number, seen = new Set<number>()): boolean =>
    held(from).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
  const spanOf = (node: number): number =>
    1 + held(node).reduce((sum, next) => sum + (isShared(next) ? 0 : spanOf(next)), 0);
  const isShared = (node: number): boolean => {
    const { label, slots } = nodes[node]!;
    if (label.kind === 'object' || label.kind === 'tuple') return true;
    if (label.kind === 'leaf') return slots.length > 0;
    return inPlace(node) && (reaches(node, node) || spanOf(node) > 16);
  };

  const mentions = new Map<string, number>();
  const numbers = new Map<string, number>();
  let counting = true;
  let last = 0;

  const part = (key: string, brackets: boolean, bracketsNumbered: boolean, body: () => string): string => {
    if (counting) {
      const count = (mentions.get(key) ?? 0) + 1;
      mentions.set(key, count);
      return count === 1 ? body() : '';
    }
    const number = numbers.get(key);
    if (number !== undefined) return `*${number}`;
    if (mentions.get(key)! < 2) return brackets ? `(${body()})` : body();
    numbers.set(key, ++last);
    const prefix = `&${last}`;
    return prefix + (bracketsNumbered ? `(${body()})` : body());
  };

  const printNode = (node: number, place: string): string => {
    const { label } = nodes[node]!;
    const isIntersection = label.kind === 'object' && label.hasBases;
    const brackets = (place !== 'open' && isIntersection) || (place === 'variadic' && label.kind === 'array');
    if (isShared(node))
      return part(`node ${node}`, brackets, isIntersection || label.kind === 'array', () => body(node));
    return brackets ? `(${body(node)})` : body(node);
  };
  const join = (members: readonly number[]): string => members.map((m) => printNode(m, 'open')).join('|');
  const printSlot = (members: readonly number[], place: string): string => {
    if (members.length === 0) return 'never';
    if (members.length === 1) return printNode(members[0]!, place);
    if (members.length > 16)
      return part(`union ${members.join()}`, place !== 'open', true, () => join(members));
    return place === 'open' ? join(members) : `(${join(members)})`;
  };
  const body = (node: number): string => {
    const { label } = nodes[node]!;
    const slots = slotsOf(node);
    const list = (): string =>
      slots.length === 0 ? '' : `<${slots.map((s) => printSlot(s, 'open')).join()}>`;
    switch (label.kind) {
      case 'primitive':
        return label.name;
      case 'boolean':
        return `${label.value}`;
      case 'number':
        return `${label.value}`;
      case 'bigint':
        return `${label.value}n`;
      case 'string':
        return quote(label.value);
      case 'template':
        return `\`${label.texts.map((t, i) => inTemplate(t) + (i < slots.length ? `\${${printSlot(slots[i]!, 'open')}}` : '')).join('')}\``;
      case 'mapping':
        return label.name + list();
      case 'leaf':
        return leafName(label.name) + list();
      case 'array':
        return `${printSlot(slots[0]!, 'operand')}[]`;
      case 'tuple':
        return `[${label.marks
          .map((mark, i) => {
            if (mark === 'required') return printSlot(slots[i]!, 'open');
            if (mark === 'optional') return `${printSlot(slots[i]!, 'operand')}?`;
            if (mark === 'rest') return `...${printSlot(slots[i]!, 'operand')}[]`;
            return `...${printSlot(slots[i]!, 'variadic')}`;
          })
          .join()}]`;
      case 'object': {
        const bases = label.hasBases ? slots[0]!.map((base) => `${printNode(base, 'open')}&`).join('') : '';
        const rest = label.hasBases ? slots.slice(1) : slots;
        const names = [
          ...label.properties.map(
            (p) =>
              (/^[A-Za-z_$][\w$]*$/.test(p.name) ? p.name : quote(p.name)) +
              (p.optional ? '?' : '') +
              salt(p.version),
          ),
          ...label.indexes.map((i) => `[${i.key}]${salt(i.version)}`),
        ];
        return `${bases}{${names.map((name, i) => `${name}:${printSlot(rest[i]!, 'open')}`).join()}}${salt(label.version)}`;
      }
    }
  };
  const root = setOf(normaliseSlot(shape.root));
  printSlot(root, 'open');
  counting = false;
  return printSlot(root, 'open');
}

/** Step 4. */
export function referenceVersion(shape: PlainShape, length: number): string {
  return createHash('sha256')
    .update(`keyshape/1\n${referenceText(shape)}`)
    .digest('hex')
    .slice(0, length);
}

/**
 * Whether two nodes, or sets of nodes, are bisimilar: the greatest relation, found by striking out pairs. It knows nothing of
 * classes and orders.
 */
export function bisimilarity(
  plain: readonly PlainNode[],
): (first: readonly number[], second: readonly number[]) => boolean {
  const { nodes, slot } = normalise(plain);
  const related = nodes.map((a) =>
    nodes.map((b) => compare(sortable(a.label, a.slots.length), sortable(b.label, b.slots.length)) === 0),
  );
  const matches = (a: readonly number[], b: readonly number[]): boolean =>
    a.every((x) => b.some((y) => related[x]![y]!)) && b.every((y) => a.some((x) => related[x]![y]!));
  for (let changed = true; changed; ) {
    changed = false;
    for (let a = 0; a < nodes.length; a++)
      for (let b = 0; b < nodes.length; b++) {
        if (!related[a]![b]! || nodes[a]!.slots.every((s, i) => matches(s, nodes[b]!.slots[i]!))) continue;
        related[a]![b] = false;
        changed = true;
      }
  }
  return (first, second) => matches(slot(first), slot(second));
}
