import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { isInside } from '../../paths.js';
import { UsageError } from '../command.js';
import { inPlaceOf } from '../system-errors.js';
import type { Tree } from './tree.js';

/** The file in a generated tree that lists the files which are ours to replace and to delete. */
const listName = '.keyshape-generated.json';

/** The name of the folder in which a process first writes a tree; its number follows. */
const stagePrefix = '.keyshape-';

/** What writing a tree came to; paths are relative to it. */
export interface Written {
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Writes a tree, whole or not at all: what differs is written to a folder in it first, whose name no compiler takes for one of sources, so
 * that not even a process that is killed leaves any beside the tree. What an earlier run wrote and this one does not is
 * deleted; a file that is as it should be stays untouched.
 *
 * @throws UsageError where a file is in the way that keyshape did not write
 */
export function writeTree(outDir: string, tree: Tree): Written {
  const before = listIn(outDir);
  const changed: string[] = [];
  for (const [path, content] of tree) {
    const file = join(outDir, path);
    if (existsSync(file)) {
      if (readFileSync(file).equals(Buffer.from(content))) continue;
      if (!before.has(path)) throw inTheWay(file);
    }
    changed.push(path);
  }
  const removed = [...before].filter((path) => !tree.has(path));
  const list = `${JSON.stringify({ files: [...tree.keys()].sort() }, undefined, 2)}\n`;
  removeLeft(outDir);
  const stage = join(outDir, `${stagePrefix}${process.pid}`);
  try {
    for (const [path, content] of [
      ...changed.map((path) => [path, tree.get(path) ?? ''] as const),
      [listName, list] as const,
    ]) {
      inPlaceOf(join(outDir, path), () => put(join(stage, path), content));
    }
    // First the list: should the rest break off, the next run knows its own files.
    for (const path of [listName, ...changed]) {
      mkdirSync(dirname(join(outDir, path)), { recursive: true });
      renameSync(join(stage, path), join(outDir, path));
    }
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  for (const path of removed) removeWithFolders(outDir, path);
  return { changed, removed };
}

/** Deletes what {@link writeTree} wrote. */
export function takeBack(outDir: string, tree: Tree): void {
  for (const path of [...tree.keys(), listName]) removeWithFolders(outDir, path);
}

/**
 * Does something in a folder, which is made where it is not there. Where that fails the folders that were made go again, and one that
 * was there stays, empty or not.
 *
 * @throws what the work throws, and the system's error where the folder cannot be made
 */
export function inFolder<Result>(folder: string, work: () => Result): Result {
  const made = mkdirSync(folder, { recursive: true });
  try {
    return work();
  } catch (error) {
    if (made !== undefined) removeEmpty(folder, made);
    throw error;
  }
}

/** Removes empty folders from one up to another. */
function removeEmpty(from: string, to: string): void {
  for (let at = from; at === to || isInside(to, at); at = dirname(at)) {
    if (readdirSync(at).length > 0) return;
    rmdirSync(at);
  }
}

/** Removes what runs that were killed have left. */
function removeLeft(outDir: string): void {
  for (const name of readdirSync(outDir)) {
    const number = name.startsWith(stagePrefix) ? name.slice(stagePrefix.length) : '';
    if (/^\d+$/.test(number) && !isRunning(Number(number)))
      rmSync(join(outDir, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be asked.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function put(file: string, content: string | Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function inTheWay(file: string): UsageError {
  return new UsageError(
    `${file} is in the way, and keyshape did not write it. Name another folder, --outDir, or delete it.`,
  );
}

/** The files that the last run wrote. */
function listIn(outDir: string): ReadonlySet<string> {
  const file = join(outDir, listName);
  if (!existsSync(file)) return new Set();
  try {
    const { files } = JSON.parse(readFileSync(file, 'utf8')) as { readonly files: readonly string[] };
    // Nobody but us writes it, and still nothing outside of the folder is deleted.
    return new Set(files.filter((path) => !path.split(/[\\/]/).includes('..')));
  } catch {
    return new Set();
  }
}

/** Deletes a file, and the folders that are empty without it. */
function removeWithFolders(outDir: string, path: string): void {
  rmSync(join(outDir, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    const full = join(outDir, folder);
    if (!existsSync(full)) continue;
    if (readdirSync(full).length > 0) return;
    rmdirSync(full);
  }
}
