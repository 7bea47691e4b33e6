import { ShapeError } from '../../error.js';
import type { ClassGraph } from '../../form/class-graph.js';
import type { ElementMark, Label } from '../../graph/graph.js';
import { BytePool, IntList } from './growing.js';
import { LARGEST_UNSHARED_UNION, sharedClasses } from './sharing.js';
import { leafNameText, propertyNameText, quoteString, saltText, templateText } from './text.js';

/** Where a type stands in a text, which decides whether it needs brackets. */
type Place = 'open' | 'operand' | 'variadic';

const NOT_BUILT = -1;

/**
 * The text of each part, cut at its mentions of other parts. A *part* is what a text may print once and refer to: a shared
 * class has the class's number, a shared union the count of classes plus its slot class's number; a root has one, too.
 * What is not shared is inside the part that mentions it. Parts are built when they are first asked for.
 *
 * The bytes of part `p` run from `byteStart[p]` to `byteEnd[p]`, and its mentions from `mentionStart[p]` to `mentionEnd[p]`.
 */
export class Pieces {
  readonly byteStart: Int32Array;
  readonly byteEnd: Int32Array;
  readonly mentionStart: Int32Array;
  readonly mentionEnd: Int32Array;
  /** For each mention twice the part, and 1 more where the part needs brackets if it is printed there without a number. */
  readonly mentions = new IntList();
  /** For each mention the byte in front of which it stands. */
  readonly mentionByte = new IntList();
  /** Whether a part has brackets around it behind its number: a union, an object with bases, an array. */
  readonly isBracketed: Uint8Array;
  readonly #graph: ClassGraph;
  readonly #isShared: Uint8Array;
  readonly #classCount: number;
  readonly #slotCount: number;
  readonly #pool = new BytePool();

  /** @param graph the minimised graph whose texts are wanted */
  constructor(graph: ClassGraph) {
    this.#graph = graph;
    this.#isShared = sharedClasses(graph);
    this.#classCount = graph.labels.length;
    this.#slotCount = graph.members.start.length - 1;
    this.byteStart = new Int32Array(this.partCount).fill(NOT_BUILT);
    this.byteEnd = new Int32Array(this.partCount);
    this.mentionStart = new Int32Array(this.partCount);
    this.mentionEnd = new Int32Array(this.partCount);
    this.isBracketed = new Uint8Array(this.partCount);
  }

  /** Parts are numbered below this. */
  get partCount(): number {
    return this.#classCount + 2 * this.#slotCount;
  }

  /** The bytes of all parts built so far. */
  get bytes(): Uint8Array {
    return this.#pool.bytes;
  }

  /** The part that is a whole text: what a slot class prints as where it is the root. */
  rootPart(slotClass: number): number {
    return this.#classCount + this.#slotCount + slotClass;
  }

  /**
   * Builds a part where it was not built yet. It does not build the parts that it mentions.
   *
   * @throws ShapeError where the part is a node that was never connected
   */
  build(part: number): void {
    if (this.byteStart[part] !== NOT_BUILT) return;
    const start = this.#pool.length;
    this.mentionStart[part] = this.mentions.length;
    if (part < this.#classCount) this.#class(part);
    else if (part < this.#classCount + this.#slotCount) this.#union(part - this.#classCount);
    else this.#slot(part - this.#classCount - this.#slotCount, 'open');
    if (part < this.#classCount + this.#slotCount)
      this.isBracketed[part] = this.#needsBracketsAsPart(part) ? 1 : 0;
    this.mentionEnd[part] = this.mentions.length;
    this.byteEnd[part] = this.#pool.length;
    this.byteStart[part] = start;
  }

  #needsBracketsAsPart(part: number): boolean {
    const label = this.#graph.labels[part];
    return label === undefined || label.kind === 'array' || hasBases(label);
  }

  #mention(part: number, needsBrackets: boolean): void {
    this.mentions.push(part * 2 + (needsBrackets ? 1 : 0));
    this.mentionByte.push(this.#pool.length);
  }

  #membersOf(slotClass: number): Int32Array {
    const { start, items } = this.#graph.members;
    return items.subarray(start[slotClass]!, start[slotClass + 1]!);
  }

  #slot(slotClass: number, place: Place): void {
    const members = this.#membersOf(slotClass);
    if (members.length === 0) this.#pool.append('never');
    else if (members.length === 1) this.#member(members[0]!, place);
    else if (members.length > LARGEST_UNSHARED_UNION)
      this.#mention(this.#classCount + slotClass, place !== 'open');
    else if (place === 'open') this.#union(slotClass);
    else {
      this.#pool.append('(');
      this.#union(slotClass);
      this.#pool.append(')');
    }
  }

  #union(slotClass: number): void {
    let isFirst = true;
    for (const member of this.#membersOf(slotClass)) {
      if (!isFirst) this.#pool.append('|');
      isFirst = false;
      this.#member(member, 'open');
    }
  }

  /** One member of a slot. What is not shared holds at most 16 of its kind, so that the recursion ends soon. */
  #member(number: number, place: Place): void {
    const label = this.#graph.labels[number]!;
    const needsBrackets =
      (place !== 'open' && hasBases(label)) || (place === 'variadic' && label.kind === 'array');
    if (this.#isShared[number] === 1) this.#mention(number, needsBrackets);
    else if (needsBrackets) {
      this.#pool.append('(');
      this.#class(number);
      this.#pool.append(')');
    } else this.#class(number);
  }

  #class(number: number): void {
    if (this.#graph.isUnconnected[number] === 1)
      throw new ShapeError(
        `the shape reaches a node that was never connected: ${this.#graph.labels[number]!.kind}`,
      );
    const label = this.#graph.labels[number]!;
    const { start, items } = this.#graph.slots;
    const slots = items.subarray(start[number]!, start[number + 1]!);
    switch (label.kind) {
      case 'primitive':
        this.#pool.append(label.name);
        break;
      case 'string':
        this.#pool.append(quoteString(label.value));
        break;
      case 'number':
      case 'boolean':
        this.#pool.append(String(label.value));
        break;
      case 'bigint':
        this.#pool.append(`${label.value}n`);
        break;
      case 'template':
        this.#template(label.texts, slots);
        break;
      case 'mapping':
        this.#arguments(label.name, slots);
        break;
      case 'array':
        this.#slot(slots[0]!, 'operand');
        this.#pool.append('[]');
        break;
      case 'tuple':
        this.#tuple(label.marks, slots);
        break;
      case 'leaf':
        this.#arguments(leafNameText(label.name), slots);
        break;
      case 'object':
        this.#object(label, slots);
    }
  }

  #template(texts: readonly string[], slots: Int32Array): void {
    this.#pool.append(`\`${templateText(texts[0]!)}`);
    slots.forEach((slot, place) => {
      this.#pool.append('${');
      this.#slot(slot, 'open');
      this.#pool.append(`}${templateText(texts[place + 1]!)}`);
    });
    this.#pool.append('`');
  }

  #arguments(name: string, slots: Int32Array): void {
    this.#pool.append(name);
    if (slots.length === 0) return;
    slots.forEach((slot, place) => {
      this.#pool.append(place === 0 ? '<' : ',');
      this.#slot(slot, 'open');
    });
    this.#pool.append('>');
  }

  #tuple(marks: readonly ElementMark[], slots: Int32Array): void {
    this.#pool.append('[');
    slots.forEach((slot, place) => {
      if (place > 0) this.#pool.append(',');
      const mark = marks[place]!;
      if (mark === 'rest' || mark === 'variadic') this.#pool.append('...');
      this.#slot(slot, mark === 'required' ? 'open' : mark === 'variadic' ? 'variadic' : 'operand');
      if (mark === 'optional') this.#pool.append('?');
      if (mark === 'rest') this.#pool.append('[]');
    });
    this.#pool.append(']');
  }

  #object(label: Extract<Label, { kind: 'object' }>, slots: Int32Array): void {
    let next = 0;
    if (label.hasBases)
      for (const base of this.#membersOf(slots[next++]!)) {
        this.#member(base, 'open');
        this.#pool.append('&');
      }
    this.#pool.append('{');
    let separator = '';
    for (const { name, optional, version } of label.properties) {
      this.#pool.append(`${separator}${propertyNameText(name)}${optional ? '?' : ''}${saltText(version)}:`);
      this.#slot(slots[next++]!, 'open');
      separator = ',';
    }
    for (const { key, version } of label.indexes) {
      this.#pool.append(`${separator}[${key}]${saltText(version)}:`);
      this.#slot(slots[next++]!, 'open');
      separator = ',';
    }
    this.#pool.append(`}${saltText(label.version)}`);
  }
}

function hasBases(label: Label): boolean {
  return label.kind === 'object' && label.hasBases;
}
