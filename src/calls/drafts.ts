import type ts = require('typescript');

import type { Problem, Reading } from '../reader/index.js';
import type { AnalysedProgram } from './analysed-program.js';
import { type Bindings, collectBindings } from './bindings.js';
import { type CallSite, judge, type Located } from './calls.js';
import { hiddenCalls } from './hidden-calls.js';
import type { Meanings } from './intrinsics.js';
import type { Versions } from './locked-versions.js';
import { modelsOf, type ReadCall } from './models.js';
import type { Candidates } from './modules.js';
import type { ResolvedOptions } from './options.js';
import {
  argumentOf,
  parameterFor,
  type ReplacedCall,
  type Replacement,
  replacementOf,
} from './replacement.js';
import type { TypeSource } from './type-source.js';
import { findUses } from './uses.js';
import { isOmitted } from './wrappers/call-syntax.js';
import { type VersionParameter, wrapperName } from './wrappers/guards.js';
import { ownParameter } from './wrappers/inside.js';
import type { WrapperFile } from './wrappers/wrappers.js';

/** A place where a version is asked for. */
export interface Site {
  /** What is replaced. */
  readonly call: ReplacedCall;
  readonly source: TypeSource;
  /** Where errors of the type are reported. */
  readonly place: ts.Node;
  /** What asks for it. */
  readonly name: ReadCall['name'];
  /** The type as it is written, or what stands for it. */
  readonly type: ts.Node;
  replacement(reading: Reading): Replacement;
  explained(problem: Problem): Problem;
}

/** What is found in a file before its types are read. */
export interface Draft {
  readonly file: ts.SourceFile;
  readonly bindings: Bindings;
  readonly sites: Site[];
  /** Calls that a parameter of the wrapper around them replaces: no type is read for them. */
  readonly parameters: Map<ReplacedCall, Replacement>;
  /** The names of the intrinsics of a site, inside its call. */
  readonly namings: Map<ts.Node, ts.Node>;
  readonly guards: ReadonlyMap<ts.ParameterDeclaration, string>;
  readonly problems: Located[];
}

/**
 * Looks through a file that may name intrinsics.
 *
 * @param wrapper - the wrappers that it declares or calls
 * @param mayHide - whether it may call an intrinsic that no name leads to
 */
export function draft(
  analysed: AnalysedProgram,
  options: ResolvedOptions,
  meanings: Meanings,
  { carriers, exposed }: Candidates,
  file: ts.SourceFile,
  wrapper: WrapperFile | undefined,
  mayHide: boolean,
): Draft {
  const bindings = collectBindings(meanings, carriers, file);
  const made = plainDraft(analysed, options, file, wrapper, bindings);
  made.problems.push(...bindings.unresolved.map(unresolvedProblem));
  const uses = findUses(meanings, bindings, exposed, file);
  const hidden = mayHide ? hiddenCalls(meanings, exposed, uses, file) : [];
  for (const use of [...uses, ...hidden]) {
    const judged = judge(meanings.syntax, use);
    if ('problem' in judged) made.problems.push(judged.problem);
    else addIntrinsic(analysed, options, made, judged.site, wrapper?.parameters ?? []);
  }
  return made;
}

/** The versions of the type of a call that the lock file knows. */
function versionsOf(
  { syntax, targets }: AnalysedProgram,
  { settings, lock }: ResolvedOptions,
  call: ReadCall,
): Versions {
  const version = call.reading.version(settings.length);
  if (lock === undefined) return { readable: [version], all: [version] };
  const [model] = modelsOf(syntax, targets(), [call]);
  return lock.of(model!.type, call.reading, settings.length);
}

function addIntrinsic(
  analysed: AnalysedProgram,
  options: ResolvedOptions,
  { sites, parameters, namings }: Draft,
  { name, call, naming, type }: CallSite,
  ofWrappers: readonly VersionParameter[],
): void {
  const { syntax, program } = analysed;
  namings.set(call, naming);
  const own = ownParameter(syntax, program.getTypeChecker(), { name, call, naming, type }, ofWrappers);
  if (own) parameters.set(call, parameterFor(name, own.name, own.isList));
  else {
    sites.push({
      call,
      source: type,
      place: type,
      name,
      type,
      replacement: (reading) =>
        replacementOf(name, type.getText(), reading, options.settings.length, () =>
          versionsOf(analysed, options, { name, type, reading }),
        ),
      explained: (problem) => problem,
    });
  }
}

const noBindings: Bindings = { all: [], byLocal: new Map(), unresolved: [] };

/** The draft of a file that names no intrinsic: the wrappers that it declares or calls. */
export function plainDraft(
  analysed: AnalysedProgram,
  options: ResolvedOptions,
  file: ts.SourceFile,
  wrapper: WrapperFile | undefined,
  bindings: Bindings = noBindings,
): Draft {
  const { syntax } = analysed;
  const sites = (wrapper?.sites ?? []).map((site): Site => {
    const { call, index, place, type, explained } = site;
    const name = site.isList ? 'VersionsOf' : 'VersionOf';
    return {
      call,
      source: { call, index },
      place,
      name,
      type,
      replacement: (reading) =>
        argumentOf(site, reading, options.settings.length, () =>
          versionsOf(analysed, options, { name, type, reading }),
        ),
      explained,
    };
  });
  const guards = new Map(
    (wrapper?.parameters ?? [])
      .filter(({ node }) => isOmitted(syntax, node.initializer))
      .map(({ node, owner }) => [
        node,
        `keyshape: ${wrapperName(syntax, owner)} was called without a version`,
      ]),
  );
  const problems = [...(wrapper?.problems ?? [])];
  return { file, bindings, sites, parameters: new Map(), namings: new Map(), guards, problems };
}

function unresolvedProblem(specifier: ts.StringLiteral): Located {
  const file = specifier.getSourceFile();
  const start = specifier.getStart(file);
  return {
    where: { file, start, length: specifier.end - start },
    problem: {
      code: 'KS2006',
      message:
        'keyshape is not resolved here, so its calls cannot be found and replaced. Install it, and compile this file with type information: not transpile-only, not isolated.',
    },
  };
}
