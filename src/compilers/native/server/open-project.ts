import { basename, dirname, join, resolve } from 'node:path';
import type { Api, ApiOptions, NativeProject, NativeSnapshot } from '../api/reading.js';
import { type Native, UnsupportedCompiler } from './load.js';
import { RawSession } from './raw-session.js';
import { Session } from './session.js';
import { transportOf } from './transport.js';

/** A project that is open in a server of TypeScript 7. */
export interface OpenNativeProject {
  readonly native: Native;
  readonly api: Api;
  readonly snapshot: NativeSnapshot;
  readonly project: NativeProject;
  /** The absolute paths of the configurations that the project refers to: what they build is read from their sources. */
  readonly references?: readonly string[];
  /** Ends the server. */
  close(): void;
}

/**
 * Opens a project.
 *
 * @param configFile its `tsconfig.json`
 */
export function openNativeProject(native: Native, configFile: string): OpenNativeProject {
  const path = resolve(configFile);
  const api = startServer(native, { cwd: dirname(path) });
  try {
    const snapshot = snapshotOf(api, path);
    const project = projectOf(snapshot, path);
    return { native, api, snapshot, project, close: () => endServer(api) };
  } catch (error) {
    endServer(api);
    throw error;
  }
}

/** Ends a server by killing it: 7.0, when it is asked to end, now and then writes "context canceled" to the terminal. */
export function endServer(api: Api): void {
  const child = api.client?.channel?.child;
  if (child) {
    const kill = child.kill.bind(child);
    child.kill = () => kill('SIGKILL');
  }
  api.close();
}

/** A session to read types in, and what ends it. */
export interface StrictSession {
  readonly session: Session;
  /** The open project's own, where that is another. */
  readonly own?: Session;
  dispose(): void;
}

/**
 * The session of an open project, or, where `strictNullChecks` is off, of a second program with it on: see the classic
 * reader's `strictProgram`. Nodes of the first program name the same places in the second, whose files are the same.
 */
export function strictSession(open: OpenNativeProject, configFile: string): StrictSession {
  const { api, project, native } = open;
  const own = sessionOf(native, api, project, open.snapshot.id);
  if (isStrict(project)) return { session: own, dispose: () => undefined };
  if (api.createProgram !== undefined && project.parsedCommandLine !== undefined) {
    const options = { ...project.program.getCompilerOptions(), strictNullChecks: true };
    const { fileNames, projectReferences } = project.parsedCommandLine;
    const program = api.createProgram(fileNames, options, { projectReferences });
    if (program.project === undefined) throw new Error('TypeScript made a program without a project.');
    return {
      session: new Session(api, native.module, program.project),
      own,
      dispose: () => program.dispose?.(),
    };
  }
  return { ...strictServer(native, resolve(configFile), open.references ?? []), own };
}

/** 7.0 makes no program of its own: a second server reads a configuration that lies on no disk, beside the project's. */
function strictServer(native: Native, configFile: string, references: readonly string[]): StrictSession {
  const path = join(dirname(configFile), `${basename(configFile, '.json')}.keyshape-strict.json`);
  const text = JSON.stringify({
    extends: `./${basename(configFile)}`,
    compilerOptions: { strictNullChecks: true },
    // These do not come through `extends`.
    references: references.map((path) => ({ path })),
  });
  const isOurs = (asked: string) => resolve(asked) === path;
  const api = startServer(native, {
    cwd: dirname(configFile),
    fs: {
      readFile: (asked) => (isOurs(asked) ? text : undefined),
      fileExists: (asked) => (isOurs(asked) ? true : undefined),
    },
  });
  try {
    const snapshot = snapshotOf(api, path);
    return {
      session: sessionOf(native, api, projectOf(snapshot, path), snapshot.id),
      dispose: () => endServer(api),
    };
  } catch (error) {
    endServer(api);
    throw error;
  }
}

const missing =
  'Its program is an optional package of its own for each platform: install on the platform that it runs on, with `npm install --include=optional`.';
const notInBun =
  'Its API needs Node, and this is Bun: install TypeScript 6 here, with `bun add --dev typescript@6.0`.';

/**
 * Starts the server, whose heap grows otherwise than Go has it, which lets it double. A user's own `GOGC` stands.
 *
 * @param growth - how much garbage may lie beside what is alive, in percent of that: little, where the server collects while this process
 * works on the last answer
 * @throws UnsupportedCompiler where its program is not there, which is a package of its own for each platform
 */
export function startServer({ version, module }: Native, options: ApiOptions, growth = 50): Api {
  const own = process.env.GOGC;
  process.env.GOGC ??= String(growth);
  try {
    return new module.API(options);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!;
    throw new UnsupportedCompiler(
      `TypeScript ${version} does not start: ${reason.replace(/\.?$/, '.')} ${process.versions.bun === undefined ? missing : notInBun}`,
    );
  } finally {
    if (own === undefined) delete process.env.GOGC;
  }
}

/** Past the API's objects where the protocol is one that is known; through them on every other version. */
function sessionOf(native: Native, api: Api, project: NativeProject, snapshot: number): Session {
  const transport = transportOf(native, api);
  return transport === undefined
    ? new Session(api, native.module, project)
    : new RawSession(
        api,
        native.module,
        project,
        transport,
        snapshot,
        native.ast.SyntaxKind.PropertySignature!,
      );
}

function snapshotOf(api: Api, configFile: string): NativeSnapshot {
  const params = { openProjects: [configFile] };
  const snapshot = api.createSnapshot?.(params) ?? api.updateSnapshot?.(params);
  if (snapshot === undefined) throw new Error('The API of TypeScript makes no snapshot.');
  return snapshot;
}

function projectOf(snapshot: NativeSnapshot, configFile: string): NativeProject {
  const [project] = snapshot.getProjects();
  if (project === undefined) throw new Error(`TypeScript opened no project for ${configFile}.`);
  return project;
}

function isStrict({ program, checker }: NativeProject): boolean {
  const { strictNullChecks, strict } = program.getCompilerOptions();
  if (typeof strictNullChecks === 'boolean') return strictNullChecks;
  if (typeof strict === 'boolean') return strict;
  return !checker.isTypeAssignableTo(checker.getUndefinedType(), checker.getStringType());
}
