import { scalarText, templateSource } from '../shape/index.js';
import type { Handles } from './checker.js';
import type { Context } from './rules/context.js';
import { type Edge, type Entry, edgesOf, flatten } from './rules/entry.js';
import { FunctionsOnly } from './rules/functions-only.js';
import { propertyStep } from './rules/text.js';

/** Where something is declared: an offset in a file. */
interface TreePlace {
  readonly fileName: string;
  readonly start: number;
}

/** A part of a type: a field, or what stands in a list, a tuple, a union or a library type. */
export interface TypeTree {
  /** What it is called in its parent: `.address`, `[string]`, `| Card`; empty at the root. */
  readonly step: string;
  readonly optional: boolean;
  /** Its type, names for what has parts of its own. */
  readonly type: string;
  /** `undefined` where no source declares it: a member that the checker made. */
  readonly place: TreePlace | undefined;
  readonly parts: readonly TypeTree[];
  /** Why parts are left out: they stand further up, or lie too deep. */
  readonly cut: 'above' | 'deep' | undefined;
}

/** Nobody reads further down, and the recursion, a call for each step, stays within the stack. */
const DEEPEST = 60;

/**
 * What was read of a type, as a tree to look at. A type that is met twice is taken apart once.
 *
 * @param root an entry that was read without problems
 */
export function treeOf<Handle extends Handles>(context: Context<Handle>, root: Entry<Handle>): TypeTree {
  return new TreeReader(context).read(root);
}

class TreeReader<Handle extends Handles> {
  readonly #functionsOnly = new FunctionsOnly<Handle>();
  readonly #seen = new Set<Entry<Handle>>();
  readonly #context: Context<Handle>;

  constructor(context: Context<Handle>) {
    this.#context = context;
  }

  read(root: Entry<Handle>): TypeTree {
    return this.#part('', false, root, root.declarations, 0);
  }

  #part(
    step: string,
    optional: boolean,
    entry: Entry<Handle>,
    declarations: readonly Handle['declaration'][],
    depth: number,
  ): TypeTree {
    const objects = [...objectsIn(entry)];
    const part = {
      step,
      optional,
      type: this.#text(entry, new Set(), optional),
      place: this.#place(declarations),
    };
    const [only] = objects;
    if (only === undefined) return { ...part, parts: [], cut: undefined };
    if (depth > DEEPEST) return { ...part, parts: [], cut: 'deep' };
    if (objects.length > 1) {
      const parts = objects.map((one) => this.#part('|', false, one, one.declarations, depth + 1));
      return { ...part, parts, cut: undefined };
    }
    if (this.#seen.has(only)) return { ...part, parts: [], cut: 'above' };
    this.#seen.add(only);
    return { ...part, parts: this.#members(only, depth + 1), cut: undefined };
  }

  #members({ reading }: Entry<Handle>, depth: number): readonly TypeTree[] {
    if (reading?.kind !== 'object') return [];
    const fields = reading.properties.filter(({ to }) => !this.#functionsOnly.has(to));
    return [
      ...[...fields]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, optional, to, declarations }) =>
          this.#part(propertyStep(name), optional, to, declarations, depth),
        ),
      ...reading.indexes
        .filter(({ to }) => !this.#functionsOnly.has(to))
        .map(({ key, to }) => this.#part(`[${this.#text(key, new Set())}]`, false, to, [], depth)),
    ];
  }

  #place(declarations: readonly Handle['declaration'][]): TreePlace | undefined {
    const { checker } = this.#context;
    const own = declarations.find((one) => !checker.fileOf(one).isLibrary);
    return own && this.#context.placeOf(own);
  }

  /** A type as people write it. */
  #text(entry: Entry<Handle>, around: ReadonlySet<Entry<Handle>>, optional = false): string {
    const { reading, type } = entry;
    if (around.has(entry)) return '…';
    const within = new Set([...around, entry]);
    const inner = (edge: Edge<Handle>) => this.#text(edge.to, within);
    switch (reading?.kind) {
      case 'scalar':
        return scalarText(reading.label);
      case 'union': {
        const texts = new Set([...flatten(entry)].map((member) => this.#text(member, within)));
        // The mark of an optional field says `undefined` already; else people look for `null` and `undefined` at the end.
        const last = ['null', ...(optional ? [] : ['undefined'])].filter((text) => texts.has(text));
        const rest = [...texts].filter((text) => text !== 'null' && text !== 'undefined');
        return [...rest, ...last].join(' | ') || 'never';
      }
      case 'array':
        return `${operand(inner(reading.edges[0]!))}[]`;
      case 'tuple': {
        const elements = reading.edges.map((edge, at) => {
          const mark = reading.marks[at];
          if (mark === 'rest') return `...${operand(inner(edge))}[]`;
          if (mark === 'optional') return `${operand(this.#text(edge.to, within, true))}?`;
          return mark === 'variadic' ? `...${inner(edge)}` : inner(edge);
        });
        return `[${elements.join(', ')}]`;
      }
      case 'compound': {
        const texts = reading.edges.map(inner);
        if (reading.label.kind === 'template') return templateSource(reading.label.texts, texts);
        const name = 'name' in reading.label ? reading.label.name : reading.label.kind;
        return texts.length === 0 ? name : `${name}<${texts.join(', ')}>`;
      }
      case 'object':
        return type === undefined ? '{…}' : shortName(this.#context.checker.nameOf(type));
      default:
        return '?';
    }
  }
}

/** The objects that an entry is, or has in it without a field between. */
function* objectsIn<Handle extends Handles>(
  entry: Entry<Handle>,
  seen = new Set<Entry<Handle>>(),
): Iterable<Entry<Handle>> {
  if (seen.has(entry)) return;
  seen.add(entry);
  if (entry.reading?.kind === 'object') yield entry;
  else for (const { to } of edgesOf(entry)) yield* objectsIn(to, seen);
}

/** A type without a name is written out by the checker. */
function shortName(name: string): string {
  return name.startsWith('{') ? '{…}' : name.replace(/import\("[^"]*"\)\./g, '');
}

function operand(text: string): string {
  return text.includes(' | ') ? `(${text})` : text;
}
