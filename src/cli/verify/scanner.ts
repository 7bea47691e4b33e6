import { jsxText, type Piece, type PieceKind } from './pieces.js';

/**
 * Takes a JavaScript file apart, without a compiler: TypeScript 7 has none that runs in this process, and one way of
 * taking apart serves the outputs of every compiler. Where a slash starts a regular expression is told by what stands
 * before it, which is right in all but contrived code; and there both sides of a comparison are read the same wrong way,
 * so that at worst a place is not found.
 */
export function scan(text: string): readonly Piece[] {
  return new Scanner(text).run();
}

/** What is open, innermost last. */
type Context =
  | { readonly kind: 'round'; readonly isHead: boolean }
  | { readonly kind: 'square' }
  | { readonly kind: 'curly'; readonly isBlock: boolean }
  /** `${` in a template. */
  | { readonly kind: 'hole' }
  | { readonly kind: 'tag'; readonly isClosing: boolean }
  | { readonly kind: 'children' };

const trivia = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?(?:\*\/|$))+/uy;
const name = /#?(?:[\p{ID_Continue}$]|\\u(?:\{[\da-fA-F]+\}|[\da-fA-F]{4}))+/uy;
const number = /0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?n?/y;
const string = /"(?:[^"\\\n\r]|\\(?:\r\n|[\s\S]))*"?|'(?:[^'\\\n\r]|\\(?:\r\n|[\s\S]))*'?/y;
const pattern = /\/(?:[^/\\[\n\r]|\\.|\[(?:[^\]\\\n\r]|\\.)*\])+\/[\p{ID_Continue}$]*/uy;
const templatePart = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{|$)/y;
const punctuator =
  />>>=|\.\.\.|[!=]==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|[=!<>+\-*/%&|^]=|&&|\|\||\?\?|\?\.(?!\d)|\+\+|--|\*\*|<<|>>|[\s\S]/y;
const jsxName = /[\p{ID_Continue}$-]+/uy;
const jsxString = /"[^"]*"?|'[^']*'?/y;
const jsxChildren = /[^<{]+/y;

const beforeOperand = new Set(
  'await case default delete do else extends in instanceof new of return throw typeof void yield'.split(' '),
);
const beforeBlock = new Set(['do', 'else', 'finally', 'try']);
const heads = new Set(['for', 'if', 'while', 'with']);

class Scanner {
  private readonly pieces: Piece[] = [];
  private readonly open: Context[] = [];
  private at = 0;
  /** Whether an expression may start here. */
  private isOperandNext = true;

  constructor(private readonly text: string) {
    if (text.startsWith('#!')) this.at = /^[^\n\r]*/.exec(text)![0].length;
  }

  run(): readonly Piece[] {
    while (this.at < this.text.length) {
      const context = this.open.at(-1)?.kind;
      if (context === 'children') this.inChildren();
      else {
        this.take(trivia);
        if (this.at >= this.text.length) break;
        if (context === 'tag') this.inTag();
        else this.inScript();
      }
    }
    return this.pieces;
  }

  private inScript(): void {
    const character = this.text[this.at]!;
    const start = this.at;
    if (character === '"' || character === "'") this.add('string', start, this.take(string));
    else if (character === '`') this.template(start);
    else if (/[\d.]/.test(character) && this.add('number', start, this.take(number))) return;
    else if (this.add('name', start, this.take(name))) return;
    else if (character === '/' && this.isOperandNext && this.add('pattern', start, this.take(pattern)))
      return;
    else if (character === '<' && this.isOperandNext && this.tag()) return;
    else this.punctuator();
  }

  private punctuator(): void {
    const start = this.at;
    const before = this.pieces.at(-1);
    const text = this.take(punctuator);
    const isOperand = this.isOperandNext;
    if (text === '}' && this.open.at(-1)?.kind === 'hole') {
      this.open.pop();
      this.template(start);
      return;
    }
    this.add('punctuator', start, text);
    this.isOperandNext = text !== ']' && text !== '++' && text !== '--';
    if (text === '(') this.open.push({ kind: 'round', isHead: this.isHead(before) });
    else if (text === '[') this.open.push({ kind: 'square' });
    else if (text === '{') this.open.push({ kind: 'curly', isBlock: isBlock(before, isOperand) });
    else if (text === ')' || text === ']' || text === '}') {
      const closed = this.open.pop();
      if (closed?.kind === 'round') this.isOperandNext = closed.isHead;
      if (closed?.kind === 'curly') this.isOperandNext = closed.isBlock;
    }
  }

  /** Whether brackets behind a word hold what a statement starts with: `if (…)`. */
  private isHead(before: Piece | undefined): boolean {
    if (before?.kind !== 'name' || this.pieces.at(-3)?.text === '.') return false;
    return heads.has(before.text) || (before.text === 'await' && this.pieces.at(-3)?.text === 'for');
  }

  /** A template up to its first hole or from one hole on. */
  private template(start: number): void {
    this.at = start + 1;
    this.take(templatePart);
    const text = this.text.slice(start, this.at);
    const isWhole = text.startsWith('`') && text.length > 1 && text.endsWith('`');
    this.add(isWhole ? 'text' : 'template', start, text);
    if (!text.endsWith('${')) return;
    this.open.push({ kind: 'hole' });
    this.isOperandNext = true;
  }

  /** Enters JSX, where this is some. */
  private tag(): boolean {
    if (!/^<\s*[\p{ID_Start}$_>]/u.test(this.text.slice(this.at, this.at + 100))) return false;
    this.add('punctuator', this.at, this.text[this.at++]!);
    this.open.push({ kind: 'tag', isClosing: false });
    return true;
  }

  private inTag(): void {
    const start = this.at;
    const character = this.text[start]!;
    if (character === '"' || character === "'") this.add('jsx string', start, this.take(jsxString));
    else if (this.add('name', start, this.take(jsxName))) return;
    else if (character === '<') this.tag() || this.add('punctuator', this.at++, character);
    else if (character === '{') this.hole();
    else {
      const isEmpty = this.pieces.at(-1)?.text === '/';
      this.add('punctuator', this.at++, character);
      if (character !== '>') return;
      const tag = this.open.pop();
      if (tag?.kind === 'tag' && tag.isClosing) this.open.pop();
      else if (!isEmpty) {
        this.open.push({ kind: 'children' });
        return;
      }
      this.isOperandNext = false;
    }
  }

  private inChildren(): void {
    const start = this.at;
    const text = jsxText(this.take(jsxChildren));
    if (text !== '') this.add('jsx text', start, text);
    if (this.text[this.at] === '{') this.hole();
    else if (this.text[this.at] === '<') {
      this.add('punctuator', this.at++, '<');
      this.take(trivia);
      this.open.push({ kind: 'tag', isClosing: this.text[this.at] === '/' });
    }
  }

  /** An expression inside JSX. */
  private hole(): void {
    this.add('punctuator', this.at++, '{');
    this.open.push({ kind: 'curly', isBlock: false });
    this.isOperandNext = true;
  }

  /** Adds a piece, if there is any text of it. */
  private add(kind: PieceKind, start: number, text: string): boolean {
    if (text === '') return false;
    const before = this.pieces.at(-1)?.text;
    this.pieces.push({ kind, start, text });
    const isMember = before === '.' || before === '?.';
    this.isOperandNext = kind === 'name' && beforeOperand.has(text) && !isMember;
    return true;
  }

  private take(what: RegExp): string {
    what.lastIndex = this.at;
    const found = what.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}

/** Whether a brace opens statements or the body of a class, and no object. */
function isBlock(before: Piece | undefined, isOperand: boolean): boolean {
  if (before === undefined || !isOperand) return true;
  return before.kind === 'name' ? beforeBlock.has(before.text) : /^(?:[;{}]|=>)$/.test(before.text);
}
