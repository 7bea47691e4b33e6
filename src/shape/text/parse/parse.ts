import { type CanonicalForm, canonicalise } from '../../canonical-form.js';
import { ShapeError, ShapeSyntaxError } from '../../error.js';
import type { Label, PrimitiveName, SlotId } from '../../graph/graph.js';
import type { ShapeGraph } from '../../graph/shape-graph.js';
import { keyText } from '../../key-text.js';
import { RESERVED_NAMES } from '../print/text.js';
import { Draft, type Mention } from './draft.js';
import { ArgumentsFrame, type Frame, GroupFrame, ObjectFrame, TemplateFrame, TupleFrame } from './frames.js';
import { Scanner } from './scanner.js';

/** What {@link parse} reads from a text. */
export interface ParsedShape {
  readonly graph: ShapeGraph;
  readonly root: SlotId;
  /** The graph in canonical form. */
  readonly canonical: CanonicalForm;
}

/**
 * Reads a canonical form. Nothing else is accepted: what was read prints as the same text.
 *
 * @param text what {@link CanonicalForm.text} gives
 * @returns a graph with the shape in it, and that graph in canonical form
 * @throws ShapeSyntaxError where the text is malformed, or well formed and not what its shape prints as
 * @example parse('{id:number,tags?:string[]}')
 */
export function parse(text: string): ParsedShape {
  const scanner = new Scanner(text);
  const fail = (reason: string, offset: number): ShapeSyntaxError =>
    new ShapeSyntaxError(reason, text, offset);
  const draft = new Draft(fail);
  const { graph, root } = draft.build([new Parser(scanner, draft).read()]);
  const canonical = canonicalise(graph);
  const printed = canonical.text(root);
  if (printed !== text) {
    let offset = 0;
    while (printed[offset] === text[offset]) offset++;
    const expected = JSON.stringify(printed.slice(offset, offset + 20));
    throw fail(`not in canonical form, which goes on with ${expected}`, offset);
  }
  for (const label of graph.distinctLabels)
    if (label.kind === 'object')
      for (const { key } of label.indexes)
        if (!isKey(key)) throw fail('not the key of an index signature', text.indexOf(`[${key}]`) + 1);
  return { graph, root, canonical };
}

/** Whether the text is a key in canonical form. A key holds no object with members, so no further key: the recursion ends. */
function isKey(key: string): boolean {
  if (key === 'string' || key === 'number') return true;
  try {
    const { graph, root } = parse(key);
    const members = graph.membersOf(root);
    return members.length === 1 && keyText(graph, members[0]!) === key;
  } catch (error) {
    if (error instanceof ShapeError) return false;
    throw error;
  }
}

/** Reads a text into a draft, with a stack of its own, so that depth does not matter. */
class Parser {
  readonly #scanner: Scanner;
  readonly #draft: Draft;
  readonly #frames: Frame[] = [];

  constructor(scanner: Scanner, draft: Draft) {
    this.#scanner = scanner;
    this.#draft = draft;
  }

  read(): Mention {
    let frame: Frame = new GroupFrame(this.#scanner, undefined);
    for (;;) {
      let begun: Frame | undefined;
      if (frame.next()) begun = this.#readOn(frame, undefined);
      else {
        const mention = frame.finish(this.#draft);
        if (frame.definition !== undefined)
          this.#draft.define(frame.definition, mention, this.#scanner.offset);
        const outer = this.#frames.pop();
        if (outer === undefined) return mention;
        frame = outer;
        begun = this.#readOn(frame, mention);
      }
      if (begun === undefined) continue;
      this.#frames.push(frame);
      frame = begun;
    }
  }

  /**
   * Reads a slot up to the next frame in it, or to its end.
   *
   * @param read the member that a frame has just read; undefined at the start of a member
   * @returns the frame that was begun, or undefined when the slot ended
   */
  #readOn(frame: Frame, read: Mention | undefined): Frame | undefined {
    let mention = read;
    for (;;) {
      if (mention === undefined) {
        const begun = this.#beginNumbered(frame);
        if (begun !== undefined) return begun;
        mention = this.#atom();
      }
      if (!this.#hasMore(frame, mention)) return undefined;
      mention = undefined;
    }
  }

  /** Begins a frame, with a number or without, if the start of one comes next. */
  #beginNumbered(frame: Frame): Frame | undefined {
    const offset = this.#scanner.offset;
    if (!this.#scanner.accept('&')) return this.#begin(frame, false);
    const definition = this.#scanner.whole();
    const begun = this.#begin(frame, true);
    if (begun === undefined)
      return this.#scanner.fail('a number in front of what is never referred to', offset);
    begun.definition = definition;
    return begun;
  }

  /** Begins a frame, if the start of one comes next. */
  #begin(frame: Frame, hasDefinition: boolean): Frame | undefined {
    const scanner = this.#scanner;
    if (scanner.accept('{')) return new ObjectFrame(scanner, hasDefinition ? undefined : frame);
    if (scanner.accept('[')) return new TupleFrame(scanner);
    if (scanner.accept('(')) return new GroupFrame(scanner, ')');
    if (scanner.accept('`')) return new TemplateFrame(scanner);
    const start = scanner.offset;
    const name = this.#leafName();
    if (name !== undefined && scanner.accept('<')) return new ArgumentsFrame(scanner, name);
    scanner.offset = start;
    return undefined;
  }

  #leafName(): Label | undefined {
    const scanner = this.#scanner;
    if (scanner.accept('#'))
      return { kind: 'leaf', name: scanner.string() ?? scanner.fail('expected a string') };
    const name = scanner.path();
    if (name === undefined) return undefined;
    return ArgumentsFrame.mappingLabel(name) ?? { kind: 'leaf', name };
  }

  /** Reads on behind a member's last token: arrays, and whether a base or a member follows. */
  #hasMore(frame: Frame, primary: Mention): boolean {
    const scanner = this.#scanner;
    let mention = primary;
    while (scanner.sees('[]') && !frame.takesRestMark()) {
      mention = this.#draft.node({ kind: 'array' }, [[mention]], scanner.offset);
      scanner.expect('[]');
    }
    if (scanner.accept('&')) {
      frame.bases.push(mention);
      return true;
    }
    if (frame.bases.length > 0) scanner.fail('expected "&", as bases stand in front of an object');
    frame.mentions.push(mention);
    if (scanner.accept('|')) return true;
    frame.slots.push(frame.mentions);
    frame.mentions = [];
    return false;
  }

  /** Reads what has no slots in it. */
  #atom(): Mention {
    const scanner = this.#scanner;
    const offset = scanner.offset;
    if (scanner.accept('*')) return { reference: scanner.whole(), offset };
    const string = scanner.string();
    if (string !== undefined) return this.#draft.node({ kind: 'string', value: string }, [], offset);
    const number = scanner.number();
    if (number !== undefined) return this.#draft.node(numberLabel(number, scanner.accept('n')), [], offset);
    const name = this.#leafName();
    if (name === undefined) return scanner.fail('expected a type');
    if (name.kind === 'mapping') return scanner.fail('expected "<"');
    if (name.kind !== 'leaf' || scanner.text[offset] === '#') return this.#draft.node(name, [], offset);
    if (name.name === 'never') return { group: [] };
    return this.#draft.node(wordLabel(name.name), [], offset);
  }
}

function numberLabel(text: string, isBigint: boolean): Label {
  return isBigint ? { kind: 'bigint', value: text } : { kind: 'number', value: Number(text) };
}

function wordLabel(word: string): Label {
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
  if (word === 'NaN' || word === 'Infinity') return { kind: 'number', value: Number(word) };
  return RESERVED_NAMES.has(word)
    ? { kind: 'primitive', name: word as PrimitiveName }
    : { kind: 'leaf', name: word };
}
