import type ts = require('typescript');

import { KeyshapeError } from '../error.js';
import { mayHoldTags, type Problem, type Reading, type TagProblem } from '../reader/index.js';
import { unforeseen } from '../reader/problems.js';
import { type Binding, type Bindings, collectBindings } from './bindings.js';
import { type CallSite, judge, type Located } from './calls.js';
import { placeOf, toDiagnostic } from './diagnostics.js';
import { digestOf } from './digest.js';
import { droppable } from './droppable.js';
import { createMeanings, type Meanings } from './intrinsics.js';
import { type CalledModel, modelsOf, type ReadCall, type TargetResolver } from './models.js';
import { type Candidates, findCandidates } from './modules.js';
import type { ResolvedOptions, Settings } from './options.js';
import { argumentOf, parameterFor, type Replacement, replacementOf } from './replacement.js';
import type { SourceProgram, Syntax, TextFile } from './syntax.js';
import type { TypeSource } from './type-source.js';
import { findUses } from './uses.js';
import type { CallChecker } from './wrappers/asked.js';
import { type VersionParameter, wrapperName } from './wrappers/guards.js';
import { ownParameter } from './wrappers/inside.js';
import { isOmitted } from './wrappers/judge.js';
import { findWrappers, type WrapperFile } from './wrappers/wrappers.js';

/** What was decided about one file. */
export interface FileResult {
  readonly file: ts.SourceFile;
  readonly replacements: ReadonlyMap<ts.Node, Replacement>;
  /** The calls whose types were read, in order. */
  readonly calls: readonly ReadCall[];
  /** Parameters that take a version, and the error that stands as their default value: no caller is without one in silence. */
  readonly guards: ReadonlyMap<ts.ParameterDeclaration, string>;
  /** The imports and re-exports that the output does without. */
  readonly drops: ReadonlySet<Binding>;
  readonly diagnostics: readonly ts.Diagnostic[];
  /** Stands for everything above: it changes exactly when the output or the errors of the file do. */
  readonly digest: string;
}

/** What was decided about a program. */
export interface Analysis {
  /** By file name; only files that have call sites, re-exports of intrinsics or errors. */
  readonly files: ReadonlyMap<string, FileResult>;
  /** Errors of the options, which no file is to blame for. */
  readonly general: readonly ts.Diagnostic[];
  readonly settings: Settings;
  /** The cached types, a model for each call; worked out when asked for, while the program is there. */
  models(): readonly CalledModel[];
}

/** A program as the analysis sees it, whichever compiler made it. */
export interface AnalysedProgram {
  readonly syntax: Syntax;
  readonly program: SourceProgram;
  /** Reads types, all together. */
  readTypes(sources: readonly TypeSource[], settings: Settings): readonly Reading[];
  /**
   * The files, those of the compiler's library left out, that pass a test of their text. All may be asked for, those without a call
   * site of ours as well.
   */
  search(mayHold: (file: TextFile) => boolean): readonly ts.SourceFile[];
  /** What wrappers ask of the checker. */
  callChecker(): CallChecker;
  /** The tags of a file that can have no effect. */
  findTagProblems(file: ts.SourceFile, serializer: Settings['serializer']): readonly TagProblem[];
  /** The error of a type that is read through a project which `references` does not list. */
  unlistedProject(source: TypeSource): Problem | undefined;
  /** Finds where types are declared. */
  targets(): TargetResolver;
  /** Whether a file is what the build of a referenced project wrote. */
  isOutputOfReference(file: ts.SourceFile): boolean;
}

/** A place where a version is asked for. */
interface Site {
  /** What is replaced. */
  readonly node: ts.Node;
  readonly source: TypeSource;
  /** Where errors of the type are told. */
  readonly place: ts.Node;
  /** What asks for it. */
  readonly name: ReadCall['name'];
  /** The type as it is written, or what stands for it. */
  readonly type: ts.Node;
  replacement(reading: Reading): Replacement;
  explained(problem: Problem): Problem;
}

interface Draft {
  readonly file: ts.SourceFile;
  readonly bindings: Bindings;
  readonly sites: Site[];
  /** Replaced by what needs no reading. */
  readonly parameters: Map<ts.Node, Replacement>;
  /** The names of the intrinsics of a site, inside its call. */
  readonly namings: Map<ts.Node, ts.Node>;
  readonly guards: ReadonlyMap<ts.ParameterDeclaration, string>;
  readonly problems: Located[];
}

/**
 * Analyses a program: one pass over the files that can hold call sites, one reading of all their types together.
 *
 * @param analysed - the program
 * @param options - the options
 */
export function analyse(analysed: AnalysedProgram, options: ResolvedOptions): Analysis {
  const { syntax, program } = analysed;
  let made: Meanings | undefined;
  const meanings = () => (made ??= createMeanings(syntax, program.getTypeChecker()));
  const candidates = findCandidates(syntax, program, meanings);
  const wrappers = findWrappers(analysed, options.settings.inferred);
  const found = candidates.files.map((file) =>
    draft(analysed, options, meanings(), candidates, file, wrappers?.get(file)),
  );
  // A file that calls a wrapper need not know of keyshape.
  const known = new Set(candidates.files);
  const others = [...(wrappers ?? [])].filter(([file]) => !known.has(file));
  const drafts = [...found, ...others.map(([file, wrapper]) => plainDraft(analysed, options, file, wrapper))];
  const general = generalErrors(program, options);
  const invalid = options.problems.length > 0;

  const sites = invalid ? [] : drafts.flatMap((item) => item.sites);
  const sources = sites.map((site) => site.source);
  const readings = sites.length > 0 ? analysed.readTypes(sources, options.settings) : [];
  const readingOf = new Map(sites.map((site, index) => [site, readings[index]!]));

  const files = new Map<string, FileResult>();
  for (const item of drafts) {
    const result = finish(analysed, options, item, readingOf);
    if (result) files.set(item.file.fileName, result);
  }
  addTagProblems(analysed, options, files);
  return {
    files,
    general,
    settings: options.settings,
    models: () =>
      modelsOf(
        syntax,
        analysed.targets(),
        [...files.values()].flatMap(({ calls }) => calls),
      ),
  };
}

/** The errors of the options. */
export function generalErrors(program: SourceProgram, options: ResolvedOptions): readonly ts.Diagnostic[] {
  return options.problems.map((problem) => toDiagnostic(program, problem, undefined));
}

function draft(
  analysed: AnalysedProgram,
  options: ResolvedOptions,
  meanings: Meanings,
  { carriers, exposed }: Candidates,
  file: ts.SourceFile,
  wrapper: WrapperFile | undefined,
): Draft {
  const { syntax, program } = analysed;
  const checker = program.getTypeChecker();
  const bindings = collectBindings(syntax, checker, meanings, carriers, file);
  const made = plainDraft(analysed, options, file, wrapper, bindings);
  made.problems.push(...bindings.unresolved.map(unresolvedProblem));
  for (const use of findUses(syntax, checker, meanings, bindings, exposed, file)) {
    const judged = judge(syntax, use);
    if ('problem' in judged) made.problems.push(judged.problem);
    else addIntrinsic(analysed, options, made, judged.site, wrapper?.parameters ?? []);
  }
  return made;
}

function addIntrinsic(
  { syntax, program, targets }: AnalysedProgram,
  { settings, lock }: ResolvedOptions,
  { sites, parameters, namings }: Draft,
  { name, call, naming, type }: CallSite,
  ofWrappers: readonly VersionParameter[],
): void {
  namings.set(call, naming);
  const own = ownParameter(syntax, program.getTypeChecker(), { name, call, naming, type }, ofWrappers);
  if (own) parameters.set(call, parameterFor(name, own.text));
  else {
    sites.push({
      node: call,
      source: type,
      place: type,
      name,
      type,
      replacement: (reading) =>
        replacementOf(name, reading, settings.length, () => {
          const version = reading.version(settings.length);
          if (lock === undefined) return { readable: [version], all: [version] };
          const [model] = modelsOf(syntax, targets(), [{ name, type, reading }]);
          return lock.of(model!.type, reading, settings.length);
        }),
      explained: (problem) => problem,
    });
  }
}

const noBindings: Bindings = { all: [], byLocal: new Map(), unresolved: [] };

/** What a file has of wrappers. */
function plainDraft(
  { syntax }: AnalysedProgram,
  { settings }: ResolvedOptions,
  file: ts.SourceFile,
  wrapper: WrapperFile | undefined,
  bindings: Bindings = noBindings,
): Draft {
  const sites = (wrapper?.sites ?? []).map(
    ({ call, index, place, type, typeText, explained }): Site => ({
      node: call,
      source: { call, index },
      place,
      name: 'VersionOf',
      type,
      replacement: (reading) => argumentOf(index, typeText, reading, settings.length),
      explained,
    }),
  );
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

function finish(
  analysed: AnalysedProgram,
  options: ResolvedOptions,
  item: Draft,
  readingOf: ReadonlyMap<Site, Reading>,
): FileResult | undefined {
  const problems = [...item.problems];
  const replacements = new Map<ts.Node, Replacement>(item.parameters);
  const calls: ReadCall[] = [];
  for (const site of item.sites) {
    const reading = readingOf.get(site);
    if (!reading) continue;
    const unlisted = reading.problems.length === 0 ? analysed.unlistedProject(site.source) : undefined;
    for (const problem of unlisted ? [unlisted] : reading.problems) {
      problems.push({ problem: site.explained(problem), where: placeOf(site.place) });
    }
    if (unlisted || reading.problems.length > 0) continue;
    try {
      replacements.set(site.node, site.replacement(reading));
      calls.push({ name: site.name, type: site.type, reading });
    } catch (error) {
      if (error instanceof KeyshapeError && error.code === 'KS3010') {
        problems.push({ problem: { code: error.code, message: error.message }, where: placeOf(site.place) });
        continue;
      }
      // The text is made here: of a type that is far too large, none can be.
      const { code, reason, wayOut } = unforeseen(error);
      const message = `${site.place.getText(item.file)}: ${reason}. ${wayOut}`;
      problems.push({ problem: { code, message }, where: placeOf(site.place) });
    }
  }
  const replaced = [...replacements.keys()].flatMap((call) => item.namings.get(call) ?? []);
  const drops = droppable(analysed.syntax, analysed.program.getTypeChecker(), item.bindings, replaced);
  const { guards } = item;
  const isEmpty = replacements.size === 0 && item.sites.length === 0 && guards.size === 0;
  if (isEmpty && drops.size === 0 && problems.length === 0) return undefined;
  problems.sort((a, b) => a.where.start - b.where.start);
  const diagnostics = problems.map(({ problem, where }) => toDiagnostic(analysed.program, problem, where));
  return {
    file: item.file,
    replacements,
    calls,
    guards,
    drops,
    diagnostics,
    digest: digestOf(options, replacements, guards, drops, diagnostics),
  };
}

function addTagProblems(
  analysed: AnalysedProgram,
  options: ResolvedOptions,
  files: Map<string, FileResult>,
): void {
  const { program } = analysed;
  for (const file of program.getSourceFiles()) {
    if (!mayHoldTags(file.text) || !isOwn(analysed, file)) continue;
    const found = analysed.findTagProblems(file, options.settings.serializer);
    if (found.length === 0) continue;
    const tags = found.map(({ problem, start, length }) =>
      toDiagnostic(program, problem, { file, start, length }),
    );
    const before = files.get(file.fileName);
    const replacements = before?.replacements ?? new Map<ts.Node, Replacement>();
    const calls = before?.calls ?? [];
    const guards = before?.guards ?? new Map<ts.ParameterDeclaration, string>();
    const drops = before?.drops ?? new Set<Binding>();
    const diagnostics = [...(before?.diagnostics ?? []), ...tags].sort(
      (a, b) => (a.start ?? 0) - (b.start ?? 0),
    );
    const digest = digestOf(options, replacements, guards, drops, diagnostics);
    files.set(file.fileName, { file, replacements, calls, guards, drops, diagnostics, digest });
  }
}

/** Whether a file is the user's own source: declaration files that a build wrote lose and move comments. */
function isOwn(analysed: AnalysedProgram, file: ts.SourceFile): boolean {
  const { program } = analysed;
  return (
    !program.isSourceFileFromExternalLibrary(file) &&
    !program.isSourceFileDefaultLibrary(file) &&
    !file.fileName.includes('/node_modules/') &&
    !analysed.isOutputOfReference(file)
  );
}
