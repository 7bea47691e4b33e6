import type ts = require('typescript');

import type { Handles } from '../checker.js';
import type { Problem, Refusal } from '../problems.js';
import type { Context } from './context.js';
import { type Edge, type Entry, edgesOf, stepOf } from './entry.js';
import { toJsonStep, unknownToJson, waiting } from './unknown-to-json.js';
import { explained } from './unresolved.js';
import { wayOutOfAny } from './way-out-of-any.js';

/** At most so many problems of one type are reported: one with more is mended by a single change, or not at all. */
const MOST = 10;

/** What is reported about the place where a version is asked for. */
interface CallSite {
  /** The root as written there. */
  readonly name: string;
  readonly seesTypeParameters: boolean;
  readonly resolvesLoosely?: boolean;
  readonly written?: ts.Node;
}

/** How a path comes to an entry. */
interface Arrival<Handle extends Handles> {
  readonly from: Entry<Handle> | undefined;
  readonly edge: Edge<Handle> | undefined;
}

/**
 * The problems that a root reaches, nearest first, each with the shortest path to it.
 *
 * @param call the call site: its name for the root starts every path
 */
export function problemsOf<Handle extends Handles>(
  context: Context<Handle>,
  root: Entry<Handle>,
  call: CallSite,
): readonly Problem[] {
  const arrivals = new Map<Entry<Handle>, Arrival<Handle>>([[root, { from: undefined, edge: undefined }]]);
  const problems: Problem[] = [];
  let more = 0;
  const report = (refusal: Refusal, arrival: Arrival<Handle>, at: Entry<Handle>) => {
    if (problems.length === MOST) {
      more++;
      return;
    }
    const problem = problemAt(context, arrivals, at, arrival, refusal, call);
    // The members of a union have one path.
    if (!problems.some(({ message }) => message === problem.message)) problems.push(problem);
  };
  if (root.reading?.kind === 'refused') report(root.reading.refusal, arrivals.get(root)!, root);
  for (const [entry] of arrivals) {
    for (const edge of edgesOf(entry)) {
      const arrival = { from: entry, edge };
      // An `any` is one entry wherever it stands: each place that leads to it is reported.
      if (edge.to.reading?.kind === 'refused') report(edge.to.reading.refusal, arrival, edge.to);
      else if (!arrivals.has(edge.to)) arrivals.set(edge.to, arrival);
    }
  }
  const [first] = problems;
  if (first !== undefined && isThenable(context, root)) {
    problems[0] = {
      ...first,
      message: `${first.message} It has a \`then\`, as a promise has: did you mean \`Awaited<${call.name}>\`?`,
    };
  }
  if (more > 0) {
    const last = problems.pop()!;
    problems.push({ ...last, message: `${last.message} (${more} more in ${call.name} are not shown.)` });
  }
  return problems;
}

/** Whether a root is a promise of a library's own kind, which is awaited before its value is cached. */
function isThenable<Handle extends Handles>(
  { checker }: Context<Handle>,
  { type, reading }: Entry<Handle>,
): boolean {
  if (type === undefined || reading?.kind !== 'object') return false;
  const then = checker.members([type])[0]!.properties.find(({ name }) => name === 'then');
  return then !== undefined && checker.isCallable(checker.propertyTypes([then]))[0]!;
}

/**
 * The problem of a root that expands without end.
 *
 * @param call the call site
 */
export function endlessProblem<Handle extends Handles>(
  context: Context<Handle>,
  root: Entry<Handle>,
  call: CallSite,
): Problem {
  const arrivals = new Map<Entry<Handle>, Arrival<Handle>>([[root, { from: undefined, edge: undefined }]]);
  let deepest = root;
  for (const [entry] of arrivals) {
    deepest = entry;
    for (const edge of edgesOf(entry))
      if (!arrivals.has(edge.to)) arrivals.set(edge.to, { from: entry, edge });
  }
  const refusal: Refusal = {
    code: 'KS1005',
    reason:
      'it expands without end, each level holding types that the one above did not: a generic type refers to itself with ever new arguments, as in `Node<T> = { next: Node<T[]> }`',
    wayOut: 'Give the reference a fixed argument.',
  };
  return problemAt(context, arrivals, deepest, arrivals.get(deepest)!, refusal, call);
}

/** Those of some entries, and of what refers to them, that reach a refused one. */
export function tainted<Handle extends Handles>(
  entries: ReadonlySet<Entry<Handle>>,
): ReadonlySet<Entry<Handle>> {
  const found = new Set<Entry<Handle>>();
  for (const entry of entries) {
    if (entry.reading === undefined || entry.reading.kind === 'refused') found.add(entry);
  }
  // As a rule nothing is refused, and nobody asks who refers to what.
  if (found.size === 0) return found;
  const callers = callersIn(entries);
  for (const entry of found) for (const caller of callers.get(entry) ?? []) found.add(caller);
  return found;
}

/** Those that refer to an entry, for each. */
function callersIn<Handle extends Handles>(
  entries: Iterable<Entry<Handle>>,
): ReadonlyMap<Entry<Handle>, readonly Entry<Handle>[]> {
  const callers = new Map<Entry<Handle>, Entry<Handle>[]>();
  for (const entry of entries) {
    for (const { to } of edgesOf(entry)) {
      const known = callers.get(to);
      if (known === undefined) callers.set(to, [entry]);
      else known.push(entry);
    }
  }
  return callers;
}

function problemAt<Handle extends Handles>(
  context: Context<Handle>,
  arrivals: ReadonlyMap<Entry<Handle>, Arrival<Handle>>,
  entry: Entry<Handle>,
  arrival: Arrival<Handle>,
  refusal: Refusal,
  call: CallSite,
): Problem {
  const steps: string[] = [];
  const near: Handle['declaration'][] = [];
  let toJson: readonly Handle['declaration'][] | undefined;
  let at: Entry<Handle> | undefined = entry;
  let { from, edge } = arrival;
  while (at !== undefined) {
    near.push(...own(context, [...at.declarations, ...(edge?.declarations ?? [])]));
    if (edge !== undefined) steps.push(stepOf(edge));
    if (edge?.step === toJsonStep) toJson ??= edge.declarations;
    at = from;
    ({ from, edge } = (at && arrivals.get(at)) ?? { from: undefined, edge: undefined });
  }
  const [nearest] = near;
  const path = call.name + shortened(steps.filter((step) => step !== '').reverse());
  const isOfToJson = toJson !== undefined && !call.seesTypeParameters;
  let told = refusal;
  if (refusal.code === 'KS1002')
    told = call.resolvesLoosely ? onlyStrictly(refusal) : explained(context, refusal, near, call.written);
  else if (refusal.code === 'KS1004' && isOfToJson) told = behindToJson(context, toJson!);
  const { code, reason, place } = told;
  const wayOut = path === call.name ? (told.wayOutAtRoot ?? told.wayOut) : told.wayOut;
  return {
    code,
    message: `${path}: ${reason}. ${wayOut || wayOutOfAny(context, nearest, call.name, steps)}`,
    place: place ?? (nearest && context.placeOf(nearest)),
  };
}

/** What the user's program knows and the strict one does not: a value that may be `null` or `undefined` there. */
function onlyStrictly(refusal: Refusal): Refusal {
  return {
    ...refusal,
    reason:
      'with `strictNullChecks` on, as types are read here so that turning it on changes no version, the compiler finds an error in what this type is inferred from',
    wayOut: 'Write the type out, or rule `null` and `undefined` out where it is inferred.',
  };
}

/** A type parameter behind a `toJSON` is that method's own: no call site can give it a type. */
function behindToJson<Handle extends Handles>(
  context: Context<Handle>,
  declarations: readonly Handle['declaration'][],
): Refusal {
  const [first] = declarations;
  const { packageName } = context.nearestFile(declarations) ?? {};
  return { ...unknownToJson(packageName, waiting), place: first && context.placeOf(first) };
}

/** An expansion without end has a path of hundreds of steps: its beginning shows the way. */
function shortened(steps: readonly string[]): string {
  return steps.length <= 12 ? steps.join('') : `${steps.slice(0, 6).join('')}…`;
}

function own<Handle extends Handles>(
  context: Context<Handle>,
  declarations: readonly Handle['declaration'][],
) {
  return declarations.filter((declaration) => !context.checker.fileOf(declaration).isLibrary);
}
