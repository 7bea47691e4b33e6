// What lies on a disk where anything may be missing, unreadable or something else than expected: none of that is an error here.

import { type Dirent, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

/** What lies at a path; `undefined` where nothing does, or where it cannot be told: a link in a circle, a file in place of a folder. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Whether there is a file. */
export function isFileAt(path: string): boolean {
  return statOf(path)?.isFile() ?? false;
}

/** Whether there is a folder. */
export function isFolderAt(path: string): boolean {
  return statOf(path)?.isDirectory() ?? false;
}

/** The text of a file; `undefined` where there is none that can be read. */
export function textAt(path: string): string | undefined {
  try {
    // A pipe would be waited for without end.
    return isFileAt(path) ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** What a file of JSON says; `undefined` where there is none that can be read. */
export function jsonAt(path: string): unknown {
  try {
    return JSON.parse(textAt(path) ?? '');
  } catch {
    return undefined;
  }
}

/** The name that the `package.json` of a folder gives: `{ "type": "commonjs" }` beside a build is not a package of its own. */
export function packageNameIn(folder: string): string | undefined {
  const manifest = jsonAt(join(folder, 'package.json'));
  const isNamed = typeof manifest === 'object' && manifest !== null && 'name' in manifest;
  return isNamed && typeof manifest.name === 'string' ? manifest.name : undefined;
}

/** What is in a folder; nothing, where there is none. */
export function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Where a path leads; to itself, where there is nothing. */
export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
