import type { Command, ExitCode } from './command.js';

/** A command as `keyshape --help` lists it; what it does is loaded when it runs. */
export interface ListedCommand {
  readonly name: string;
  /** One line, for `keyshape --help`. */
  readonly summary: string;
  /** The exit code where it could not begin, or broke down: 2, but 1 for a command that stands in for `tsc`. */
  readonly failure: ExitCode;
  load(): Promise<Command>;
}

/** Every command, in the order of `keyshape --help`. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'build',
    summary: 'compile a project as tsc does, with the calls of keyshape replaced',
    // As tsc's where nothing was emitted.
    failure: 1,
    load: async () => (await import('./build/command.js')).buildCommand,
  },
  {
    name: 'generate',
    summary: 'write the sources with the calls of keyshape replaced, for any other compiler',
    failure: 2,
    load: async () => (await import('./generate/command.js')).generateCommand,
  },
  {
    name: 'init',
    summary: 'find the tools of a project, and write the line of each that keyshape needs',
    failure: 2,
    load: async () => (await import('./init/command.js')).initCommand,
  },
  {
    name: 'doctor',
    summary: 'say in which tools of a project keyshape is set up, and which line is missing',
    failure: 2,
    load: async () => (await import('./doctor/command.js')).doctorCommand,
  },
  {
    name: 'verify',
    summary: 'compare the versions in the emitted output with the sources',
    failure: 2,
    load: async () => (await import('./verify/command.js')).verifyCommand,
  },
  {
    name: 'lock',
    summary: 'record the cached types and their older shapes in keyshape.lock',
    failure: 2,
    load: async () => (await import('./lock/command.js')).lockCommand,
  },
  {
    name: 'check',
    summary: 'compare the cached types with keyshape.lock, and explain what changed',
    failure: 2,
    load: async () => (await import('./check/command.js')).checkCommand,
  },
  {
    name: 'diff',
    summary: 'explain what changed between two states of keyshape.lock',
    failure: 2,
    load: async () => (await import('./diff/command.js')).diffCommand,
  },
  {
    name: 'inspect',
    summary: 'show a cached type: its version and its canonical text; or every call',
    failure: 2,
    load: async () => (await import('./inspect/command.js')).inspectCommand,
  },
  {
    name: 'cache',
    summary: 'say what a Redis holds of each version, or delete the entries of old ones',
    failure: 2,
    load: async () => (await import('./cache/command.js')).cacheCommand,
  },
];
