import type ts = require('typescript');

import { type Engine, engineFor } from '../../transform/index.js';
import { UsageError } from '../command.js';
import { buildTool, patchedCompiler } from './compiler.js';
import { compare, findingOf, placeOf, shown } from './findings.js';
import { locate } from './locate.js';
import { Programs } from './programs.js';
import { type Project, readProjects, withoutOutput } from './projects.js';
import type { Finding, ProjectResult, VerifyResult } from './result.js';
import { emitMarked, type Site, sitesOf } from './sites.js';
import { findUnresolvedImports } from './unresolved-imports.js';

/** What to verify. */
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
 * @param project - the compiler that the project resolves
 * @param request - what to verify
 * @throws UsageError where there is nothing that could be compared
 */
export function verify(project: typeof ts, request: VerifyRequest): VerifyResult {
  const { config, cwd } = request;
  const projects = readProjects(project, config);
  const outputs = projects.filter((one) => withoutOutput(one) === undefined);
  if (outputs.length === 0) throw noOutput(projects, cwd);
  const hasOthers = projects.some(({ entries }) => entries.others.length > 0);
  const compiler = (hasOthers && patchedCompiler(config)) || project;
  const programs = new Programs(compiler);
  const results = projects.map((one, index) => {
    const count = projects.length > 1 ? ` (${index + 1} of ${projects.length})` : '';
    request.onProgress?.(`reading ${shown(cwd, one.config)}${count}`);
    return verifyProject(compiler, programs, one, cwd);
  });
  const path = shown(cwd, config);
  const where = path === 'tsconfig.json' ? '' : ` ${path}`;
  return {
    typescript: compiler.version,
    projects: results,
    cure: `${buildTool(config, project)} -b --force${where}`,
  };
}

function verifyProject(
  compiler: typeof ts,
  programs: Programs,
  project: Project,
  cwd: string,
): ProjectResult {
  const { config, parsed, entries } = project;
  const base = { config: shown(cwd, config), hasEntry: entries.own !== undefined };
  const skipped = withoutOutput(project);
  if (parsed.fileNames.length === 0 || (skipped && !project.isReferenced)) {
    return { ...base, calls: 0, files: 0, findings: [], unresolvedImports: [], skipped };
  }
  const program = programs.create(project);
  if (project.isReferenced) programs.declare(program);
  if (skipped) return { ...base, calls: 0, files: 0, findings: [], unresolvedImports: [], skipped };

  const engine = engineFor(compiler, program, entries.own);
  const analysis = engine.analysis();
  if (analysis.general.length > 0) {
    const texts = analysis.general.map((one) => compiler.flattenDiagnosticMessageText(one.messageText, '\n'));
    throw new UsageError(`${base.config}: ${texts.join('\n')}`);
  }
  const sites = sitesOf(analysis);
  const findings = [...errorsOf(engine, cwd), ...comparisons(engine, sites, cwd)];
  findings.sort((a, b) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1,
  );
  const unresolvedImports = findUnresolvedImports(compiler, program, sites).map((node) => ({
    ...placeOf(cwd, node.getSourceFile(), node.getStart()),
    specifier: node.text,
  }));
  const files = new Set(sites.map(({ file }) => file)).size;
  return { ...base, calls: sites.length, files, findings, unresolvedImports, skipped: undefined };
}

function errorsOf(engine: Engine, cwd: string): readonly Finding[] {
  return engine.diagnostics().map((diagnostic) => ({
    kind: 'error',
    message: engine.compiler.flattenDiagnosticMessageText(diagnostic.messageText, '\n'),
    ...placeOf(cwd, diagnostic.file!, diagnostic.start ?? 0),
  }));
}

function comparisons(engine: Engine, sites: readonly Site[], cwd: string): readonly Finding[] {
  const findings: Finding[] = [];
  const met = new Set<Site>();
  for (const output of emitMarked(engine, sites)) {
    for (const [site, located] of locate(engine.compiler, output)) {
      met.add(site);
      const finding = compare(site, located, output.name, cwd);
      // An error in the file already says that its output is not the one to be; where the rest of it stands adds nothing.
      const isEcho = finding?.kind === 'not-located' && engine.diagnosticsOf(site.file).length > 0;
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

function noOutput(projects: readonly Project[], cwd: string): UsageError {
  const reasons = projects.map((one) => `${shown(cwd, one.config)}: ${withoutOutput(one)}`);
  return new UsageError(
    `there is no JavaScript output to compare with.\n  ${reasons.join('\n  ')}\nName the configuration that emits, -p <tsconfig>. The output of a bundler is not compared.`,
  );
}
