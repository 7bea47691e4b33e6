import type ts = require('typescript');

import { type CanonicalForm, canonicalise, type ShapeGraph, type SlotId } from '../shape/index.js';
import type { Checker, Handles } from './checker.js';
import { type Problem, unforeseen } from './problems.js';
import { GraphBuilder } from './rules/build-graph.js';
import { Context, type ReaderOptions } from './rules/context.js';
import { type Entry, reachedFrom } from './rules/entry.js';
import { expand } from './rules/expansion.js';
import { refuseHiddenData } from './rules/hidden-data.js';
import { endlessProblem, problemsOf, tainted } from './rules/paths.js';
import { rootProblem } from './rules/roots.js';
import { type TypeTree, treeOf } from './tree.js';

/** A type whose version is asked for. */
export interface Root<Type> {
  readonly type: Type;
  /** As written at the call site: the paths of problems start with it. */
  readonly name: string;
  /** Whether a type parameter is in sight at the call site. */
  readonly seesTypeParameters: boolean;
  /** Whether the user's program, whose `strictNullChecks` is off, resolves every name in the type. */
  readonly resolvesLoosely?: boolean;
  /** The type argument, or the call that asks for a version: names are looked for in it. */
  readonly written?: ts.Node;
}

/** What was read at one call site's type. */
export interface Reading {
  /** Empty when the version is known. */
  readonly problems: readonly Problem[];
  /** The version, `length` hex digits. Throws when there are problems. */
  version(length: number): string;
  /** The canonical text. Throws when there are problems. */
  text(): string;
  /** The type part by part, as long as the compiler that it was read by is there. Throws when there are problems. */
  tree(): TypeTree;
}

/**
 * Reads types, all of one program together: they share one graph, so that 200 models of one schema cost little more than
 * one; that changes no answer, since a version depends only on what its type refers to.
 *
 * @param expanded - called when the compiler is asked nothing more, unless a type is refused
 * @returns a reading for each root, in order
 */
export function readRoots<Handle extends Handles>(
  checker: Checker<Handle>,
  roots: readonly Root<Handle['type']>[],
  options: ReaderOptions,
  expanded?: () => void,
): readonly Reading[] {
  try {
    return readTogether(checker, roots, options, expanded);
  } catch (error) {
    // The last net: whatever was not foreseen is reported at the one root that it happens in, and stops no other.
    if (roots.length > 1) return roots.flatMap((root) => readRoots(checker, [root], options));
    const { code, reason, wayOut } = unforeseen(error);
    return roots.map(({ name }) => failed([{ code, message: `${name}: ${reason}. ${wayOut}` }]));
  }
}

function readTogether<Handle extends Handles>(
  checker: Checker<Handle>,
  roots: readonly Root<Handle['type']>[],
  options: ReaderOptions,
  expanded?: () => void,
): readonly Reading[] {
  const context = new Context(checker, options);
  context.seesTypeParameters = roots.some((root) => root.seesTypeParameters);
  const entries = roots.map(({ type }) => context.entry(type, context.rootMode));
  const endless = expand(context, entries);
  const finite = entries.filter((entry) => !endless.has(entry));
  const reached = reachedFrom(finite);
  refuseHiddenData(context, reached);
  expanded?.();
  const { graph, slots } = buildGraph(finite, reached);
  const form = slots.size > 0 ? canonicalise(graph) : undefined;
  return entries.map((entry, index) => {
    const { name } = roots[index]!;
    if (endless.has(entry)) return failed([endlessProblem(context, entry, roots[index]!)]);
    const slot = slots.get(entry);
    if (slot === undefined || form === undefined) return failed(problemsOf(context, entry, roots[index]!));
    const problem = rootProblem(graph, slot, name);
    if (problem !== undefined) return failed([problem]);
    return new KnownReading(form, slot, () => treeOf(context, entry));
  });
}

class KnownReading implements Reading {
  readonly problems = [];

  constructor(
    private readonly form: CanonicalForm,
    private readonly slot: SlotId,
    readonly tree: () => TypeTree,
  ) {}

  version(length: number): string {
    return this.form.version(this.slot, length);
  }

  text(): string {
    return this.form.text(this.slot);
  }
}

/** The graph of the roots that reach no refused type, and their slots. A type that the graph does not accept is refused, and the others are built again. */
function buildGraph<Handle extends Handles>(
  roots: readonly Entry<Handle>[],
  reached: ReadonlySet<Entry<Handle>>,
): {
  readonly graph: ShapeGraph;
  readonly slots: ReadonlyMap<Entry<Handle>, SlotId>;
} {
  const unreadable = tainted(reached);
  const readable = roots.filter((entry) => !unreadable.has(entry));
  const builder = new GraphBuilder<Handle>();
  const added = builder.add(readable, unreadable.size === 0 ? reached : reachedFrom(readable));
  const { graph, failures } = builder;
  if (failures.size === 0) {
    return { graph, slots: new Map(readable.map((entry, index) => [entry, added[index]!])) };
  }
  for (const [entry, error] of failures) entry.reading = { kind: 'refused', refusal: unforeseen(error) };
  if (tainted(reached).size === unreadable.size) throw [...failures.values()][0];
  return buildGraph(roots, reached);
}

/** The reading of a type whose version cannot be known. */
export function failed(problems: readonly Problem[]): Reading {
  const refuse = (): never => {
    throw new Error(problems.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  };
  return { problems, version: refuse, text: refuse, tree: refuse };
}
