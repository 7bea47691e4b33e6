import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

import { changesOf } from '../../lock/changes.js';
import { findLock, LOCK_NAME, lockText, placeForLock } from '../../lock/file.js';
import { gitTexts } from '../../lock/git.js';
import type { Lock } from '../../lock/lock.js';
import { readingOptionsOf } from '../../lock/options-line.js';
import { readLock } from '../../lock/read.js';
import { renewals } from '../../lock/renew.js';
import { type Arguments, isOn, type OptionTable } from '../arguments.js';
import { changeText, explain } from '../changes-text.js';
import { type Command, type ExitCode, UsageError } from '../command.js';
import type { Io } from '../io.js';
import { inFile } from '../locks.js';
import { page } from '../pager.js';

const options: OptionTable = { json: { kind: 'boolean' } };

const help = `Usage: keyshape diff [options] [<revision|file>] [<revision|file>]

Explains what changed in the cached types between two states of keyshape.lock: git revisions, or files.
With one, from there to the file as it is; with none, from HEAD. No source is read.

Options:
  --json        print the result as JSON
  --no-color    print no colours; so does the environment's NO_COLOR, and FORCE_COLOR prints them
  --help        show this

Examples:
  keyshape diff                     what is not committed yet
  keyshape diff main                what this branch changes
  keyshape diff v1.4.0 v1.5.0       what a release changed
  keyshape diff old.lock new.lock

Exit code: 0 nothing changed; 1 something did; 2 there is nothing to compare (arguments, no lock file).
`;

interface State {
  readonly name: string;
  readonly lock: Lock;
}

function stateOf(name: string | undefined, path: string, cwd: string): State {
  if (name === undefined) {
    const text = lockText(path);
    if (text === undefined)
      throw new UsageError(`there is no ${LOCK_NAME} here. Create it: npx keyshape lock`);
    return { name: LOCK_NAME, lock: inFile(LOCK_NAME, () => readLock(text)) };
  }
  // A variable of CI that nobody set; git would take it for what is staged.
  if (name.trim() === '')
    throw new UsageError('an empty argument is no file, and no revision.\nSee keyshape diff --help.');
  const file = resolve(cwd, name);
  // A branch may be called as a folder is.
  const stats = statSync(file, { throwIfNoEntry: false });
  const ofFile = () => ({ name, lock: inFile(name, () => readLock(lockText(file) ?? '')) });
  if (stats !== undefined && !stats.isDirectory()) return ofFile();
  const [text, commit] = gitTexts(dirname(path), [`${name}:./${basename(path)}`, `${name}^{commit}`]);
  // A revision from before the lock file has no models.
  if (text === undefined && commit === undefined) {
    if (stats !== undefined) return ofFile();
    throw new UsageError(unknown(name));
  }
  const lock =
    text === undefined
      ? { options: '', models: [] }
      : inFile(`${LOCK_NAME} of ${name}`, () => readLock(text));
  return { name, lock };
}

function unknown(name: string): string {
  if (name === 'HEAD')
    return 'nothing is committed here that HEAD could be, or git does not run. Name two lock files: keyshape diff old.lock new.lock';
  // What a revision is counted back from says nothing of what the server calls it.
  const fetch = /[~^@:]/.test(name)
    ? 'git fetch --unshallow'
    : `git fetch --depth=1 origin ${name.replace(/^origin\//, '')}, and compare with FETCH_HEAD`;
  return `${name} is no file, and no revision of a git repository here. A shallow clone has few: ${fetch}.`;
}

function runDiff(args: Arguments, io: Io): ExitCode {
  const [first = 'HEAD', second, third] = args.rest;
  if (third !== undefined)
    throw new UsageError(`\`${third}\` is not expected here: it takes two.\nSee keyshape diff --help.`);
  const path = findLock(io.cwd) ?? placeForLock(io.cwd);
  const [before, after] = [stateOf(first, path, io.cwd), stateOf(second, path, io.cwd)];
  const found = renewals(before.lock.models, after.lock.models);
  const changes = changesOf(found, readingOptionsOf(after.lock.options));
  if (isOn(args, 'json')) {
    const explained = changes.map((change) => ({ ...change, ...explain(change) }));
    const result = { ok: true, before: before.name, after: after.name, changes: explained };
    io.out(`${JSON.stringify(result, undefined, 2)}\n`);
  } else if (changes.length === 0)
    io.out(`No cached type changed between ${before.name} and ${after.name}.\n`);
  else page(changes.map((change) => `${changeText(change, io.paint)}\n`).join(''), io);
  return changes.length === 0 ? 0 : 1;
}

/** `keyshape diff`. */
export const diffCommand: Command = { help, options, run: runDiff };
