import type ts = require('typescript');

import { findUnresolvedImports } from '../../../calls/unresolved-imports.js';
import { ClassicImports } from '../../../compilers/classic/imports.js';
import { hostedProgram } from '../../../project/index.js';
import { likelyBuild } from '../../../project/references/unlisted.js';
import { withoutOutput } from '../result.js';
import { buildTool, setupOf } from '../setup.js';
import { typesOf } from '../sites.js';
import type { OpenSubject, Subject, Subjects } from '../subject.js';
import { emitMarked } from './emit-marked.js';
import { patchedCompiler } from './patched-compiler.js';
import { Programs } from './programs.js';
import { type ParsedProject, readProjects } from './projects.js';

/**
 * The projects of a run on the classic compiler (4.9 to 6.0).
 *
 * @param project - the compiler that the project resolves
 * @param config - the absolute path of the first `tsconfig.json`
 * @param outDir - where it was built to, if not where it says; then the projects it refers to are not compared
 * @throws UsageError for a configuration with errors
 */
export function classicSubjects(project: typeof ts, config: string, outDir?: string): Subjects {
  const projects = readProjects(project, config, outDir);
  const hasOthers = projects.some(({ entries }) => entries.others.length > 0);
  const compiler = (hasOthers && patchedCompiler(config)) || project;
  const programs = new Programs(compiler);
  return {
    typescript: compiler.version,
    ignoresPlugins: false,
    projects: projects.map((one) => subject(compiler, programs, projects, one, outDir)),
    cure: (path) =>
      outDir === undefined
        ? `${buildTool(setupOf(config))} -b --force${path === undefined ? '' : ` ${path}`}`
        : `${buildTool(setupOf(config))}${path === undefined ? '' : ` -p ${path}`}`,
    close: async () => undefined,
  };
}

function subject(
  compiler: typeof ts,
  programs: Programs,
  projects: readonly ParsedProject[],
  project: ParsedProject,
  outDir: string | undefined,
): Subject {
  const { config, entries, parsed } = project;
  return {
    config,
    hasEntry: entries.own.length > 0,
    skipped: withoutOutput(parsed.options, parsed.fileNames) ?? elsewhere(project, outDir),
    open: () => open(compiler, programs, projects, project),
  };
}

function open(
  compiler: typeof ts,
  programs: Programs,
  projects: readonly ParsedProject[],
  project: ParsedProject,
): OpenSubject {
  // Those before it that emit no JavaScript are not opened for their own sake.
  for (const before of projects.slice(0, projects.indexOf(project))) programs.declare(before);
  const program = programs.create(project);
  const { options, projectReferences = [] } = project.parsed;
  const build = likelyBuild(options.composite === true, projectReferences.length, projects.length);
  const hosted = hostedProgram(compiler, program, { plugins: options.plugins }, build);
  return {
    analysis: hosted.analysis(),
    emitMarked: async (sites) => emitMarked(hosted, sites),
    sources: () => program.getSourceFiles().filter((file) => !file.isDeclarationFile),
    findUnresolvedImports: (sites) =>
      findUnresolvedImports(new ClassicImports(compiler, program), typesOf(sites)),
  };
}

function elsewhere({ isFirst }: ParsedProject, outDir: string | undefined): string | undefined {
  return isFirst || outDir === undefined ? undefined : '`--outDir` is that of the first project alone';
}
