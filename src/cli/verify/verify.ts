import { dirname } from 'node:path';

import { relativeName } from '../../paths.js';
import { UsageError } from '../command.js';
import { Bundle } from './bundle/bundle.js';
import type { OutputFile } from './bundle/outputs.js';
import { compare, findingOf, placeOf } from './findings.js';
import { locate } from './locate.js';
import { type Finding, noFiles, type OutputResult, type ProjectResult, type VerifyResult } from './result.js';
import { type Setup, setupOf } from './setup.js';
import { type MarkedCall, sitesOf } from './sites.js';
import type { OpenSubject, SourceText, Subject, Subjects } from './subject.js';

/** How to verify. */
export interface VerifyRequest {
  /** The absolute path of the first `tsconfig.json`. */
  readonly config: string;
  /** Paths in the result are relative to it. */
  readonly cwd: string;
  /** What a bundler wrote; where it is left out, the compiler's own output is compared. */
  readonly outputs?: readonly OutputFile[] | undefined;
  /** Told what is being done, for a person who waits. */
  onProgress?(text: string): void;
}

/** What is known of all projects that were read. */
interface Met {
  readonly sites: MarkedCall[];
  readonly sources: SourceText[];
}

/**
 * Recomputes the version of every call site of a project, and of those it refers to, from source, and compares it with
 * what stands in the emitted output. Times of files and build info count for nothing.
 *
 * @param subjects - the projects, in the hands of their compiler
 * @param request - how to verify
 * @throws UsageError where there is nothing that could be compared
 */
export async function verify(subjects: Subjects, request: VerifyRequest): Promise<VerifyResult> {
  const { config, cwd, outputs } = request;
  const { typescript, ignoresPlugins } = subjects;
  const bundle = outputs && new Bundle(outputs, cwd);
  // The compiler's options for its own output do not decide what a bundler makes of the sources.
  const projects = subjects.projects.map((one) =>
    bundle && one.skipped !== noFiles ? { ...one, skipped: undefined } : one,
  );
  const setup = setupOf(config);
  if (projects.every(({ skipped }) => skipped !== undefined)) throw noOutput(projects, cwd, setup);
  const results: ProjectResult[] = [];
  const met: Met = { sites: [], sources: [] };
  for (const [index, one] of projects.entries()) {
    const count = projects.length > 1 ? ` (${index + 1} of ${projects.length})` : '';
    request.onProgress?.(`reading ${relativeName(cwd, one.config)}${count}`);
    results.push(await verifyProject(one, cwd, bundle, met));
  }
  const folders = projects.map((one) => dirname(one.config));
  const found = bundle && resultOf(bundle, met, folders);
  if (found) assertSomethingSeen(results, found);
  const path = relativeName(cwd, config);
  return {
    typescript,
    ignoresPlugins,
    projects: results,
    outputs: found,
    setup,
    cure: subjects.cure(path === 'tsconfig.json' ? undefined : path),
  };
}

function resultOf(bundle: Bundle, { sites, sources }: Met, folders: readonly string[]): OutputResult {
  return {
    files: bundle.fileCount,
    mapped: bundle.mapped(sources),
    findings: bundle.strangers(sites, () => ({ sources: sources.map(({ text }) => text), folders })),
  };
}

/** Outputs that show nothing of the sources, right or wrong, are likely those of another project. */
function assertSomethingSeen(results: readonly ProjectResult[], { findings, mapped }: OutputResult): void {
  const calls = results.reduce((sum, project) => sum + project.calls, 0);
  const unseen = results.flatMap((project) => project.unseen);
  const isQuiet = findings.length === 0 && results.every((project) => project.findings.length === 0);
  if (!isQuiet || calls > 0 || unseen.length === 0 || mapped > 0) return;
  throw new UsageError(
    'the outputs hold the version of none of the calls, and nothing else of keyshape. Name the bundle of this project: --output <file or folder>. If it is this one, turn on source maps, so that it can be told what the bundler left out.',
  );
}

async function verifyProject(
  subject: Subject,
  cwd: string,
  bundle: Bundle | undefined,
  met: Met,
): Promise<ProjectResult> {
  const { skipped, hasEntry } = subject;
  const base = { config: relativeName(cwd, subject.config), hasEntry, skipped };
  if (skipped !== undefined) {
    return { ...base, calls: 0, files: 0, findings: [], unresolvedImports: [], unseen: [] };
  }
  const open = subject.open();
  const { general } = open.analysis;
  if (general.length > 0) {
    throw new UsageError(
      `${base.config}: ${general.map(({ messageText }) => String(messageText)).join('\n')}`,
    );
  }
  const sites = sitesOf(open.analysis);
  const { findings: compared, unseen } = bundle
    ? bundle.compare(sites, open.sources())
    : { findings: await comparisons(open, sites, cwd), unseen: [] };
  met.sites.push(...sites);
  if (bundle) met.sources.push(...open.sources());
  const findings = [...errorsOf(open, cwd), ...compared];
  findings.sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
  const unresolvedImports = open.findUnresolvedImports(sites).map(({ file, position, specifier }) => ({
    ...placeOf(cwd, file, position),
    specifier,
  }));
  const files = new Set(sites.map(({ file }) => file)).size;
  return { ...base, calls: sites.length - unseen.length, files, findings, unresolvedImports, unseen };
}

function errorsOf({ analysis }: OpenSubject, cwd: string): readonly Finding[] {
  return [...analysis.files.values()].flatMap(({ diagnostics }) =>
    diagnostics.map((diagnostic) => ({
      kind: 'error' as const,
      message: String(diagnostic.messageText),
      ...placeOf(cwd, diagnostic.file!, diagnostic.start ?? 0),
    })),
  );
}

async function comparisons(
  { analysis, emitMarked }: OpenSubject,
  sites: readonly MarkedCall[],
  cwd: string,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const met = new Set<MarkedCall>();
  for (const output of sites.length > 0 ? await emitMarked(sites) : []) {
    for (const [site, located] of await locate(output)) {
      met.add(site);
      const finding = compare(site, located, output.name, cwd);
      // An error in the file already says that its output is wrong; that another call cannot be located in it adds nothing.
      const hasErrors = (analysis.files.get(site.file.fileName)?.diagnostics.length ?? 0) > 0;
      const isEcho = finding?.kind === 'not-located' && hasErrors;
      if (finding && !isEcho) findings.push(finding);
    }
  }
  const silent = sites.filter((site) => !met.has(site));
  const reason = 'the compiler emits no output for this file';
  return [
    ...findings,
    ...silent.map((site) => findingOf(site, 'not-located', site.file.fileName, cwd, { reason })),
  ];
}

function noOutput(projects: readonly Subject[], cwd: string, { bundler }: Setup): UsageError {
  const reasons = projects.map(({ config, skipped }) => `${relativeName(cwd, config)}: ${skipped}`);
  const way = bundler
    ? `${bundler.name} bundles it (${bundler.file}): name what that writes, --output <file or folder>.`
    : 'Name the configuration that emits, -p <tsconfig>; or, where a bundler writes the output, that output: --output <file or folder>.';
  return new UsageError(`there is no JavaScript output to compare with.\n  ${reasons.join('\n  ')}\n${way}`);
}
