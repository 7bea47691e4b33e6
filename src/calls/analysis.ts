import type ts = require('typescript');

import { mayHoldTags, type Problem, type Reading, type TagProblem } from '../reader/index.js';
import { unforeseen } from '../reader/problems.js';
import { type Binding, type Bindings, collectBindings } from './bindings.js';
import { type CallSite, judge, type Located } from './calls.js';
import { toDiagnostic } from './diagnostics.js';
import { digestOf } from './digest.js';
import { droppable } from './droppable.js';
import { createMeanings, type Meanings } from './intrinsics.js';
import { type CalledModel, modelsOf, type ReadCall, type TargetResolver } from './models.js';
import { type Candidates, findCandidates } from './modules.js';
import type { ResolvedOptions, Settings } from './options.js';
import { type Replacement, replacementOf } from './replacement.js';
import type { SourceProgram, Syntax } from './syntax.js';
import { findUses } from './uses.js';

/** What was decided about one file. */
export interface FileResult {
  readonly file: ts.SourceFile;
  readonly replacements: ReadonlyMap<ts.Node, Replacement>;
  /** The calls whose types were read, in order. */
  readonly calls: readonly ReadCall[];
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
  /** The cached types, a model for each call; worked out when asked for, while the program is there. */
  models(): readonly CalledModel[];
}

/** A program as the analysis sees it, whichever compiler made it. */
export interface AnalysedProgram {
  readonly syntax: Syntax;
  readonly program: SourceProgram;
  /** Reads types, all together. */
  readTypes(nodes: readonly ts.TypeNode[], settings: Settings): readonly Reading[];
  /** The tags of a file that can have no effect. */
  findTagProblems(file: ts.SourceFile, serializer: Settings['serializer']): readonly TagProblem[];
  /** The error of a type that is read through a project which `references` does not list. */
  unlistedProject(type: ts.TypeNode): Problem | undefined;
  /** Finds where types are declared. */
  targets(): TargetResolver;
  /** Whether a file is what the build of a referenced project wrote. */
  isOutputOfReference(file: ts.SourceFile): boolean;
}

interface Draft {
  readonly file: ts.SourceFile;
  readonly bindings: Bindings;
  readonly sites: CallSite[];
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
  const drafts = candidates.files.map((file) => draft(analysed, meanings(), candidates, file));
  const general = generalErrors(program, options);
  const invalid = options.problems.length > 0;

  const sites = invalid ? [] : drafts.flatMap((item) => item.sites);
  const nodes = sites.map((site) => site.type);
  const readings = sites.length > 0 ? analysed.readTypes(nodes, options.settings) : [];
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
  { syntax, program }: AnalysedProgram,
  meanings: Meanings,
  { carriers, exposed }: Candidates,
  file: ts.SourceFile,
): Draft {
  const checker = program.getTypeChecker();
  const bindings = collectBindings(syntax, checker, meanings, carriers, file);
  const sites: CallSite[] = [];
  const problems: Located[] = bindings.unresolved.map(unresolvedProblem);
  for (const use of findUses(syntax, checker, meanings, bindings, exposed, file)) {
    const judged = judge(syntax, use);
    if ('site' in judged) sites.push(judged.site);
    else problems.push(judged.problem);
  }
  return { file, bindings, sites, problems };
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
  readingOf: ReadonlyMap<CallSite, Reading>,
): FileResult | undefined {
  const problems = [...item.problems];
  const replacements = new Map<ts.Node, Replacement>();
  const replaced: ts.Node[] = [];
  const calls: ReadCall[] = [];
  for (const site of item.sites) {
    const reading = readingOf.get(site);
    if (!reading) continue;
    const unlisted = reading.problems.length === 0 ? analysed.unlistedProject(site.type) : undefined;
    for (const problem of unlisted ? [unlisted] : reading.problems) {
      const start = site.type.getStart(item.file);
      problems.push({ problem, where: { file: item.file, start, length: site.type.end - start } });
    }
    if (unlisted || reading.problems.length > 0) continue;
    try {
      replacements.set(site.call, replacementOf(site.name, reading, options.settings.length));
      replaced.push(site.naming);
      calls.push({ site, reading });
    } catch (error) {
      // The text is made here: of a type that is far too large, none can be.
      const { code, reason, wayOut } = unforeseen(error);
      const start = site.type.getStart(item.file);
      const where = { file: item.file, start, length: site.type.end - start };
      problems.push({
        problem: { code, message: `${site.type.getText(item.file)}: ${reason}. ${wayOut}` },
        where,
      });
    }
  }
  const drops = droppable(analysed.syntax, analysed.program.getTypeChecker(), item.bindings, replaced);
  if (item.sites.length === 0 && drops.size === 0 && problems.length === 0) return undefined;
  problems.sort((a, b) => a.where.start - b.where.start);
  const diagnostics = problems.map(({ problem, where }) => toDiagnostic(analysed.program, problem, where));
  return {
    file: item.file,
    replacements,
    calls,
    drops,
    diagnostics,
    digest: digestOf(options, replacements, drops, diagnostics),
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
    const drops = before?.drops ?? new Set<Binding>();
    const diagnostics = [...(before?.diagnostics ?? []), ...tags].sort(
      (a, b) => (a.start ?? 0) - (b.start ?? 0),
    );
    const digest = digestOf(options, replacements, drops, diagnostics);
    files.set(file.fileName, { file, replacements, calls, drops, diagnostics, digest });
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
