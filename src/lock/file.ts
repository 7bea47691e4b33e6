import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The name of a lock file. */
export const LOCK_NAME = 'keyshape.lock';

/**
 * The lock file that a project belongs to: the nearest one from its folder upwards, as far as its repository goes.
 *
 * @param folder the absolute path of the folder of its `tsconfig.json`
 * @returns `undefined` where there is none
 */
export function findLock(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, LOCK_NAME);
    if (existsSync(path)) return path;
    if (existsSync(join(at, '.git')) || at === dirname(at)) return undefined;
  }
}

/** Where the lock file of a project is to be that has none yet: in its package, beside `package.json`. */
export function placeForLock(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return join(at, LOCK_NAME);
    if (existsSync(join(at, '.git')) || at === dirname(at)) return join(folder, LOCK_NAME);
  }
}

/**
 * The text of a lock file.
 *
 * @returns `undefined` where there is none
 * @throws the system's error where it cannot be read
 */
export function lockText(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  // A pipe would be waited for without end.
  if (!stats.isFile()) {
    const code = stats.isDirectory() ? 'EISDIR' : 'ENXIO';
    throw Object.assign(new Error('it is no regular file'), { syscall: 'open', code, path });
  }
  return readFileSync(path, 'utf8');
}

/**
 * Writes a lock file whole or not at all: beside its place, then into it.
 *
 * @throws the system's error where it cannot be written; the file is then as it was
 */
export function writeLockText(path: string, text: string): void {
  // A link stays one.
  const target = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? realpathSync(path) : path;
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}`);
  try {
    writeFileSync(draft, text);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    // Nobody has heard of the draft; that the disk is full is said of no file.
    throw Object.assign(error as NodeJS.ErrnoException, { path });
  }
}

/**
 * The texts of a lock file on the sides of a merge that git has not finished: both sides of a conflict, and what is merged in.
 *
 * @param path the absolute path of the file
 * @returns none outside a repository, and where nothing is being merged
 */
export function mergedTexts(path: string): readonly string[] {
  const name = `./${basename(path)}`;
  const asked = [`:2:${name}`, `:3:${name}`, `MERGE_HEAD:${name}`, `CHERRY_PICK_HEAD:${name}`];
  const texts = gitTexts(dirname(path), asked).filter((text) => text !== undefined);
  return [...new Set(texts)];
}

/** The texts of objects of a repository; `undefined` for what is not there. */
export function gitTexts(folder: string, objects: readonly string[]): readonly (string | undefined)[] {
  const git = spawnSync('git', ['cat-file', '--batch'], {
    cwd: folder,
    input: objects.map((object) => `${object}\n`).join(''),
    maxBuffer: 1 << 30,
  });
  if (git.error !== undefined || git.status !== 0) return objects.map(() => undefined);
  const answers = git.stdout;
  let at = 0;
  return objects.map(() => {
    const end = answers.indexOf('\n', at);
    const [, size] = / (?:blob|commit) (\d+)$/.exec(answers.toString('utf8', at, end)) ?? [];
    at = end + 1;
    if (size === undefined) return undefined;
    const text = answers.toString('utf8', at, at + Number(size));
    at += Number(size) + 1;
    return text;
  });
}
