import { unescapedEnd } from '../unescaped.js';

const KEY_START = /^(?:string|number|`|(?:Uppercase|Lowercase|Capitalize|Uncapitalize)<)/;
/** What the texts of objects with members, of tuples, arrays and leaves have. `{}` may stand: an intersection of templates ends with it. */
const NEVER_IN_KEY = '[]{#,';
const ASCII = /^[\u0020-\u007e]*$/;

/**
 * Where the text of an index signature's key ends: at the first `]` outside of strings and templates.
 *
 * @param text a text that holds a key
 * @param offset where the key starts
 * @returns the offset of the `]`, or the text's length where there is no key
 * @example endOfIndexKey('{[`a]${string}`]:number}', 2) === 15
 */
export function endOfIndexKey(text: string, offset: number): number {
  // What is open, from the outside in: '`' a template's text, '{' a hole.
  const open: string[] = [];
  for (let place = offset; place < text.length; place++) {
    if (open[open.length - 1] === '`') {
      place = unescapedEnd(text, place, ['`', '${']);
      if (text[place] === '$') {
        open.push('{');
        place++;
      } else open.pop();
      continue;
    }
    const character = text[place]!;
    if (text.startsWith('{}', place)) place++;
    else if (character === '`') open.push('`');
    else if (character === '}' && open.length > 0) open.pop();
    else if (character === '"') place = unescapedEnd(text, place + 1, ['"']);
    else if (character === ']' && open.length === 0) return place;
    else if (NEVER_IN_KEY.includes(character)) return text.length;
  }
  return text.length;
}

/**
 * Tells whether a string can be the key of an index signature: it starts like one and nothing in it ends it early. Whether it
 * is canonical is not checked: `keyText` makes such strings.
 *
 * @param key the string
 * @returns whether a reader of the text gets this key back
 * @example isIndexKey('`a${string}`') === true
 */
export function isIndexKey(key: string): boolean {
  if (key === 'string' || key === 'number') return true;
  return KEY_START.test(key) && ASCII.test(key) && endOfIndexKey(`${key}]`, 0) === key.length;
}
