import jsTokens, { type JSXToken, type Token } from 'js-tokens';

type PieceKind =
  | 'name'
  /** A template without holes is one. */
  | 'string'
  /** A part of a template: up to a hole, between two, or behind the last. */
  | 'template part'
  | 'jsx string'
  | 'jsx text'
  /** A number, a regular expression, a punctuator. */
  | 'other';

/** What a file is made of, comments and white space left out. */
export interface Piece {
  readonly kind: PieceKind;
  readonly start: number;
  /** As written. */
  readonly text: string;
  /** What a string says; of a template with holes, the part of it. */
  readonly value: string | undefined;
}

/** A piece that says something. */
export type Literal = Piece & { readonly value: string };

export function isLiteral(piece: Piece | undefined): piece is Literal {
  return piece?.value !== undefined;
}

/** What is left out has no kind: white space and comments. */
const kinds: Readonly<Partial<Record<(Token | JSXToken)['type'], PieceKind>>> = {
  IdentifierName: 'name',
  PrivateIdentifier: 'name',
  JSXIdentifier: 'name',
  NumericLiteral: 'other',
  StringLiteral: 'string',
  NoSubstitutionTemplate: 'string',
  TemplateHead: 'template part',
  TemplateMiddle: 'template part',
  TemplateTail: 'template part',
  RegularExpressionLiteral: 'other',
  Punctuator: 'other',
  JSXPunctuator: 'other',
  Invalid: 'other',
  JSXInvalid: 'other',
  JSXString: 'jsx string',
  JSXText: 'jsx text',
};

/**
 * Takes a JavaScript file apart, without a compiler: TypeScript 7 has none that runs in this process, and one way of
 * taking apart serves the outputs of every compiler. Where a slash starts a regular expression is told by what stands
 * before it, which is right in all but contrived code; and there both sides of a comparison are read the same wrong way,
 * so that at worst a place is not found.
 */
export function piecesIn(script: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const { type, value: written } of jsTokens(script, { jsx: true })) {
    const kind = kinds[type];
    // Where the lines of a text between JSX tags break means nothing.
    const text = kind === 'jsx text' ? written.trim().replace(/\s+/g, ' ') : written;
    if (kind !== undefined && text !== '') pieces.push({ kind, start, text, value: said(kind, text) });
    start += written.length;
  }
  return pieces;
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

function said(kind: PieceKind, text: string): string | undefined {
  if (kind === 'jsx string') return text.slice(1, -1);
  if (kind !== 'string' && kind !== 'template part') return undefined;
  return text
    .slice(1, text.endsWith('${') ? -2 : -1)
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
