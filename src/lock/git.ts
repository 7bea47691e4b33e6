import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { KeyshapeError } from '../error.js';

/**
 * The texts of a lock file on the sides of a merge that git has not finished: both sides of a conflict, and, since a conflict may be
 * settled already, what it is merged into and what is merged in.
 *
 * @param path the absolute path of the file
 * @returns none outside a repository, and where nothing is being merged
 */
export function mergedTexts(path: string): readonly string[] {
  const folder = dirname(path);
  const textsOf = (places: readonly string[]) =>
    gitTexts(
      folder,
      places.map((place) => `${place}:./${basename(path)}`),
    );
  const [ours, theirs, into, merged, picked, rebased] = textsOf([
    ':2',
    ':3',
    'HEAD',
    'MERGE_HEAD',
    'CHERRY_PICK_HEAD',
    'REBASE_HEAD',
  ]);
  // `REBASE_HEAD` stays behind when a rebase is over.
  const moved = rebased !== undefined && isRebasing(folder) ? rebased : undefined;
  const isMerging = [merged, picked, moved].some((text) => text !== undefined);
  const texts = [ours, theirs, isMerging ? into : undefined, merged, picked, moved];
  return [...new Set(texts.filter((text) => text !== undefined))];
}

function isRebasing(folder: string): boolean {
  const places = ['rebase-merge', 'rebase-apply'].flatMap((name) => ['--git-path', name]);
  const found = runGit(folder, ['rev-parse', ...places])?.toString('utf8') ?? '';
  return found.split(/\r?\n/).some((place) => place !== '' && existsSync(resolve(folder, place)));
}

/**
 * What git answers; `undefined` where it does not run, and where there is no repository.
 *
 * @throws {@link KeyshapeError} where there is one that git will not read: without it the history of a merge would be lost in silence
 */
function runGit(folder: string, args: readonly string[], input = ''): Buffer | undefined {
  // In a hook of a linked working tree git says where its repository is, but not its root, for which it would take the folder.
  const { GIT_DIR: repository, ...others } = process.env;
  const isWhole = repository === undefined || others.GIT_WORK_TREE !== undefined;
  // Messages that are not translated, so that "no repository" can be told from the rest.
  const env = { ...(isWhole ? process.env : others), LC_ALL: 'C' };
  const git = spawnSync('git', args, { cwd: folder, env, input, maxBuffer: 1 << 30 });
  // One that ends before it has read the question has a status all the same, beside the error of the pipe.
  if (git.status === null) return undefined;
  if (git.status === 0) return git.stdout;
  const said = git.stderr.toString('utf8').trim();
  if (git.status === 128 && !said.includes('not a git repository')) {
    throw new KeyshapeError(`git does not read the repository of ${folder}:\n${said}`);
  }
  return undefined;
}

/** The texts of objects of a repository; `undefined` for what is not there. */
export function gitTexts(folder: string, objects: readonly string[]): readonly (string | undefined)[] {
  const input = objects.map((object) => `${object}\n`).join('');
  const answers = runGit(folder, ['cat-file', '--batch'], input);
  if (answers === undefined) return objects.map(() => undefined);
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
