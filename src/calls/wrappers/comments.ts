import type ts = require('typescript');

/** A comment in which JavaScript may say types, and the names that it declares. */
interface TypeComment {
  readonly text: string;
  readonly declared: readonly string[];
}

/** The comments of a JavaScript file that may say types. */
export function commentsIn(text: string): readonly TypeComment[] {
  return (text.match(/\/\*\*[\s\S]*?\*\//g) ?? []).map((comment) => ({
    text: comment,
    declared: [
      ...namesAfter(comment, /@(?:callback|typedef\s+(?:\{[^@]*\}\s*)?)\s*([\p{L}\w$]+)/gu),
      // `@import { VersionOf as Marked }`
      ...namesAfter(comment, /\sas\s+([\p{L}\w$]+)/gu),
    ],
  }));
}

/** The comment before the statement or the member that a function is, or is the value of. */
export function commentOf(node: ts.Node): string {
  const { text } = node.getSourceFile();
  const end = node.getStart();
  for (let at = node; at.parent !== undefined && at.parent.parent !== at; at = at.parent) {
    const comments = commentsIn(text.slice(at.pos, at === node ? end : at.getStart()));
    const own = comments.at(-1);
    if (own !== undefined) return own.text;
    // What is inside of another function has its own comment or none.
    if (at !== node && 'parameters' in at) return '';
  }
  return '';
}

/** The names in the types of a comment: a superset, whatever is written in it. */
export function mentionsInComment(comment: string) {
  return {
    types: new Set(comment.match(/[\p{L}\w$]+/gu)),
    values: [],
    functions: new Set([
      ...namesAfter(comment, /\[\s*['"]([^'"]+)['"]\s*\]/g),
      ...namesAfter(comment, /(?<![\w$])typeof\s+(?:[^\s.,;|&(){}[\]]+\.)*([^\s.,;|&(){}[\]]+)/g),
    ]),
  };
}

function namesAfter(comment: string, pattern: RegExp): readonly string[] {
  return [...comment.matchAll(pattern)].map((match) => match[1]!);
}
