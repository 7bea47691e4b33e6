import { resolve } from 'node:path';

import type ts = require('typescript');

import { type Analysis, analyse } from '../calls/analysis.js';
import { setupError } from '../calls/diagnostics.js';
import type { CalledModel } from '../calls/models.js';
import type { Settings } from '../calls/options.js';
import type { Native } from '../compilers/native/read-types.js';
import { classicProgram } from './classic-program.js';
import { programOptions } from './configuration/classic.js';
import type { NativeConfigurations } from './configuration/native.js';
import { readProject } from './native/checked-project.js';
import { Workspace } from './native/workspace.js';
import { fromOurs, type Report } from './report.js';

/** The cached types of a project, as its sources have them. */
export interface ProjectModels {
  /** The absolute path of its `tsconfig.json`. */
  readonly configFile: string;
  readonly settings: Settings;
  /** One for each call. */
  readonly models: readonly CalledModel[];
  /** What stands in the way of reading types: where there is any, models are missing. */
  readonly errors: readonly Report[];
}

/** The language server reads the projects that a project refers to from their sources in this way; internal, the same from 4.9 to 6.0. */
interface RedirectingHost extends ts.CompilerHost {
  useSourceOfProjectReferenceRedirect?(): boolean;
}

/**
 * Reads the cached types of projects, and of those they refer to, with the classic compiler (4.9 to 6.0). Nothing is built, and no
 * output of a build is looked at.
 *
 * @param configFiles the absolute paths of the configurations
 * @returns each project once, after those it refers to
 * @throws KeyshapeError for a configuration with errors
 */
export function classicModels(compiler: typeof ts, configFiles: readonly string[]): readonly ProjectModels[] {
  const read = new Map<string, ProjectModels | undefined>();
  const visit = (configFile: string): void => {
    if (read.has(configFile)) return;
    // Also what ends a circle of references, which is the build's error to report.
    read.set(configFile, undefined);
    const parsed = parse(compiler, configFile);
    for (const reference of parsed.projectReferences ?? [])
      visit(resolve(compiler.resolveProjectReferencePath(reference)));
    read.delete(configFile);
    read.set(configFile, parsed.fileNames.length === 0 ? undefined : modelsIn(compiler, configFile, parsed));
  };
  for (const configFile of configFiles) visit(configFile);
  return [...read.values()].filter((models) => models !== undefined);
}

function parse(compiler: typeof ts, configFile: string): ts.ParsedCommandLine {
  const errors: ts.Diagnostic[] = [];
  const parsed = compiler.getParsedCommandLineOfConfigFile(configFile, undefined, {
    ...compiler.sys,
    onUnRecoverableConfigFileDiagnostic: (error) => void errors.push(error),
  });
  errors.push(...(parsed?.errors ?? []));
  if (parsed && errors.length === 0) return parsed;
  const texts = errors.map((error) => compiler.flattenDiagnosticMessageText(error.messageText, '\n'));
  throw setupError({ code: 'KS3008', message: `${configFile} cannot be used: ${texts.join(' ')}` });
}

function modelsIn(
  compiler: typeof ts,
  configFile: string,
  { fileNames, options, projectReferences }: ts.ParsedCommandLine,
): ProjectModels {
  // A compiler that ts-patch patched would run our own plugin.
  const { plugins, ...bare } = options;
  const host: RedirectingHost = compiler.createCompilerHost(bare);
  host.useSourceOfProjectReferenceRedirect = () => true;
  const program = compiler.createProgram({
    rootNames: fileNames,
    options: bare,
    host,
    ...(projectReferences && { projectReferences }),
  });
  const resolved = programOptions(program, { plugins });
  const analysis = analyse(classicProgram(compiler, program, undefined), resolved);
  return projectModels(configFile, analysis, foreignFiles(program));
}

/** The source files of the projects that a program refers to, however far. */
function foreignFiles(program: ts.Program): ReadonlySet<string> {
  const own = new Set(program.getRootFileNames());
  const found = new Set<string>();
  const seen = new Set(program.getResolvedProjectReferences() ?? []);
  for (const reference of seen) {
    for (const name of reference?.commandLine.fileNames ?? []) if (!own.has(name)) found.add(name);
    for (const next of reference?.references ?? []) seen.add(next);
  }
  return found;
}

/**
 * The same with TypeScript 7.
 *
 * @param order puts the configurations after those they refer to
 */
export function nativeModels(
  native: Native,
  order: (configurations: NativeConfigurations) => readonly string[],
): readonly ProjectModels[] {
  const workspace = new Workspace(native, order, {}, 'unknown');
  try {
    return workspace
      .projects()
      .filter(({ rootFiles }) => rootFiles.length > 0)
      .map((opened) => projectModels(opened.configFile, readProject(opened).analysis, opened.foreign));
  } finally {
    workspace.close();
  }
}

function projectModels(configFile: string, analysis: Analysis, foreign: ReadonlySet<string>): ProjectModels {
  const isOwn = (fileName: string) => !foreign.has(fileName);
  const errors = [...analysis.files.values()]
    .filter(({ file }) => isOwn(file.fileName))
    .flatMap(({ diagnostics }) => diagnostics);
  return {
    configFile,
    settings: analysis.settings,
    models: analysis.models().filter(({ place }) => isOwn(place.fileName)),
    errors: [...analysis.general, ...errors].map(fromOurs),
  };
}
