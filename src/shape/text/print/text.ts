import type { Salt } from '../../graph/graph.js';
import { saltNumbers } from '../../graph/label.js';
/** Names that a text uses for something else, so that a leaf of that name is written `#"name"`. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'string',
  'number',
  'boolean',
  'bigint',
  'symbol',
  'null',
  'undefined',
  'object',
  'unknown',
  'function',
  'any',
  'never',
  'true',
  'false',
  'NaN',
  'Infinity',
  'Uppercase',
  'Lowercase',
  'Capitalize',
  'Uncapitalize',
]);

const BARE_NAME = /^[A-Za-z_$][\w$]*$/;
const BARE_PATH = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/;
const PLAIN = /^[\u0020\u0021\u0023-\u005b\u005d-\u007e]*$/;
// Without the u flag a pair of surrogates is two matches, so that each code unit is escaped by itself.
const BEYOND_ASCII = /[\u007f-\uffff]/g;

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * A string as ASCII: JSON, with every UTF-16 code unit from U+007F up as `\uXXXX` in lower-case hex.
 *
 * @param value any string, lone surrogates included
 * @returns the string between double quotes
 * @example quoteString('é"') === '"\\u00e9\\""'
 */
export function quoteString(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  return JSON.stringify(value).replace(BEYOND_ASCII, escapeUnit);
}

/**
 * One text of a template: escaped like a string, but the double quote is bare, and the backquote and the dollar sign are
 * escaped with a backslash.
 *
 * @param value the text
 * @returns what stands between the backquotes
 * @example templateText('a`$"') === 'a\\`\\$"'
 */
export function templateText(value: string): string {
  return quoteString(value).slice(1, -1).replace(/\\"/g, '"').replace(/[`$]/g, '\\$&');
}

/**
 * The name of a property: bare where it is an ASCII identifier, else a JSON string.
 *
 * @param name the name
 * @returns how a text writes it
 * @example propertyNameText('a-b') === '"a-b"'
 */
export function propertyNameText(name: string): string {
  return BARE_NAME.test(name) ? name : quoteString(name);
}

/**
 * The name of a leaf: bare where it is ASCII identifiers joined by dots and no reserved name, else `#` and a JSON string.
 *
 * @param name the qualified name
 * @returns how a text writes it
 * @example leafNameText('Intl.Locale') === 'Intl.Locale'
 * @example leafNameText('string') === '#"string"'
 */
export function leafNameText(name: string): string {
  return BARE_PATH.test(name) && !RESERVED_NAMES.has(name) ? name : `#${quoteString(name)}`;
}

/**
 * The salt of a property, an index signature or an object.
 *
 * @param version the number of a `@keyshapeVersion` tag, or several, if there is one
 * @returns `@2`, `@2@5`, or nothing
 */
export function saltText(version: Salt | undefined): string {
  return saltNumbers(version)
    .map((number) => `@${number}`)
    .join('');
}
