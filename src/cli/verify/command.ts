import { parseArgs } from 'node:util';

import { type Command, type ExitCode, UsageError } from '../command.js';
import { loadCompiler } from '../compiler.js';
import type { Io } from '../io.js';
import { classicSubjects } from './classic/subjects.js';
import { findConfig } from './find-config.js';
import { toJson } from './json-reporter.js';
import { nativeSubjects } from './native/subjects.js';
import { findingsOf, unresolvedImportsOf, type VerifyResult } from './result.js';
import { toText } from './text-reporter.js';
import { verify } from './verify.js';

const help = `Usage: keyshape verify [options]

Recomputes the version of every call of keyshape from source, in a project and in those it refers
to, and compares it with what stands in the emitted JavaScript. What a build believes to be up to date
(times of files, .tsbuildinfo) counts for nothing. Run it in CI, after the build. It works with the
TypeScript that the project has installed: 4.9 to 6.0, 7.0 and 7.1.

Options:
  -p, --project <tsconfig>  the configuration that the build uses, or its folder
                            (default: the nearest tsconfig.json)
  --strict                  fail also for imports that lead nowhere in declaration files that versions
                            were read from; without it they are listed and do not fail
  --json                    print the result as JSON
  --no-color                print no colours
  --help                    show this

Exit code: 0 all agree; 1 something does not, and each place is listed; 2 nothing could be compared
(arguments, configuration, no TypeScript that can be loaded).
`;

interface Options {
  readonly project: string | undefined;
  readonly strict: boolean;
  readonly json: boolean;
}

function parse(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        project: { type: 'string', short: 'p' },
        strict: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    return { project: values.project, strict: values.strict, json: values.json };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\nSee keyshape verify --help.`);
  }
}

async function compute(options: Options, io: Io): Promise<VerifyResult> {
  const config = findConfig(io.cwd, options.project);
  io.progress('loading typescript');
  const found = await loadCompiler(config);
  const subjects =
    found.kind === 'classic' ? classicSubjects(found.compiler, config) : nativeSubjects(found.native, config);
  try {
    return await verify(subjects, { config, cwd: io.cwd, onProgress: io.progress });
  } finally {
    subjects.close();
    io.progress('');
  }
}

async function runVerify(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = parse(args);
  try {
    const result = await compute(options, io);
    const warnsToo = options.strict && unresolvedImportsOf(result).length > 0;
    const ok = findingsOf(result).length === 0 && !warnsToo;
    io.out(options.json ? toJson(result, ok) : toText(result, ok, io.paint));
    return ok ? 0 : 1;
  } catch (error) {
    // Who asked for JSON reads JSON, and the message goes to the error channel as ever.
    if (options.json && error instanceof UsageError) {
      io.out(`${JSON.stringify({ ok: false, error: error.message }, undefined, 2)}\n`);
    }
    throw error;
  }
}

/** `keyshape verify`. */
export const verifyCommand: Command = {
  name: 'verify',
  summary: 'compare the versions in the emitted output with the sources',
  help,
  run: runVerify,
};
