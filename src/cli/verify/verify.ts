import { UsageError } from '../command.js';
import { compare, findingOf, placeOf, shown } from './findings.js';
import { locate } from './locate.js';
import type { Finding, ProjectResult, VerifyResult } from './result.js';
import { type Site, sitesOf } from './sites.js';
import type { OpenSubject, Subject, Subjects } from './subject.js';

/** How to verify. */
export interface VerifyRequest {
  /** The absolute path of the first `tsconfig.json`. */
  readonly config: string;
  /** Paths in the result are relative to it. */
  readonly cwd: string;
  /** Told what is being done, for a person who waits. */
  onProgress?(text: string): void;
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
  const { config, cwd } = request;
  const { projects, typescript, ignoresPlugins } = subjects;
  if (projects.every(({ skipped }) => skipped !== undefined)) throw noOutput(projects, cwd);
  const results: ProjectResult[] = [];
  for (const [index, one] of projects.entries()) {
    const count = projects.length > 1 ? ` (${index + 1} of ${projects.length})` : '';
    request.onProgress?.(`reading ${shown(cwd, one.config)}${count}`);
    results.push(await verifyProject(one, cwd));
  }
  const path = shown(cwd, config);
  return {
    typescript,
    ignoresPlugins,
    projects: results,
    cure: subjects.cure(path === 'tsconfig.json' ? undefined : path),
  };
}

async function verifyProject(subject: Subject, cwd: string): Promise<ProjectResult> {
  const { skipped, hasEntry } = subject;
  const base = { config: shown(cwd, subject.config), hasEntry, skipped };
  if (skipped !== undefined) return { ...base, calls: 0, files: 0, findings: [], unresolvedImports: [] };
  const open = subject.open();
  const { general } = open.analysis;
  if (general.length > 0) {
    throw new UsageError(
      `${base.config}: ${general.map(({ messageText }) => String(messageText)).join('\n')}`,
    );
  }
  const sites = sitesOf(open.analysis);
  const findings = [...errorsOf(open, cwd), ...(await comparisons(open, sites, cwd))];
  findings.sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
  const unresolvedImports = open.findUnresolvedImports(sites).map(({ file, position, specifier }) => ({
    ...placeOf(cwd, file, position),
    specifier,
  }));
  const files = new Set(sites.map(({ file }) => file)).size;
  return { ...base, calls: sites.length, files, findings, unresolvedImports };
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
  sites: readonly Site[],
  cwd: string,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const met = new Set<Site>();
  for (const output of sites.length > 0 ? await emitMarked(sites) : []) {
    for (const [site, located] of await locate(output)) {
      met.add(site);
      const finding = compare(site, located, output.name, cwd);
      // An error in the file already says that its output is not the one to be; where the rest of it stands adds nothing.
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

function noOutput(projects: readonly Subject[], cwd: string): UsageError {
  const reasons = projects.map(({ config, skipped }) => `${shown(cwd, config)}: ${skipped}`);
  return new UsageError(
    `there is no JavaScript output to compare with.\n  ${reasons.join('\n  ')}\nName the configuration that emits, -p <tsconfig>. The output of a bundler is not compared.`,
  );
}
