import { resolve } from 'node:path';

import { type Arguments, assertNoRest, isOn, type OptionTable, textOf } from '../arguments.js';
import { type Command, type ExitCode, UsageError } from '../command.js';
import { findConfig } from '../find-config.js';
import type { Io } from '../io.js';
import { loadCompiler } from '../project-compiler.js';
import { readOutputs } from './bundle/outputs.js';
import { classicSubjects } from './classic/subjects.js';
import { toJson } from './json-reporter.js';
import { nativeSubjects } from './native/subjects.js';
import { findingsOf, isUnbuilt, unknownCalls, unresolvedImportsOf, type VerifyResult } from './result.js';
import { toText } from './text-reporter.js';
import { verify } from './verify.js';

const options: OptionTable = {
  project: { kind: 'string', short: 'p' },
  outDir: { kind: 'path' },
  output: { kind: 'files', short: 'o' },
  strict: { kind: 'boolean' },
  json: { kind: 'boolean' },
};

const help = `Usage: keyshape verify [options]

Recomputes the version of every call of keyshape from source, in a project and in those it refers
to, and compares it with what stands in the emitted JavaScript. What a build believes to be up to date
(times of files, .tsbuildinfo) counts for nothing. Run it in CI, after the build. It works with the
TypeScript that the project has installed: 4.9 to 6.0, 7.0 and 7.1.

Options:
  -p, --project <tsconfig>  the configuration that the build uses, or its folder
                            (default: the nearest tsconfig.json)
  --outDir <folder>         where \`keyshape build --outDir <folder>\` (or tsc's) wrote, if not where
                            the configuration says
  -o, --output <file|folder>...
                            what a bundler wrote: its files, or folders with them
  --strict                  fail also for what else would only be listed: imports that lead nowhere in
                            declaration files that versions were read from, and calls of which the
                            outputs of a bundler show nothing
  --json                    print the result as JSON
  --no-color                print no colours; so does the environment's NO_COLOR, and FORCE_COLOR prints
                            them
  --help                    show this

With --output: no call may be left in place (an import of keyshape, its own module in the bundle, or an
intrinsic's name), every version that a call in the outputs needs is there, and none that no call has.
Source maps tell which calls the bundler left out, and where the others went. Without them a call whose
version is nowhere is listed as not seen, a version in the place of another cannot be told, and a text
that looks like a version and stands in no source and in no package is taken for one that is stale.

Where "plugins" has other transformers and ts-patch is installed, they are run, as in the build: their
output is what the build's is compared with. Nothing is written.

Exit code: 0 all agree; 1 something does not, and each place is listed; 2 nothing could be compared
(arguments, configuration, no TypeScript that can be loaded, or the project is not built).
`;

async function compute(args: Arguments, io: Io): Promise<VerifyResult> {
  const { output } = args.given;
  const outDir = textOf(args, 'outDir');
  assertNoRest(
    args,
    'Name a configuration with -p <tsconfig>, and what a bundler wrote with --output <file or folder>.',
  );
  if (output !== undefined && outDir !== undefined) {
    throw new UsageError(
      "`--output` and `--outDir` do not go together: the one is a bundler's, the other the compiler's.",
    );
  }
  const config = findConfig(io.cwd, textOf(args, 'project'));
  const outputs = Array.isArray(output) ? readOutputs(output, io.cwd) : undefined;
  io.progress('loading typescript');
  const found = loadCompiler(config);
  const folder = outDir === undefined ? undefined : resolve(io.cwd, outDir);
  const subjects =
    found.kind === 'classic'
      ? classicSubjects(found.compiler, config, folder)
      : nativeSubjects(found.native, config, folder);
  try {
    const result = await verify(subjects, { config, cwd: io.cwd, outputs, onProgress: io.progress });
    return { ...result, cure: `${result.cure}${outDir === undefined ? '' : ` --outDir ${outDir}`}` };
  } finally {
    await subjects.close();
    io.progress('');
  }
}

async function runVerify(args: Arguments, io: Io): Promise<ExitCode> {
  const result = await compute(args, io);
  const listed = unresolvedImportsOf(result).length + result.projects.flatMap(unknownCalls).length;
  const ok = findingsOf(result).length === 0 && !(isOn(args, 'strict') && listed > 0);
  io.out(isOn(args, 'json') ? toJson(result, ok) : toText(result, ok, io.paint));
  if (ok) return 0;
  return isUnbuilt(result) ? 2 : 1;
}

/** `keyshape verify`. */
export const verifyCommand: Command = {
  help,
  options,
  run: runVerify,
};
