import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';

import { asText } from '../hosts/host.js';
import { type Insertion, type Insertions, indentAt, lineEndOf } from './edit.js';
import { parseScript } from './script.js';

/**
 * Adds a member to a list in JSON with comments, and the list where there is none. jsonc-parser's own `modify` formats the
 * whole line that it changes; this adds text, and leaves every character that is there.
 *
 * @param text - JSON without an error
 * @param path - of the list: the name of an object at the top, and the list's in it
 */
export function addToList(text: string, path: readonly [string, string], value: unknown): Insertions {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const json = text.slice(start);
  const root = parseTree(json, [], { allowTrailingComma: true });
  if (root === undefined && json.trim() === '') return [{ at: text.length, text: property(path, value) }];
  const [section, list] = [path.slice(0, 1), [...path]].map((at) => root && findNodeAtLocation(root, at));
  for (const [node, name] of [
    [root, path[0]],
    [section, path[1]],
  ] as const) {
    const named =
      node?.type === 'object' ? (node.children ?? []).filter((child) => nameOf(child) === name) : [];
    if (named.length > 1) return { reason: `"${name}" stands in it more than once` };
  }
  const wrong = (what: string) => ({ reason: `${what} is not what it should be` });
  if (root?.type !== 'object') return wrong('what stands at its top');
  if (section && section.type !== 'object') return wrong(`"${path[0]}"`);
  if (list && list.type !== 'array') return wrong(`"${path[1]}"`);
  const [into, more] = list
    ? [list, asText(value)]
    : section
      ? [section, `"${path[1]}": ${asText([value])}`]
      : [root, `"${path[0]}": ${asText({ [path[1]]: [value] })}`];
  return append(json, into, more).map((one) => ({ ...one, at: one.at + start }));
}

function property([section, list]: readonly [string, string], value: unknown): string {
  return `${asText({ [section]: { [list]: [value] } })}\n`;
}

function nameOf(child: Node): unknown {
  return child.children?.[0]?.value;
}

/** Adds a member to an object or a list, behind the last and behind the comments there. */
function append(text: string, into: Node, more: string): readonly Insertion[] {
  const close = into.offset + into.length - 1;
  const members = into.children ?? [];
  const last = members.at(-1);
  const end = last ? last.offset + last.length : into.offset + 1;
  // White space before the closing bracket stays there.
  const at = close - /\s*$/.exec(text.slice(end, close))![0].length;
  const isOnLines = /[\r\n]/.test(text.slice(end, close));
  const hasComma = last !== undefined && followsComma(text, end);
  const comma: readonly Insertion[] = last === undefined || hasComma ? [] : [{ at: end, text: ',' }];
  const tail = hasComma ? ',' : '';
  if (isOnLines) {
    const outer = /[^\r\n]*$/.exec(text.slice(0, into.offset))![0];
    const own = members.map(({ offset }) => indentAt(text, offset)).find((indent) => indent !== undefined);
    const indent = own ?? `${/^[ \t]*/.exec(outer)![0]}${unitOf(text)}`;
    return [...comma, { at, text: `${lineEndOf(text)}${indent}${more}${tail}` }];
  }
  if (last === undefined) {
    const isPadded = into.type === 'object';
    const before = isPadded || at > end || at < close ? ' ' : '';
    return [{ at, text: `${before}${more}${isPadded && at === close ? ' ' : ''}` }];
  }
  return [...comma, { at, text: ` ${more}${tail}` }];
}

function followsComma(text: string, offset: number): boolean {
  return parseScript(text.slice(offset)).code[0]?.text === ',';
}

/** One step of indentation, as far as the text's first indented line tells. */
function unitOf(text: string): string {
  return /[\r\n]([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}
