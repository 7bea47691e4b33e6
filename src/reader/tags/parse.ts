import type { ProblemCode } from '../problems.js';

/** A keyshape tag as it stands in a comment. */
export interface Tag {
  readonly name: 'keyshapeIgnore' | 'keyshapeVersion';
  /** The number of a `@keyshapeVersion`. */
  readonly version: number | undefined;
  /** Where the tag starts in the file, and how long it is. */
  readonly start: number;
  readonly length: number;
}

/** A tag that is not what it should be. */
export interface MalformedTag {
  readonly code: ProblemCode;
  readonly reason: string;
  readonly start: number;
  readonly length: number;
}

const tagPattern = /@keyshape\w*/gi;

/**
 * Whether a text may hold a keyshape tag, in whatever capitals: one in the wrong ones is an error, so that no file is passed
 * over for them. Every look at a text before its tags are read is this one.
 *
 * @example mayHoldTags('/** @KeyshapeIgnore *\/') === true
 */
export function mayHoldTags(text: string): boolean {
  return /@keyshape/i.test(text);
}

/**
 * Reads the keyshape tags of a piece of source text, whether in a comment or not.
 *
 * @param text the whole text of the file
 * @param from where the piece starts
 * @param to where it ends
 */
export function parseTags(text: string, from: number, to: number): (Tag | MalformedTag)[] {
  const found: (Tag | MalformedTag)[] = [];
  for (const match of text.slice(from, to).matchAll(tagPattern)) {
    const start = from + match.index;
    found.push(parseTag(match[0], start, text.slice(start + match[0].length, to)));
  }
  return found;
}

function parseTag(word: string, start: number, rest: string): Tag | MalformedTag {
  const { length } = word;
  if (word === '@keyshapeIgnore') return { name: 'keyshapeIgnore', version: undefined, start, length };
  if (word !== '@keyshapeVersion') {
    const reason = `there is no tag \`${word}\`: the tags are \`@keyshapeVersion <number>\` and \`@keyshapeIgnore\``;
    return { code: 'KS1101', reason, start, length };
  }
  // The number stands on the tag's line; text after it is a remark.
  const number = /^[ \t]+(\d{1,15})(?=\s|\*\/|$)/.exec(rest)?.[1];
  if (number === undefined) {
    const reason = '`@keyshapeVersion` needs a whole number behind it, as in `@keyshapeVersion 2`';
    return { code: 'KS1102', reason, start, length };
  }
  return { name: 'keyshapeVersion', version: Number(number), start, length };
}

/** The comments in a stretch of trivia (white space and comments), which is what stands before a node's first token. */
export function* commentsIn(
  text: string,
  from: number,
  to: number,
): Iterable<{ readonly start: number; readonly end: number }> {
  let at = from;
  while (at < to - 1) {
    if (text.startsWith('//', at)) {
      const newline = text.slice(at, to).search(/[\r\n\u2028\u2029]/);
      const end = newline === -1 ? to : at + newline;
      yield { start: at, end };
      at = end;
    } else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      const end = close === -1 ? to : close + 2;
      yield { start: at, end };
      at = end;
    } else at++;
  }
}

/** Whether a comment is one that tags are read from: `/** … *\/` with nothing before it on its line. */
export function isTagComment(text: string, start: number): boolean {
  if (!text.startsWith('/**', start) || text.startsWith('/**/', start)) return false;
  const line = Math.max(...['\n', '\r', '\u2028', '\u2029'].map((end) => text.lastIndexOf(end, start - 1)));
  return start === 0 || text.slice(line + 1, start).trim() === '';
}
