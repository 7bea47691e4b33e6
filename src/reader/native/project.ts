import { basename, dirname, join, resolve } from 'node:path';
import type { Api, NativeModule, Project, Snapshot } from './api.js';
import type { Native } from './load.js';
import { Session } from './session.js';

/** A project that is open in a server of TypeScript 7. */
export interface OpenProject {
  readonly native: Native;
  readonly api: Api;
  readonly snapshot: Snapshot;
  readonly project: Project;
  /** Ends the server. */
  close(): void;
}

/**
 * Opens a project.
 *
 * @param configFile its `tsconfig.json`
 */
export function openProject(native: Native, configFile: string): OpenProject {
  const path = resolve(configFile);
  const api = new native.module.API({ cwd: dirname(path) });
  try {
    const snapshot = snapshotOf(api, path);
    const project = projectOf(snapshot, path);
    return { native, api, snapshot, project, close: () => api.close() };
  } catch (error) {
    api.close();
    throw error;
  }
}

/** A session to read types in, and what ends it. */
export interface StrictSession {
  readonly session: Session;
  dispose(): void;
}

/**
 * The session of an open project, or, where `strictNullChecks` is off, of a second program with it on: see the classic
 * reader's `strictProgram`. Nodes of the first program name the same places in the second, whose files are the same.
 */
export function strictSession(open: OpenProject, configFile: string): StrictSession {
  const { api, project, native } = open;
  if (isStrict(project)) return { session: new Session(api, native.module, project), dispose: () => undefined };
  if (api.createProgram !== undefined && project.parsedCommandLine !== undefined) {
    const options = { ...project.program.getCompilerOptions(), strictNullChecks: true };
    const { fileNames, projectReferences } = project.parsedCommandLine;
    const program = api.createProgram(fileNames, options, { projectReferences });
    if (program.project === undefined) throw new Error('TypeScript made a program without a project.');
    return {
      session: new Session(api, native.module, program.project),
      dispose: () => program.dispose?.(),
    };
  }
  return strictServer(native.module, resolve(configFile));
}

/** 7.0 makes no program of its own: a second server reads a configuration that lies on no disk, beside the project's. */
function strictServer(module: NativeModule, configFile: string): StrictSession {
  const path = join(dirname(configFile), `${basename(configFile, '.json')}.keyshape-strict.json`);
  const text = JSON.stringify({
    extends: `./${basename(configFile)}`,
    compilerOptions: { strictNullChecks: true },
  });
  const isOurs = (asked: string) => resolve(asked) === path;
  const api = new module.API({
    cwd: dirname(configFile),
    fs: {
      readFile: (asked) => (isOurs(asked) ? text : undefined),
      fileExists: (asked) => (isOurs(asked) ? true : undefined),
    },
  });
  try {
    return {
      session: new Session(api, module, projectOf(snapshotOf(api, path), path)),
      dispose: () => api.close(),
    };
  } catch (error) {
    api.close();
    throw error;
  }
}

function snapshotOf(api: Api, configFile: string): Snapshot {
  const params = { openProjects: [configFile] };
  const snapshot = api.createSnapshot?.(params) ?? api.updateSnapshot?.(params);
  if (snapshot === undefined) throw new Error('The API of TypeScript makes no snapshot.');
  return snapshot;
}

function projectOf(snapshot: Snapshot, configFile: string): Project {
  const [project] = snapshot.getProjects();
  if (project === undefined) throw new Error(`TypeScript opened no project for ${configFile}.`);
  return project;
}

function isStrict({ program, checker }: Project): boolean {
  const { strictNullChecks, strict } = program.getCompilerOptions();
  if (typeof strictNullChecks === 'boolean') return strictNullChecks;
  if (typeof strict === 'boolean') return strict;
  return !checker.isTypeAssignableTo(checker.getUndefinedType(), checker.getStringType());
}
