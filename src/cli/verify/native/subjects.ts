import { readSource } from '../../../calls/source-text.js';
import { findUnresolvedImports } from '../../../calls/unresolved-imports.js';
import type { Native } from '../../../compilers/native/read-types.js';
import type { OpenedProject } from '../../../compilers/native/server/opened-project.js';
import { NativeImports } from '../../../compilers/native/source/imports.js';
import type { NativeConfigurations } from '../../../project/configuration/native.js';
import { pluginEntries } from '../../../project/configuration/plugin-entry.js';
import { hasErrors, readProject } from '../../../project/native/checked-project.js';
import { Workspace, type WorkspaceProject } from '../../../project/native/workspace.js';
import { fromNative, unusableConfiguration } from '../../../project/report.js';
import { inBuildOrder } from '../../build/native/order.js';
import { UsageError } from '../../command.js';
import { withoutOutput } from '../result.js';
import { siteOutputs, typesOf, withMarkers } from '../sites.js';
import type { OpenSubject, Subject, Subjects } from '../subject.js';
import { type Scripts, scriptsOf } from './scripts.js';

/**
 * The projects of a run on TypeScript 7, read and compiled as `keyshape build` does it: in one workspace, since what is compared is what it
 * emits.
 *
 * @param config - the absolute path of the first `tsconfig.json`
 * @param outDir - where it was built to, if not where it says; then the projects it refers to are not compared
 * @throws UsageError for a configuration with errors
 */
export function nativeSubjects(native: Native, config: string, outDir?: string): Subjects {
  // As `keyshape build --outDir` does it: that project alone.
  const order = (configurations: NativeConfigurations) =>
    outDir === undefined ? inBuildOrder(configurations, [config]) : [config];
  const workspace = new Workspace(native, order, outDir === undefined ? {} : { outDir }, 'unknown');
  try {
    const projects = workspace.projects();
    for (const one of projects) assertConfigured(one);
    const scripts = scriptsOf(workspace, projects);
    return {
      typescript: native.version,
      ignoresPlugins: true,
      projects: projects.map((one) => subject(one, scripts)),
      cure: (path) => cure(projects.length > 1, path),
      async close() {
        await scripts.close();
        workspace.close();
      },
    };
  } catch (error) {
    workspace.close();
    throw error;
  }
}

/** The command that builds everything again: `keyshape build` compiles everything each time. */
function cure(hasReferences: boolean, path: string | undefined): string {
  const named = path === undefined ? [] : hasReferences ? [path] : ['-p', path];
  return ['npx keyshape build', ...(hasReferences ? ['-b'] : []), ...named].join(' ');
}

function assertConfigured({ configFile, project }: OpenedProject): void {
  // Of a project that emits no JavaScript, nothing is compared.
  const { noEmit, emitDeclarationOnly } = project.program.getCompilerOptions();
  if (noEmit === true || emitDeclarationOnly === true) return;
  const reports = project.program
    .getConfigFileParsingDiagnostics()
    .map((diagnostic) => fromNative(diagnostic, (name) => readSource(name)));
  if (!hasErrors(reports)) return;
  throw new UsageError(unusableConfiguration(configFile, reports));
}

function subject(opened: WorkspaceProject, scripts: Scripts): Subject {
  const { configFile, facts, project, rootFiles } = opened;
  return {
    config: configFile,
    hasEntry: pluginEntries(configFile, facts.plugins).own.length > 0,
    skipped: withoutOutput(project.program.getCompilerOptions(), rootFiles),
    open: () => open(opened, scripts),
  };
}

function open(opened: WorkspaceProject, scripts: Scripts): OpenSubject {
  const checked = readProject(opened);
  return {
    analysis: checked.analysis,
    async emitMarked(sites) {
      const marked = { ...checked, analysis: withMarkers(checked.analysis, sites) };
      return siteOutputs(sites, await scripts.edited(marked), () => scripts.plain(checked));
    },
    sources: () => checked.ownFiles.map((fileName) => ({ fileName, text: readSource(fileName) })),
    findUnresolvedImports: (sites) => findUnresolvedImports(new NativeImports(opened.open), typesOf(sites)),
  };
}
