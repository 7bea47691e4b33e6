import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

/** The option that TypeScript 7 hands on as it is written, so that entries of `plugins` can stand in its place. */
export const carrier = 'customConditions';

/** A configuration as a text. */
export interface ConfigText {
  /** What is in it that is not JSON with comments: where, and what. */
  readonly errors: readonly string[];
  /** The value of a property at the top. */
  top(name: string): unknown;
  /** Its own option `plugins`. */
  readonly plugins: unknown;
  /** The text with {@link carrier} holding the entries of `plugins`, each as JSON. */
  carrying(): string;
}

/** Parses a configuration. The compiler tolerates more than the parser used here: what the two may read differently is an error. */
export function parseConfig(text: string): ConfigText {
  const found: ParseError[] = [];
  const tree = parseTree(text, found, { allowTrailingComma: true });
  const isEmpty = tree === undefined && text.trim() === '';
  return {
    errors: isEmpty
      ? []
      : found.map(({ error, offset }) => `${placeIn(text, offset)}: ${printParseErrorCode(error)}`),
    top(name) {
      const value = propertiesOf(tree, name).at(-1)?.value;
      return value && getNodeValue(value);
    },
    plugins: propertiesOf(tree, 'compilerOptions')
      .flatMap(({ value }) => propertiesOf(value, 'plugins'))
      .map(({ value }): unknown => getNodeValue(value))
      .at(-1),
    carrying: () => carrying(text, tree),
  };
}

interface Property {
  readonly key: Node;
  readonly value: Node;
}

/** Every property of a name: where there are several, the compiler takes them in one after the other. */
function propertiesOf(object: Node | undefined, name: string): readonly Property[] {
  if (object?.type !== 'object') return [];
  return (object.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key?.value === name && value ? [{ key, value }] : [],
  );
}

function carrying(text: string, tree: Node | undefined): string {
  const edits: { readonly at: Node; readonly text: string }[] = [];
  for (const { value: options } of propertiesOf(tree, 'compilerOptions')) {
    for (const { key } of propertiesOf(options, carrier)) edits.push({ at: key, text: '"plugins"' });
    for (const { key, value } of propertiesOf(options, 'plugins')) {
      edits.push({ at: key, text: JSON.stringify(carrier) });
      if (value.type !== 'array') continue;
      const entries = (value.children ?? []).map((entry) => JSON.stringify(getNodeValue(entry)));
      edits.push({ at: value, text: JSON.stringify(entries) });
    }
  }
  edits.sort((a, b) => b.at.offset - a.at.offset);
  return edits.reduce(
    (made, { at, text: put }) => made.slice(0, at.offset) + put + made.slice(at.offset + at.length),
    text,
  );
}

function placeIn(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `(${before.length},${before.at(-1)!.length + 1})`;
}
