import { unescapedEnd } from '../shape/unescaped.js';

/** Objects that are longer than this are written one field a line. */
const LONGEST_LINE = 40;

interface Opening {
  readonly offset: number;
  /** What it opens: an object, anything else in brackets, or the text of a template. */
  readonly character: string;
}

/**
 * A canonical text in lines: long objects have one field a line, with a comma behind the last one too, so that one more field
 * is one more line. The lines without their indents, joined, with the commas before `}` dropped, are the text again.
 *
 * @param text a canonical form
 * @returns the lines, without line ends
 * @example bodyLines('{a:string}') // ['{a:string}']
 */
export function bodyLines(text: string): readonly string[] {
  const { ends, commas } = longObjects(text);
  const lines: string[] = [];
  const closing = new Set(ends.values());
  let depth = 0;
  let from = 0;
  const breakAt = (offset: number, comma: string, indent: number): void => {
    lines.push(`${'  '.repeat(depth)}${text.slice(from, offset)}${comma}`);
    from = offset;
    depth += indent;
  };
  for (let offset = 0; offset < text.length; offset++) {
    if (ends.has(offset)) breakAt(offset + 1, '', 1);
    else if (commas.has(offset)) breakAt(offset + 1, '', 0);
    else if (closing.has(offset)) breakAt(offset, ',', -1);
  }
  breakAt(text.length, '', 0);
  return lines;
}

/**
 * The canonical text of lines.
 *
 * @param lines what {@link bodyLines} gave, in whatever indents
 */
export function bodyText(lines: readonly string[]): string {
  const bare = lines.map((line) => line.trimStart());
  return bare.map((line, at) => (bare[at + 1]?.startsWith('}') ? line.replace(/,$/, '') : line)).join('');
}

/** Where long objects start and end, and the commas between their fields. */
function longObjects(text: string): { ends: ReadonlyMap<number, number>; commas: ReadonlySet<number> } {
  const ends = new Map<number, number>();
  const commasOf = new Map<number, number[]>();
  const open: Opening[] = [];
  for (let offset = 0; offset < text.length; offset++) {
    const inner = open[open.length - 1];
    if (inner?.character === '`') {
      offset = unescapedEnd(text, offset, ['`', '${']);
      if (text[offset] === '$') open.push({ offset: offset++, character: '$' });
      else open.pop();
      continue;
    }
    const character = text[offset]!;
    if (character === '"') offset = unescapedEnd(text, offset + 1, ['"']);
    else if ('{[(<`'.includes(character)) open.push({ offset, character });
    else if ('}])>'.includes(character)) {
      open.pop();
      const isInTemplate = open.some((outer) => outer.character === '`');
      if (inner?.character === '{' && offset - inner.offset >= LONGEST_LINE && !isInTemplate)
        ends.set(inner.offset, offset);
    } else if (character === ',' && inner?.character === '{') {
      const known = commasOf.get(inner.offset);
      if (known === undefined) commasOf.set(inner.offset, [offset]);
      else known.push(offset);
    }
  }
  return { ends, commas: new Set([...ends.keys()].flatMap((start) => commasOf.get(start) ?? [])) };
}
