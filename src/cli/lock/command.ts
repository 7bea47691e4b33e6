import { changesOf } from '../../lock/changes.js';
import { writeLockText } from '../../lock/file.js';
import { mergedTexts } from '../../lock/git.js';
import type { Lock } from '../../lock/lock.js';
import { readingOptions } from '../../lock/options-line.js';
import { recoverLock } from '../../lock/read.js';
import { joinSides, renew, renewals } from '../../lock/renew.js';
import { sidesOf } from '../../lock/sides.js';
import { writeLock } from '../../lock/write.js';
import { type Arguments, isOn, type OptionTable } from '../arguments.js';
import { changeText } from '../changes-text.js';
import type { Command, ExitCode } from '../command.js';
import type { Io } from '../io.js';
import { inFile, type LockScope, projectOptions, readScopes } from '../locks.js';
import { counted } from '../print.js';

const options: OptionTable = { ...projectOptions, json: { kind: 'boolean' } };

const help = `Usage: keyshape lock [options]
       keyshape lock -b [options] [tsconfig...]

Writes keyshape.lock: every cached type of the project, and of those it refers to, with its version, its
shape and its older shapes. Commit it: a change of a cached type is then seen in review, and
\`keyshape check\` refuses one that is not in it. It is written only where something changed, whole or
not at all.

After a merge with conflicts, take either side and run it: the history of both sides is kept.

Options:
  -p, --project <tsconfig>  the configuration, or its folder (default: the nearest tsconfig.json)
  -b, --build               several configurations, and those they refer to
  --json                    print the result as JSON
  --no-color                print no colours; so does the environment's NO_COLOR, and FORCE_COLOR prints
                            them
  --help                    show this

It lies beside the package.json of the package, or where one is already, in a folder above. The options
"values", "readers" and "keep" of the entry in "plugins" belong to it.

Exit code: 0 it is up to date now; 2 it could not be written (arguments, configuration, types that
cannot be read), and is as it was.
`;

/** What there was of the history, whatever a merge left of it. */
function before({ path, shownPath, text }: LockScope, io: Io): Lock | undefined {
  if (text === undefined || text === '') return undefined;
  const sides = [...sidesOf(text), ...mergedTexts(path)];
  return inFile(shownPath, () =>
    sides
      .map((side) => {
        const { lock, lost } = recoverLock(side);
        for (const { message } of lost) io.error(`keyshape lock: ${shownPath}: left out, ${message}.\n`);
        return lock;
      })
      .reduce(joinSides),
  );
}

/** Renews one lock file. */
function renewScope(scope: LockScope, io: Io) {
  const { path, shownPath, models, settings } = scope;
  const old = before(scope, io);
  const found = renewals(old?.models ?? [], models);
  const changes = old === undefined ? [] : changesOf(found, readingOptions(settings));
  const text = writeLock(renew(old, models, scope.options, settings.keep));
  // A checkout may have the line ends of Windows.
  const isWritten = text !== scope.text?.replaceAll('\r\n', '\n');
  if (isWritten) writeLockText(path, text);
  return { path: shownPath, isNew: old === undefined, isWritten, models: models.length, changes };
}

async function runLock(args: Arguments, io: Io): Promise<ExitCode> {
  const { scopes } = await readScopes(args, io);
  const results = scopes.map((scope) => renewScope(scope, io));
  if (isOn(args, 'json')) {
    io.out(`${JSON.stringify({ ok: true, locks: results }, undefined, 2)}\n`);
    return 0;
  }
  for (const { path, isNew, isWritten, models, changes } of results) {
    for (const change of changes) io.out(`${changeText(change, io.paint)}\n`);
    const what = isNew ? 'written' : isWritten ? 'renewed' : 'up to date';
    io.out(`${path} is ${what}: ${counted(models, 'model')}.${isWritten ? ' Commit it.' : ''}\n`);
  }
  return 0;
}

/** `keyshape lock`. */
export const lockCommand: Command = { help, options, run: runLock };
