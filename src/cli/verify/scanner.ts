import jsTokens, { type JSXToken, type Token } from 'js-tokens';

import { jsxText, type Piece, type PieceKind } from './pieces.js';

/** What is left out has no kind: white space and comments. */
const kinds: Readonly<Partial<Record<(Token | JSXToken)['type'], PieceKind>>> = {
  IdentifierName: 'name',
  PrivateIdentifier: 'name',
  JSXIdentifier: 'name',
  NumericLiteral: 'other',
  StringLiteral: 'string',
  NoSubstitutionTemplate: 'text',
  TemplateHead: 'template',
  TemplateMiddle: 'template',
  TemplateTail: 'template',
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
export function scan(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const { type, value } of jsTokens(text, { jsx: true })) {
    const kind = kinds[type];
    const shown = kind === 'jsx text' ? jsxText(value) : value;
    if (kind !== undefined && shown !== '') pieces.push({ kind, start, text: shown });
    start += value.length;
  }
  return pieces;
}
