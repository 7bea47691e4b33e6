import jsTokens from 'js-tokens';

/** A token of a script, with its place among all of them, white space and comments included. */
export interface Token {
  readonly type: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many brackets are open around it; a bracket itself stands outside. */
  readonly depth: number;
}

/** A configuration in JavaScript or TypeScript. */
export interface Script {
  readonly text: string;
  /** All of the text. */
  readonly all: readonly Token[];
  /** What is neither white space nor a comment. */
  readonly code: readonly Token[];
}

/** Takes a configuration apart. */
export function parseScript(text: string): Script {
  const all: Token[] = [];
  let start = 0;
  let depth = 0;
  for (const { type, value } of jsTokens(text)) {
    const closes = type === 'TemplateTail' || (type === 'Punctuator' && /^[)\]}]$/.test(value));
    if (closes) depth -= 1;
    all.push({ type, text: value, start, end: start + value.length, depth });
    if (type === 'TemplateHead' || (type === 'Punctuator' && /^[([{]$/.test(value))) depth += 1;
    start += value.length;
  }
  const isCode = ({ type }: Token) => !/^WhiteSpace$|^LineTerminatorSequence$|Comment$/.test(type);
  return { text, all, code: all.filter(isCode) };
}

/** The index in `code` of the bracket that closes the one at an index; -1 where none does. */
export function closing({ code }: Script, open: number): number {
  const depth = code[open]?.depth;
  return code.findIndex(
    (token, index) => index > open && token.depth === depth && /^[)\]}]$/.test(token.text),
  );
}

/** Whether the code from an index on is made of these texts. */
export function reads({ code }: Script, index: number, ...texts: readonly string[]): boolean {
  return texts.every((text, more) => code[index + more]?.text === text);
}
