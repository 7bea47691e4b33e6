import type { Arguments } from '../arguments.js';
import type { Command, ExitCode } from '../command.js';
import { configFilesOf } from '../find-config.js';
import type { Io } from '../io.js';
import { loadCompiler } from '../project-compiler.js';
import { runNative } from './native/run.js';
import { buildOptions } from './options.js';

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
  --no-color                print no colours; so does the environment's NO_COLOR, and FORCE_COLOR prints them
  --help                    show this

and tsc's own: --outDir, --declaration, --sourceMap, --noEmitOnError, … With TypeScript 7 every build
compiles everything, --incremental or not, and writes what differs.

Exit code, as tsc's: 0 fine; 1 errors, and nothing emitted; 2 errors, and emitted all the same.
`;

async function runBuild(args: Arguments, io: Io): Promise<ExitCode> {
  const configFiles = configFilesOf(
    args,
    io.cwd,
    (name) =>
      `keyshape build compiles projects, not single files such as ${name}: -p <tsconfig>, or -b <tsconfig> ….`,
  );
  const found = loadCompiler(configFiles[0]!);
  if (found.kind === 'classic') {
    const { runClassic } = await import('./classic/run.js');
    return await runClassic(found.compiler, args, configFiles, io);
  }
  return runNative({ native: found.native, args, configFiles, io });
}

/** `keyshape build`. */
export const buildCommand: Command = {
  help,
  options: buildOptions,
  run: runBuild,
};
