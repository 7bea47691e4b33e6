export type PieceKind =
  | 'name'
  | 'string'
  /** A template without holes. */
  | 'text'
  /** A part of a template: up to a hole, between two, or behind the last. */
  | 'template'
  | 'jsx string'
  | 'jsx text'
  /** A number, a regular expression, a punctuator. */
  | 'other';

/** What a file is made of, comments and white space left out. */
export interface Piece {
  readonly kind: PieceKind;
  readonly start: number;
  readonly text: string;
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const escapeSequence =
  /\\(?:u\{([\da-fA-F]+)\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|([0-7]{1,3})|(\r\n|[\s\S]))/g;

/** What a string says; `undefined` for a piece that is no string. */
export function stringIn({ kind, text }: Piece): string | undefined {
  if (kind === 'jsx string') return text.slice(1, -1);
  if (kind !== 'string' && kind !== 'text') return undefined;
  return text
    .slice(1, -1)
    .replace(
      escapeSequence,
      (_, long?: string, short?: string, byte?: string, octal?: string, character: string = '') => {
        const hex = long ?? short ?? byte;
        if (hex !== undefined) return fromCode(Number.parseInt(hex, 16));
        if (octal !== undefined) return fromCode(Number.parseInt(octal, 8));
        return /[\n\r\u2028\u2029]/.test(character) ? '' : (escapes[character] ?? character);
      },
    );
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Text between JSX tags: where its lines break means nothing. */
export function jsxText(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
