import { type Change, changesOf } from '../../lock/changes.js';
import { readingOptions } from '../../lock/options-line.js';
import { readLock } from '../../lock/read.js';
import { renewals } from '../../lock/renew.js';
import { type Arguments, isOn, type OptionTable, textOf } from '../arguments.js';
import { type Command, type ExitCode, UsageError } from '../command.js';
import type { Io } from '../io.js';
import { inFile, type LockScope, projectOptions, readScopes } from '../locks.js';
import { type CheckedLock, type CheckResult, formats, toJson } from './formats.js';

const options: OptionTable = {
  ...projectOptions,
  format: { kind: 'string' },
  json: { kind: 'boolean' },
};

const help = `Usage: keyshape check [options]
       keyshape check -b [options] [tsconfig...]

Compares the cached types of the project, and of those it refers to, with keyshape.lock, and explains
each change: what it is, whether entries of the old version stay readable, whether old instances can
read new ones (a rollback), and the command that accepts it. Run it in CI, and before a commit. It
builds nothing and writes nothing.

Options:
  -p, --project <tsconfig>  the configuration, or its folder (default: the nearest tsconfig.json)
  -b, --build               several configurations, and those they refer to
  --format <text|github|markdown>
                            text for a terminal (default); annotations of a GitHub workflow; or what a
                            pull request's comment shows
  --json                    print the result as JSON
  --no-color                print no colours; so does the environment's NO_COLOR, and FORCE_COLOR prints
                            them
  --help                    show this

Exit code: 0 they agree; 1 they do not; 2 they could not be compared (arguments, configuration, types
that cannot be read, no lock file, or one that a merge damaged).
`;

function check(
  { shownPath, text, models, settings, options: line }: LockScope,
  command: string,
): CheckedLock {
  if (text === undefined || text === '') {
    throw new UsageError(`there is no ${shownPath}. Create it, and commit it: ${command}`);
  }
  const lock = inFile(shownPath, () => readLock(text));
  const found = renewals(lock.models, models);
  const changes = changesOf(found, readingOptions(settings));
  const optionsChange = lock.options === line ? undefined : { was: lock.options, is: line };
  const callsOf = new Map(models.map(({ identity, calls }) => [identity, calls]));
  return {
    path: shownPath,
    models: models.length,
    options: optionsChange,
    changes: changes.map((change: Change) => ({ ...change, calls: callsOf.get(change.identity) ?? [] })),
  };
}

async function runCheck(args: Arguments, io: Io): Promise<ExitCode> {
  const name = textOf(args, 'format') ?? 'text';
  const format = Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : undefined;
  if (format === undefined) {
    throw new UsageError(
      `\`--format\` takes ${Object.keys(formats).join(', ')}, not ${name}.\nSee keyshape check --help.`,
    );
  }
  if (args.given.format !== undefined && isOn(args, 'json'))
    throw new UsageError('`--format` and `--json` do not go together.');
  const read = await readScopes(args, io);
  const command = `npx keyshape lock${read.arguments}`;
  const locks = read.scopes.map((scope) => check(scope, command));
  const ok = locks.every(({ changes, options }) => changes.length === 0 && options === undefined);
  const result: CheckResult = { ok, command, locks };
  io.out(isOn(args, 'json') ? toJson(result) : format(result, io));
  return ok ? 0 : 1;
}

/** `keyshape check`. */
export const checkCommand: Command = { help, options, run: runCheck };
