import type ts = require('typescript');

import type { Reading } from '../reader/index.js';
import type { AnalysedProgram } from './analysed-program.js';
import { toDiagnostic } from './diagnostics.js';
import { Drafting } from './drafts.js';
import { type FileResult, resultOf } from './file-result.js';
import { mayCall } from './hidden-calls.js';
import { createMeanings, type Meanings } from './intrinsics.js';
import { type CalledModel, modelsOf } from './models.js';
import { type Candidates, findCandidates } from './modules.js';
import type { ResolvedOptions, Settings } from './options.js';
import { isFixedLength } from './replacement.js';
import type { SourceProgram } from './syntax.js';
import { findTagErrors } from './tag-problems.js';
import type { WrapperNames } from './wrappers/names.js';
import { findWrappers } from './wrappers/wrappers.js';

/** By what call sites were looked for in a program. While it stays the same, what is found in a file follows from what that file can see. */
export interface Scope {
  /** The files that declare or pass on intrinsics. */
  readonly carriers: ReadonlySet<string>;
  /** The names under which they do. */
  readonly exposed: ReadonlySet<string>;
  /** The names by which wrappers are looked for. */
  readonly names: WrapperNames;
  /** The files that those were found in. */
  readonly naming: ReadonlySet<string>;
}

/** What was decided about a program. */
export interface Analysis {
  /** By file name; only files that have call sites, re-exports of intrinsics or errors. */
  readonly files: ReadonlyMap<string, FileResult>;
  /** Errors of the options, which no file is to blame for. */
  readonly general: readonly ts.Diagnostic[];
  readonly settings: Settings;
  readonly scope: Scope;
  /** The cached types, a model for each call; worked out when asked for, while the program is there. */
  models(): readonly CalledModel[];
}

/** Is told of what becomes known on the way, so that work can begin that needs no more. */
export interface Listener {
  /** Called before files are looked at one by one, with all that may change. */
  callersFound?(files: ReadonlySet<string>): void;
  /** Called before types are read, with the results as they are if no type is in error, the versions aside. */
  foreseen?(files: ReadonlyMap<string, FileResult>): void;
}

/**
 * Analyses a program: one pass over the files that can hold call sites, one reading of all their types together.
 *
 * @param analysed - the program
 * @param options - the options
 * @param listener - is told on the way
 */
export function analyse(
  analysed: AnalysedProgram,
  options: ResolvedOptions,
  listener: Listener = {},
): Analysis {
  const { syntax, program } = analysed;
  const { settings } = options;
  let made: Meanings | undefined;
  const meanings = () => (made ??= createMeanings(syntax, program.getTypeChecker()));
  const candidates = findCandidates(syntax, program, meanings);
  const hiding = filesThatMayHide(analysed, candidates);
  const callers = new Set([...candidates.files, ...hiding]);
  let scope = scopeOf(candidates);
  const wrappers = findWrappers(analysed, settings.inferred, (names, naming) => {
    scope = { ...scope, names, naming };
  });
  const tags = findTagErrors(analysed, settings);
  // A file that calls a wrapper need not know of keyshape, nor one with a tag.
  const others = new Set([...(wrappers?.keys() ?? []), ...tags.keys()]);
  for (const file of callers) others.delete(file);
  listener.callersFound?.(new Set([...callers, ...others].map(({ fileName }) => fileName)));
  const drafting = new Drafting(analysed, options, wrappers);
  const drafts = [
    ...[...callers].map((file) =>
      drafting.ofCaller(file, { meanings: meanings(), candidates }, hiding.has(file)),
    ),
    ...[...others].map((file) => drafting.ofOther(file)),
  ];

  const isInvalid = options.problems.length > 0;
  const sites = isInvalid ? [] : drafts.flatMap((item) => item.sites);
  const sources = sites.map((site) => site.source);
  const results = (by: AnalysedProgram, found: readonly Reading[]) => {
    const readings = new Map(sites.map((site, index) => [site, found[index]!]));
    const files = new Map<string, FileResult>();
    for (const item of drafts) {
      const result = resultOf(by, options, item, readings, tags.get(item.file) ?? []);
      if (result) files.set(item.file.fileName, result);
    }
    return files;
  };
  if (listener.foreseen && sites.length > 0 && sites.every(({ name }) => isFixedLength(name))) {
    const withoutErrors = { ...analysed, unlistedProject: () => undefined };
    listener.foreseen(
      results(
        withoutErrors,
        sites.map(() => anyReading),
      ),
    );
  }
  const files = results(analysed, sites.length > 0 ? analysed.readTypes(sources, settings) : []);
  const calls = () => [...files.values()].flatMap((result) => result.calls);
  return {
    files,
    general: generalErrors(program, options),
    settings,
    scope,
    models: () => modelsOf(syntax, analysed.targets(), calls()),
  };
}

function scopeOf({ carriers, exposed }: Candidates): Scope {
  return {
    carriers: new Set([...carriers].map(({ fileName }) => fileName)),
    exposed,
    names: { types: new Set(), values: new Set(), constructors: false, wide: false },
    naming: new Set(),
  };
}

/** Stands for a type without errors that is not read yet. */
const anyReading: Reading = {
  problems: [],
  version: (length) => '0'.repeat(length),
  text: () => '',
  tree() {
    throw new Error('The type is not read yet.');
  },
};

/** Files that may call an intrinsic that no name leads to; they need not import a module of intrinsics. */
function filesThatMayHide(
  { program, search }: AnalysedProgram,
  { exposed }: Candidates,
): ReadonlySet<ts.SourceFile> {
  if (exposed.size === 0) return new Set();
  return new Set(search(mayCall(exposed)).filter((file) => !program.isSourceFileFromExternalLibrary(file)));
}

/** The errors of the options. */
export function generalErrors(program: SourceProgram, options: ResolvedOptions): readonly ts.Diagnostic[] {
  return options.problems.map((problem) => toDiagnostic(program, problem, undefined));
}
