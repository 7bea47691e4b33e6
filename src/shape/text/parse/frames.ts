import type { ElementMark, IndexLabel, Label, PropertyLabel, Salt } from '../../graph/graph.js';
import { endOfIndexKey } from '../../graph/index-key.js';
import type { Draft, DraftSlot, Mention } from './draft.js';
import type { Scanner } from './scanner.js';

type MappingName = Extract<Label, { kind: 'mapping' }>['name'];

/** A construct with slots in it that the parser has begun to read: what it keeps on its stack. */
export abstract class Frame {
  /** The slots that were read. */
  readonly slots: DraftSlot[] = [];
  /** The members read so far of the slot that is being read. */
  mentions: Mention[] = [];
  /** The bases read so far of the member that is being read. */
  bases: Mention[] = [];
  /** The number that `&` gives it, if any: later mentions refer to it. */
  definition: number | undefined;
  protected readonly scanner: Scanner;
  protected readonly offset: number;

  constructor(scanner: Scanner) {
    this.scanner = scanner;
    this.offset = scanner.offset;
  }

  /** Reads on to the start of the next slot, or to the frame's end; tells whether there is a slot to read. */
  abstract next(): boolean;

  /** What was read, when the end is reached. */
  abstract finish(draft: Draft): Mention;

  /** Whether this `[]` is the mark of a rest element, and not an array. */
  takesRestMark(): boolean {
    return false;
  }
}

/** A slot between brackets, or the whole text. */
export class GroupFrame extends Frame {
  readonly #end: string | undefined;

  /** @param end what closes it; undefined for the whole text */
  constructor(scanner: Scanner, end: string | undefined) {
    super(scanner);
    this.#end = end;
  }

  override next(): boolean {
    if (this.slots.length === 0) return true;
    if (this.#end !== undefined) this.scanner.expect(this.#end);
    else if (this.scanner.offset < this.scanner.text.length) this.scanner.fail('expected the end');
    return false;
  }

  override finish(): Mention {
    const slot = this.slots[0]!;
    return slot.length === 1 ? slot[0]! : { group: slot };
  }
}

/** The arguments of a leaf, or what a mapping maps; the scanner is behind the `<`. */
export class ArgumentsFrame extends Frame {
  readonly #label: Label;

  /** @param label that of the leaf or of the mapping */
  constructor(scanner: Scanner, label: Label) {
    super(scanner);
    this.#label = label;
  }

  override next(): boolean {
    if (this.slots.length === 0 || this.scanner.accept(',')) return true;
    this.scanner.expect('>');
    return false;
  }

  override finish(draft: Draft): Mention {
    return draft.node(this.#label, this.slots, this.offset);
  }

  /** The label of a mapping, if the name is one of a mapping. */
  static mappingLabel(name: string): Label | undefined {
    const names: readonly string[] = ['Uppercase', 'Lowercase', 'Capitalize', 'Uncapitalize'];
    return names.includes(name) ? { kind: 'mapping', name: name as MappingName } : undefined;
  }
}

/** A template; the scanner is behind the first backquote. */
export class TemplateFrame extends Frame {
  readonly #texts: string[] = [];

  override next(): boolean {
    if (this.#texts.length > 0) this.scanner.expect('}');
    this.#texts.push(this.scanner.templateText());
    if (this.scanner.accept('${')) return true;
    this.scanner.expect('`');
    return false;
  }

  override finish(draft: Draft): Mention {
    return draft.node({ kind: 'template', texts: this.#texts }, this.slots, this.offset);
  }
}

/** A tuple; the scanner is behind the opening bracket. */
export class TupleFrame extends Frame {
  readonly #marks: ElementMark[] = [];

  override next(): boolean {
    const isFirst = this.#marks.length === 0;
    if (!isFirst && this.#lastMark() === 'required' && this.scanner.accept('?')) this.#setMark('optional');
    if (this.scanner.accept(']')) return false;
    if (!isFirst) this.scanner.expect(',');
    this.#marks.push(this.scanner.accept('...') ? 'variadic' : 'required');
    return true;
  }

  override takesRestMark(): boolean {
    if (this.#lastMark() !== 'variadic' || this.mentions.length > 0 || this.bases.length > 0) return false;
    if (!this.scanner.sees('[]') || this.scanner.sees('[][]')) return false;
    this.scanner.expect('[]');
    this.#setMark('rest');
    return true;
  }

  override finish(draft: Draft): Mention {
    return draft.node({ kind: 'tuple', marks: this.#marks }, this.slots, this.offset);
  }

  #lastMark(): ElementMark | undefined {
    return this.#marks[this.#marks.length - 1];
  }

  #setMark(mark: ElementMark): void {
    this.#marks[this.#marks.length - 1] = mark;
  }
}

/** An object; the scanner is behind the opening brace. */
export class ObjectFrame extends Frame {
  readonly #properties: PropertyLabel[] = [];
  readonly #indexes: IndexLabel[] = [];
  readonly #outer: Frame | undefined;
  #version: Salt | undefined;

  /** @param outer the frame whose bases stand in front of it, with `&` between; none where it has a number of its own */
  constructor(scanner: Scanner, outer: Frame | undefined) {
    super(scanner);
    this.#outer = outer;
  }

  override next(): boolean {
    const isFirst = this.#properties.length + this.#indexes.length === 0;
    if (this.scanner.accept('}')) {
      this.#version = this.#salt();
      return false;
    }
    if (!isFirst) this.scanner.expect(',');
    if (this.scanner.accept('[')) this.#index();
    else this.#property();
    this.scanner.expect(':');
    return true;
  }

  override finish(draft: Draft): Mention {
    const bases = this.#takeBases();
    const hasBases = bases.length > 0;
    const label: Label = {
      kind: 'object',
      properties: this.#properties,
      indexes: this.#indexes,
      hasBases,
      version: this.#version,
    };
    return draft.node(label, hasBases ? [bases, ...this.slots] : this.slots, this.offset);
  }

  /** The bases in front of it; none where it is the element of an array, which is the next base itself. */
  #takeBases(): DraftSlot {
    if (this.#outer === undefined || this.scanner.sees('[]')) return [];
    const { bases } = this.#outer;
    this.#outer.bases = [];
    return bases;
  }

  #index(): void {
    const { scanner } = this;
    const start = scanner.offset;
    const key = scanner.text.slice(start, endOfIndexKey(scanner.text, start));
    scanner.offset += key.length;
    scanner.expect(']');
    this.#indexes.push({ key, version: this.#salt() });
  }

  #property(): void {
    if (this.#indexes.length > 0)
      this.scanner.fail('expected an index signature, as they stand behind the properties');
    const name = this.scanner.string() ?? this.scanner.name() ?? this.scanner.fail('expected a property');
    const optional = this.scanner.accept('?');
    this.#properties.push({ name, optional, version: this.#salt() });
  }

  #salt(): Salt | undefined {
    const numbers: number[] = [];
    while (this.scanner.accept('@')) {
      const last = numbers[numbers.length - 1];
      const number = this.scanner.whole();
      if (last !== undefined && number <= last) this.scanner.fail('expected versions in ascending order');
      numbers.push(number);
    }
    return numbers.length > 1 ? numbers : numbers[0];
  }
}
