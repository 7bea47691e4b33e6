import { type CanonicalForm, canonicalise, type SlotId } from '../shape/index.js';
import type { Checker, PropertyFacts } from './checker.js';
import type { Problem } from './problems.js';
import { GraphBuilder } from './rules/build-graph.js';
import { Context, type ReaderOptions } from './rules/context.js';
import { expand } from './rules/expansion.js';
import { endlessProblem, problemsOf, tainted } from './rules/paths.js';
import { rootProblem } from './rules/roots.js';

/** A type whose version is asked for. */
export interface Root<Type> {
  readonly type: Type;
  /** As written at the call site: the paths of problems start with it. */
  readonly name: string;
  /** Whether a type parameter is in sight at the call site. */
  readonly seesTypeParameters: boolean;
}

/** What was read at one call site's type. */
export interface Reading {
  /** Empty when the version is known. */
  readonly problems: readonly Problem[];
  /** The version, `length` hex digits. Throws when there are problems. */
  version(length: number): string;
  /** The canonical text. Throws when there are problems. */
  text(): string;
}

/**
 * Reads types, all of one program together: they share one graph, so that 200 models of one schema cost little more than
 * one; that changes no answer, since a version depends only on what its type refers to.
 *
 * @returns a reading for each root, in order
 */
export function readRoots<
  Type extends object,
  Property extends PropertyFacts<Declaration>,
  Declaration extends object,
>(
  checker: Checker<Type, Property, Declaration>,
  roots: readonly Root<Type>[],
  options: ReaderOptions,
): readonly Reading[] {
  const context = new Context(checker, options);
  context.seesTypeParameters = roots.some((root) => root.seesTypeParameters);
  const entries = roots.map(({ type }) => context.entry(type, context.rootMode));
  const endless = expand(context, entries);
  const unreadable = tainted(entries);
  const builder = new GraphBuilder<Type, Declaration>();
  const readable = entries.filter((entry) => !endless.has(entry) && !unreadable.has(entry));
  const slots = new Map<(typeof entries)[number], SlotId>();
  builder.add(readable).forEach((slot, index) => {
    slots.set(readable[index]!, slot);
  });

  let canonical: CanonicalForm | undefined;
  const form = () => {
    canonical ??= canonicalise(builder.graph);
    return canonical;
  };
  return entries.map((entry, index) => {
    const { name } = roots[index]!;
    if (endless.has(entry)) return failed([endlessProblem(context, entry, roots[index]!)]);
    const slot = slots.get(entry);
    if (slot === undefined) return failed(problemsOf(context, entry, roots[index]!));
    const problem = rootProblem(builder.graph, slot, name);
    if (problem !== undefined) return failed([problem]);
    return {
      problems: [],
      version: (length) => form().version(slot, length),
      text: () => form().text(slot),
    };
  });
}

function failed(problems: readonly Problem[]): Reading {
  const refuse = (): never => {
    throw new Error(problems.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  };
  return { problems, version: refuse, text: refuse };
}
