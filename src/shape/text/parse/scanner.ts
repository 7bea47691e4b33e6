import { ShapeSyntaxError } from '../../error.js';
import { unescapedEnd } from '../../unescaped.js';

const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]\d+)?|-Infinity/y;
const WHOLE = /\d+/y;
const NAME = /[A-Za-z_$][\w$]*/y;
const PATH = /[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*/y;

/** Reads the tokens of a text from the left to the right. */
export class Scanner {
  readonly text: string;
  offset = 0;

  /** @param text what to read */
  constructor(text: string) {
    this.text = text;
  }

  /** Whether this comes next. */
  sees(token: string): boolean {
    return this.text.startsWith(token, this.offset);
  }

  /** Reads this if it comes next, and tells whether it did. */
  accept(token: string): boolean {
    if (!this.sees(token)) return false;
    this.offset += token.length;
    return true;
  }

  /** Reads this, which must come next. */
  expect(token: string): void {
    if (!this.accept(token)) this.fail(`expected ${JSON.stringify(token)}`);
  }

  /** @throws ShapeSyntaxError always, located at the current offset or at the one given */
  fail(reason: string, offset = this.offset): never {
    throw new ShapeSyntaxError(reason, this.text, offset);
  }

  /** Reads a whole number from 0 up. */
  whole(): number {
    return Number(this.#match(WHOLE) ?? this.fail('expected a whole number'));
  }

  /** Reads a number as JavaScript writes it, if one comes next; `NaN` and `Infinity` without a sign are read as names. */
  number(): string | undefined {
    return this.#match(NUMBER);
  }

  /** Reads an ASCII identifier, if one comes next. */
  name(): string | undefined {
    return this.#match(NAME);
  }

  /** Reads ASCII identifiers joined by dots, if they come next. */
  path(): string | undefined {
    return this.#match(PATH);
  }

  /** Reads a JSON string and decodes it, if a double quote comes next. */
  string(): string | undefined {
    if (!this.sees('"')) return undefined;
    const start = this.offset;
    this.offset++;
    const content = this.#upTo('"');
    if (!this.accept('"')) this.fail('a string without an end', start);
    return this.#decode(`"${content}"`, start);
  }

  /** Reads the text of a template up to a backquote or a hole, and decodes it. */
  templateText(): string {
    const start = this.offset;
    const raw = this.#upTo('`', '${');
    const json = raw.replace(/\\.|"/g, (match) =>
      match === '"' ? '\\"' : match === '\\`' || match === '\\$' ? match[1]! : match,
    );
    return this.#decode(`"${json}"`, start);
  }

  /** Reads up to an end that is not escaped, or to the end of the text. */
  #upTo(...ends: readonly string[]): string {
    const start = this.offset;
    this.offset = unescapedEnd(this.text, start, ends);
    return this.text.slice(start, this.offset);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const match = pattern.exec(this.text)?.[0];
    if (match !== undefined) this.offset += match.length;
    return match;
  }

  #decode(json: string, start: number): string {
    try {
      return JSON.parse(json) as string;
    } catch {
      return this.fail('a string that JSON does not have', start);
    }
  }
}
