import type ts = require('typescript');

import { findTagProblems, type Problem, type Reading, readTypes } from '../reader/index.js';
import { type Binding, type Bindings, collectBindings } from './bindings.js';
import { type CallSite, judge, type Located } from './calls.js';
import { toDiagnostic } from './diagnostics.js';
import { digestOf } from './digest.js';
import { droppable } from './droppable.js';
import { createMeanings, type IntrinsicName, type Meanings } from './intrinsics.js';
import { type Candidates, findCandidates } from './modules.js';
import type { Settings } from './options.js';
import { isOutputOfReference, unlistedProject } from './references.js';
import { findUses } from './uses.js';

/** What a call becomes. */
export interface Replacement {
  readonly name: IntrinsicName;
  /** The version, or the canonical text for `shapeOf`. */
  readonly text: string;
}

/** What was decided about one file. */
export interface FileResult {
  readonly file: ts.SourceFile;
  readonly replacements: ReadonlyMap<ts.Node, Replacement>;
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
}

/** Everything that the options say: they may be wrong, and then nothing is replaced. */
export interface Request {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
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
 * @param compiler - the TypeScript module that made the program
 * @param program - the program
 * @param request - the options
 */
export function analyse(compiler: typeof ts, program: ts.Program, request: Request): Analysis {
  let made: Meanings | undefined;
  const meanings = () => (made ??= createMeanings(compiler, program.getTypeChecker()));
  const candidates = findCandidates(compiler, program, meanings);
  const drafts = candidates.files.map((file) => draft(compiler, program, meanings(), candidates, file));
  const general = request.problems.map((problem) => toDiagnostic(compiler, program, problem, undefined));
  const invalid = request.problems.length > 0;

  const sites = invalid ? [] : drafts.flatMap((item) => item.sites);
  const nodes = sites.map((site) => site.type);
  const readings = sites.length > 0 ? readTypes(compiler, program, nodes, request.settings) : [];
  const readingOf = new Map(sites.map((site, index) => [site, readings[index]!]));

  const files = new Map<string, FileResult>();
  for (const item of drafts) {
    const result = finish(compiler, program, request, item, readingOf);
    if (result) files.set(item.file.fileName, result);
  }
  addTagProblems(compiler, program, request, files);
  return { files, general };
}

function draft(
  compiler: typeof ts,
  program: ts.Program,
  meanings: Meanings,
  { carriers, exposed }: Candidates,
  file: ts.SourceFile,
): Draft {
  const checker = program.getTypeChecker();
  const bindings = collectBindings(compiler, checker, meanings, carriers, file);
  const sites: CallSite[] = [];
  const problems: Located[] = bindings.unresolved.map(unresolvedProblem);
  for (const use of findUses(compiler, checker, meanings, bindings, exposed, file)) {
    const judged = judge(compiler, use);
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
  compiler: typeof ts,
  program: ts.Program,
  request: Request,
  item: Draft,
  readingOf: ReadonlyMap<CallSite, Reading>,
): FileResult | undefined {
  const problems = [...item.problems];
  const replacements = new Map<ts.Node, Replacement>();
  const replaced: ts.Node[] = [];
  for (const site of item.sites) {
    const reading = readingOf.get(site);
    if (!reading) continue;
    const unlisted =
      reading.problems.length === 0 ? unlistedProject(compiler, program, site.type) : undefined;
    for (const problem of unlisted ? [unlisted] : reading.problems) {
      const start = site.type.getStart(item.file);
      problems.push({ problem, where: { file: item.file, start, length: site.type.end - start } });
    }
    if (unlisted || reading.problems.length > 0) continue;
    const text = site.name === 'shapeOf' ? reading.text() : reading.version(request.settings.length);
    replacements.set(site.call, { name: site.name, text });
    replaced.push(site.naming);
  }
  const drops = droppable(compiler, program.getTypeChecker(), item.bindings, replaced);
  if (item.sites.length === 0 && drops.size === 0 && problems.length === 0) return undefined;
  problems.sort((a, b) => a.where.start - b.where.start);
  const diagnostics = problems.map(({ problem, where }) => toDiagnostic(compiler, program, problem, where));
  return {
    file: item.file,
    replacements,
    drops,
    diagnostics,
    digest: digestOf(request, replacements, drops, diagnostics),
  };
}

function addTagProblems(
  compiler: typeof ts,
  program: ts.Program,
  request: Request,
  files: Map<string, FileResult>,
): void {
  for (const file of program.getSourceFiles()) {
    if (!file.text.includes('@keyshape') || !isOwn(program, file)) continue;
    const found = findTagProblems(compiler, file, request.settings.serializer);
    if (found.length === 0) continue;
    const tags = found.map(({ problem, start, length }) =>
      toDiagnostic(compiler, program, problem, { file, start, length }),
    );
    const before = files.get(file.fileName);
    const replacements = before?.replacements ?? new Map<ts.Node, Replacement>();
    const drops = before?.drops ?? new Set<Binding>();
    const diagnostics = [...(before?.diagnostics ?? []), ...tags].sort(
      (a, b) => (a.start ?? 0) - (b.start ?? 0),
    );
    const digest = digestOf(request, replacements, drops, diagnostics);
    files.set(file.fileName, { file, replacements, drops, diagnostics, digest });
  }
}

/** Whether a file is the user's own source: declaration files that a build wrote lose and move comments. */
function isOwn(program: ts.Program, file: ts.SourceFile): boolean {
  return (
    !program.isSourceFileFromExternalLibrary(file) &&
    !program.isSourceFileDefaultLibrary(file) &&
    !file.fileName.includes('/node_modules/') &&
    !isOutputOfReference(program, file)
  );
}
