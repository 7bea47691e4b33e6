import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { FileDraft } from '../file-draft.js';
import { upwards } from '../paths.js';

/** The name of a lock file. */
export const LOCK_NAME = 'keyshape.lock';

/**
 * The lock file that a project belongs to: the nearest one from its folder upwards, as far as its repository goes.
 *
 * @param folder the absolute path of the folder of its `tsconfig.json`
 * @returns `undefined` where there is none
 */
export function findLock(folder: string): string | undefined {
  for (const at of upwards(folder)) {
    const path = join(at, LOCK_NAME);
    if (existsSync(path)) return path;
    if (existsSync(join(at, '.git'))) break;
  }
  return undefined;
}

/** Where the lock file of a project is to be that has none yet: in its package, beside `package.json`. */
export function placeForLock(folder: string): string {
  for (const at of upwards(folder)) {
    if (existsSync(join(at, 'package.json'))) return join(at, LOCK_NAME);
    if (existsSync(join(at, '.git'))) break;
  }
  return join(folder, LOCK_NAME);
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
  const draft = new FileDraft(path);
  try {
    draft.write(text);
    draft.place();
  } finally {
    draft.discard();
  }
}
