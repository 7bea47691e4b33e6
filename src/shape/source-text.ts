import type { Label } from './graph/graph.js';

/** A type with nothing in it as people write it, in a program or a message; what has parts is called by its kind. */
export function scalarText(label: Label): string {
  switch (label.kind) {
    case 'primitive':
      return label.name;
    case 'string':
      return JSON.stringify(label.value);
    case 'number':
    case 'boolean':
      return String(label.value);
    case 'bigint':
      return `${label.value}n`;
    default:
      return label.kind;
  }
}

/**
 * A template literal type as people write it.
 *
 * @param texts what stands between the holes, one more than those
 * @example templateSource(['a-', ''], ['string']) // '`a-${string}`'
 */
export function templateSource(texts: readonly string[], holes: readonly string[]): string {
  return `\`${texts.map((text, at) => (at === 0 ? text : `\${${holes[at - 1]}}${text}`)).join('')}\``;
}
