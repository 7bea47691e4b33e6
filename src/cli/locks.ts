import { dirname } from 'node:path';

import type { CalledModel } from '../calls/models.js';
import type { Settings } from '../calls/options.js';
import { linesOf } from '../calls/text-lines.js';
import { LockError } from '../lock/error.js';
import { findLock, lockText, placeForLock } from '../lock/file.js';
import { Identities } from '../lock/identity.js';
import { optionsLine } from '../lock/options-line.js';
import type { CurrentModel } from '../lock/renew.js';
import { isInside, relativeName } from '../paths.js';
import type { ProjectModels } from '../project/models.js';
import { readModels } from '../project/read-models.js';
import { type Arguments, isOn, type OptionTable, textOf } from './arguments.js';
import { UsageError } from './command.js';
import { configFilesOf } from './find-config.js';
import type { Io } from './io.js';
import { formatReports } from './print.js';
import { loadCompiler } from './project-compiler.js';

/** The options that say which projects a command is about. */
export const projectOptions = {
  project: { kind: 'string', short: 'p' },
  build: { kind: 'boolean', short: 'b' },
} as const satisfies OptionTable;

/** A call that names a model. */
export interface ModelCall {
  readonly intrinsic: string;
  /** Relative to the folder of the run, with `/`; line and column from 1. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The type as it is written there. */
  readonly written: string;
}

/** A model of the sources, and the calls that name it. */
export interface SourceModel extends CurrentModel {
  readonly calls: readonly ModelCall[];
  /** The same calls as they were read. */
  readonly called: readonly CalledModel[];
}

/** A lock file, there or not, and the models that belong into it. */
export interface LockScope {
  readonly path: string;
  /** As it is shown: relative to the folder of the run. */
  readonly shownPath: string;
  readonly text: string | undefined;
  readonly settings: Settings;
  /** The second line of the file, by the options as they are. */
  readonly options: string;
  readonly models: readonly SourceModel[];
}

/** The models of projects by the lock file that they belong to, and how the projects were named. */
export interface LockScopes {
  readonly scopes: readonly LockScope[];
  /** The arguments that name the same projects on a command line. */
  readonly arguments: string;
}

/**
 * Reads the models of the projects that a command line names, and of those they refer to.
 *
 * @param look is given the models of each project while its compiler is still there
 * @throws UsageError where types cannot be read, and for models that cannot be told apart
 */
export async function readScopes(
  args: Arguments,
  io: Io,
  look?: (models: ProjectModels) => void,
): Promise<LockScopes> {
  const configFiles = configFilesOf(
    args,
    io.cwd,
    (name) =>
      `\`${name}\` is not expected here. Name a configuration with -p <tsconfig>, or several with -b <tsconfig> ….\nSee keyshape ${args.command} --help.`,
  );
  io.progress('loading typescript');
  const compiler = loadCompiler(configFiles[0]!);
  io.progress('reading types');
  const projects = readModels(configFiles, { compiler }, look);
  io.progress('');
  assertReadable(projects, io);
  return { scopes: scopesOf(projects, dirname(configFiles[0]!), io.cwd), arguments: argumentsOf(args) };
}

function argumentsOf(args: Arguments): string {
  const project = textOf(args, 'project');
  if (project !== undefined) return ` -p ${inShell(project)}`;
  return isOn(args, 'build') ? [' -b', ...args.rest.map(inShell)].join(' ') : '';
}

/** An argument as one types it: the command that is printed is there to be copied. */
function inShell(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `"${argument.replace(/["$`\\]/g, '\\$&')}"`;
}

function assertReadable(projects: readonly ProjectModels[], io: Io): void {
  const errors = projects.flatMap((project) => project.errors);
  if (errors.length === 0) return;
  const text = formatReports(errors, { cwd: io.cwd, pretty: false }).trimEnd();
  throw new UsageError(`the versions are not known as long as there are errors:\n${text}`);
}

function scopesOf(projects: readonly ProjectModels[], named: string, cwd: string): readonly LockScope[] {
  const byPath = new Map<string, ProjectModels[]>();
  for (const project of projects) {
    if (project.models.length === 0) continue;
    const folder = dirname(project.configFile);
    // A solution has one lock file unless its projects have their own.
    const path =
      findLock(folder) ?? placeForLock(folder === named || isInside(named, folder) ? named : folder);
    byPath.set(path, [...(byPath.get(path) ?? []), project]);
  }
  // Every call may be gone, and the lock file is still there.
  if (byPath.size === 0) byPath.set(findLock(named) ?? placeForLock(named), [...projects]);
  return [...byPath].map(([path, members]) => scopeOf(path, members, cwd));
}

function scopeOf(path: string, projects: readonly ProjectModels[], cwd: string): LockScope {
  const [first] = projects;
  if (first === undefined) throw new UsageError('the configuration includes no source file.');
  const options = optionsLine(first.settings);
  const other = projects.find(({ settings }) => optionsLine(settings) !== options);
  if (other !== undefined) {
    throw new UsageError(
      `${relativeName(cwd, first.configFile)} and ${relativeName(cwd, other.configFile)} have other options (${options}; ${optionsLine(other.settings)}), and one lock file has one set. Give them the same, or a keyshape.lock each: create an empty one beside the configuration.`,
    );
  }
  return {
    path,
    shownPath: relativeName(cwd, path),
    text: lockText(path),
    settings: first.settings,
    options,
    models: modelsOf(path, projects, cwd),
  };
}

function modelsOf(path: string, projects: readonly ProjectModels[], cwd: string): readonly SourceModel[] {
  const identities = new Identities(dirname(path));
  const models = new Map<
    string,
    SourceModel & { readonly calls: ModelCall[]; readonly called: CalledModel[] }
  >();
  const seen = new Set<string>();
  for (const { settings, models: called } of projects)
    for (const model of called) {
      // One file may belong to two projects.
      const place = `${model.place.fileName}:${model.place.start}`;
      if (seen.has(place)) continue;
      seen.add(place);
      const call = callOf(model, cwd);
      const { fileName, name } = model.type;
      if (name === undefined) {
        throw new UsageError(
          `${shownPlace(call)}: the lock file has no name for this type. Give it one: \`type User = …\`, and \`${model.intrinsic}<User>\`.`,
        );
      }
      const identity = identities.of(fileName, name);
      const version = model.reading.version(settings.length);
      const known = models.get(identity);
      if (known === undefined) models.set(identity, sourceModel(identity, version, model, call));
      else if (known.version === version) {
        known.calls.push(call);
        known.called.push(model);
      } else {
        throw new UsageError(
          `${shownPlace(known.calls[0]!)} and ${shownPlace(call)}: two types have the name ${identity} in the lock file. Give one of them another name: \`type Other = …\`.`,
        );
      }
    }
  return [...models.values()].sort((a, b) => (a.identity < b.identity ? -1 : 1));
}

function sourceModel(identity: string, version: string, called: CalledModel, call: ModelCall) {
  return {
    identity,
    version,
    // Most models have not changed, and nobody asks for the text of those.
    get text() {
      return called.reading.text();
    },
    calls: [call],
    called: [called],
  };
}

function callOf({ intrinsic, file, place, written }: CalledModel, cwd: string): ModelCall {
  return {
    intrinsic,
    file: relativeName(cwd, place.fileName),
    ...linesOf(file).shownAt(place.start),
    written,
  };
}

/** A call's place, as compilers write it. */
export function shownPlace({ file, line, column }: ModelCall): string {
  return `${file}:${line}:${column}`;
}

/** Runs what reads a lock file; its errors name the file. */
export function inFile<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof LockError) throw new UsageError(`${path}: ${error.message}.`);
    throw error;
  }
}
