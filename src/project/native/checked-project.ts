import { sourceAt } from '../../calls/source-text.js';
import {
  type AnalysedPart,
  analyseNative,
  type Beside,
  type NativeAnalysis,
  type OutputsOfOthers,
} from '../../compilers/native/analyse.js';
import type { NativeDiagnostic, ProgramToBuild } from '../../compilers/native/api/building.js';
import {
  emitsDeclarations,
  type ProjectPaths,
  type ReadProject,
} from '../../compilers/native/emit/output-paths.js';
import type { OpenedProject } from '../../compilers/native/server/opened-project.js';
import { overlaySuffix } from '../../compilers/native/server/server.js';
import { transportOf } from '../../compilers/native/server/transport.js';
import { ProgramFiles } from '../../compilers/native/source/program-files.js';
import { isDeclarationName } from '../../paths.js';
import { pluginEntries } from '../configuration/plugin-entry.js';
import { type HostOptions, resolveOptions } from '../configuration/resolve-options.js';
import { OutputOwners } from '../references/output-owners.js';
import { unlistedAmong } from '../references/unlisted.js';
import { fromNative, fromOurs, inOrder, notRun, type Report } from '../report.js';
import type { WorkspaceProject } from './workspace.js';

/** A project whose call sites are read. */
export interface CheckedProject extends ReadProject {
  /** Our errors, and what else there is to say about the configuration. */
  readonly ours: readonly Report[];
  readonly analysis: NativeAnalysis;
  /** Stands for what decides an answer and lies in no source file: keyshape's options and the lock file. */
  readonly key: string;
}

/** Whether anything in reports is an error. */
export function hasErrors(reports: readonly Report[]): boolean {
  return reports.some(({ severity }) => severity === 'error');
}

/**
 * Finds and reads the call sites of a project.
 *
 * @param host - keyshape's options as a host was given them
 * @param more - what goes on meanwhile; the part that is read, where not all is
 */
export function readProject(
  opened: WorkspaceProject,
  host?: HostOptions,
  { beside, part }: { readonly beside?: Beside | undefined; readonly part?: AnalysedPart | undefined } = {},
): CheckedProject {
  const { open, configFile, facts, foreign } = opened;
  const {
    plugins,
    problems,
    files: [, ...extended],
  } = facts;
  const options = resolveOptions({ configFile, extended, plugins, problems, host });
  const { others } = pluginEntries(configFile, plugins);
  const outputs = outputsOfOthers(opened);
  const analysis = analyseNative(open, { configFile, options, foreign, outputs, beside, part });
  const errors = [...analysis.general, ...[...analysis.files.values()].flatMap((file) => file.diagnostics)];
  return {
    ...pathsOf(opened),
    analysis,
    key: JSON.stringify(options),
    ours: [...errors.map(fromOurs), ...others.map(notRun)],
  };
}

/** The declaration files of a project that the builds of others wrote. */
function outputsOfOthers({ open, configFile, reached, build }: WorkspaceProject): OutputsOfOthers {
  const owners = new OutputOwners((file) => {
    try {
      return open.api.parseConfigFile(file).options;
    } catch {
      return undefined;
    }
  });
  const isOutput = (fileName: string) => owners.of(fileName).length > 0;
  if (build === undefined) return { unlisted: new Map(), isOutput };
  const files = ProgramFiles.of(open);
  const fileNames = files.names.filter((name) => !files.isDefaultLibrary(name));
  return { unlisted: unlistedAmong(fileNames, { owners, build, configFile, listed: reached }), isOutput };
}

/** What a project emits, and by which options. */
export function pathsOf(opened: OpenedProject): ProjectPaths {
  const files = ProgramFiles.of(opened.open);
  return {
    opened,
    options: opened.project.program.getCompilerOptions(),
    ownFiles: files.names.filter((name) => isOwn(files, name, opened.foreign)),
  };
}

/** Type-checks a project: the errors that `tsc` would print, and ours among them. */
export function checkProject({ opened, options, ours }: CheckedProject): readonly Report[] {
  return inOrder([...compilerReports(opened.project.program, options, opened.foreign), ...ours]);
}

/**
 * Has the server check a project while this process is busy otherwise, where that can be done: {@link checkProject} finds the errors
 * there.
 *
 * @returns whether that can be done
 */
export function beginCheck(opened: OpenedProject): boolean {
  const { native, api, snapshot, project } = opened.open;
  if (opened.project.program.getSyntacticDiagnostics().length > 0) return false;
  // All files are checked for these, which are asked for in every case.
  const params = { snapshot: snapshot.id, project: project.id };
  return transportOf(native, api)?.begin?.('getGlobalDiagnostics', params) !== undefined;
}

/** What is found before types are checked, and whether it stops that; what is wrong with the configuration does not. */
function preliminary(program: ProgramToBuild) {
  const configured = program.getConfigFileParsingDiagnostics();
  const syntactic = program.getSyntacticDiagnostics();
  const global =
    syntactic.length > 0 ? [] : [...program.getProgramDiagnostics(), ...program.getGlobalDiagnostics()];
  return {
    stopsCheck: syntactic.length + global.length > 0,
    found: [...configured, ...syntactic, ...global],
  };
}

/** In tsc's order: each kind of check is made only where those before it found nothing. */
function compilerReports(
  program: ProgramToBuild,
  options: Readonly<Record<string, unknown>>,
  foreign: ReadonlySet<string>,
): readonly Report[] {
  const { stopsCheck, found } = preliminary(program);
  const checked: NativeDiagnostic[] = [];
  if (!stopsCheck) {
    if (options.noCheck !== true) {
      checked.push(...program.getBindDiagnostics(), ...program.getSemanticDiagnostics());
    }
    if (checked.length === 0 && emitsDeclarations(options)) {
      checked.push(...program.getDeclarationDiagnostics());
    }
  }
  return [...found, ...checked]
    .filter(({ fileName }) => fileName === undefined || !foreign.has(fileName))
    .map(withoutOverlay)
    .map((diagnostic) => fromNative(diagnostic, (name) => textOf(program, name)));
}

/** An error of an overlay, reported as one of the configuration: options of the command line have no place in a file. */
function withoutOverlay(diagnostic: NativeDiagnostic): NativeDiagnostic {
  const isOverlay = diagnostic.fileName?.endsWith(overlaySuffix) === true;
  return {
    ...diagnostic,
    text: diagnostic.text.replaceAll(overlaySuffix, '.json'),
    messageChain: diagnostic.messageChain?.map(withoutOverlay),
    fileName: isOverlay ? undefined : diagnostic.fileName,
  };
}

/** The text of a file of a program, or of a configuration. */
export function textOf(program: ProgramToBuild, fileName: string): string {
  return program.getSourceFile(fileName)?.text ?? sourceAt(fileName) ?? '';
}

function isOwn(files: ProgramFiles, name: string, foreign: ReadonlySet<string>): boolean {
  return !isDeclarationName(name) && !foreign.has(name) && files.isOwn(name);
}
