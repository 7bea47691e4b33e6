import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { type Command, type ExitCode, UsageError } from '../command.js';
import { loadCompiler } from '../compiler.js';
import type { Io } from '../io.js';
import { runClassic } from './classic/run.js';
import { WrongArguments } from './native/options.js';
import { runNative } from './native/run.js';

const help = `Usage: keyshape build [options]
       keyshape build -b [options] [tsconfig...]

Builds a project as tsc does, with the calls of keyshape replaced and its import gone, on the
TypeScript that the project has installed: 4.9 to 6.0, 7.0 and 7.1. Options of keyshape come from its
entry in "plugins" of the configuration; other transformers in "plugins" are not run.

Options:
  -p, --project <tsconfig>  the configuration, or its folder (default: the nearest tsconfig.json)
  -b, --build               build projects together with those they refer to, in order
  --clean                   with -b: delete the outputs of the projects
  --dry                     with -b: say what would be built, or with --clean deleted, and do nothing
  -w, --watch               stay, and build again after every change
  --noEmit                  check only
  --pretty [false]          colours and source lines, which a terminal has by default
  --help                    show this

and tsc's own: --outDir, --declaration, --sourceMap, --noEmitOnError, … With TypeScript 7 every build
compiles everything, --incremental or not, and writes what differs.

Exit code, as tsc's: 0 fine; 1 errors, and nothing emitted; 2 errors, and emitted all the same.
`;

/** Names of configurations stand behind `-p`, or, with `-b`, without an option. */
function namedProjects(args: readonly string[]): readonly string[] {
  const at = args.findIndex((argument) => /^--?p(?:roject)?$/i.test(argument));
  if (at !== -1) {
    const name = args[at + 1];
    return name === undefined ? [] : [name];
  }
  if (!args.some((argument) => /^--?b(?:uild)?$/i.test(argument))) return [];
  return args.filter((argument, index) => !argument.startsWith('-') && !takesIt(args[index - 1], argument));
}

/** Whether an argument is the value of the option before it. */
function takesIt(before: string | undefined, argument: string): boolean {
  if (before === undefined || !before.startsWith('-')) return false;
  return /^(?:true|false|null)$/.test(argument) || (argument !== '' && !looksLikeProject(argument));
}

function looksLikeProject(argument: string): boolean {
  return argument.endsWith('.json') || existsSync(join(argument, 'tsconfig.json'));
}

function configFilesOf(args: readonly string[], cwd: string): readonly string[] {
  const named = namedProjects(args);
  if (named.length === 0) return [nearestConfig(cwd)];
  return named.map((name) => {
    const path = resolve(cwd, name);
    const file = statSync(path, { throwIfNoEntry: false })?.isDirectory()
      ? join(path, 'tsconfig.json')
      : path;
    if (!existsSync(file)) throw new WrongArguments(`there is no ${file}.`);
    return file;
  });
}

function nearestConfig(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, 'tsconfig.json');
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) break;
  }
  throw new WrongArguments(`there is no tsconfig.json in ${cwd} or above it. Name one: -p <tsconfig>.`);
}

async function runBuild(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const configFiles = configFilesOf(args, io.cwd);
    const found = await loadCompiler(configFiles[0]!);
    if (found.kind === 'classic') return await runClassic(found.compiler, args, configFiles[0]!);
    const isTerminal = process.stdout.isTTY === true && !process.env.NO_COLOR;
    return await runNative({ native: found.native, args, configFiles, io, isTerminal });
  } catch (error) {
    // Nothing was emitted: that is `tsc`'s exit code 1, where other commands say 2 for what they could not begin.
    if (!(error instanceof UsageError)) throw error;
    io.error(`keyshape build: ${error.message}\n`);
    return 1;
  }
}

/** `keyshape build`. */
export const buildCommand: Command = {
  name: 'build',
  summary: 'compile a project as tsc does, with the calls of keyshape replaced',
  help,
  run: runBuild,
};
