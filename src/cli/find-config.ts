import { accessSync, constants, existsSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { UsageError } from './command.js';
import { isSystemError, reasonOf } from './system-errors.js';

/**
 * Finds the configuration that a run is about: the named file, the one in the named folder, or the nearest one from the
 * working folder upwards, as `tsc` does.
 *
 * @param named - what `-p` or `-b` says
 * @returns its absolute path; it is a file that can be read
 * @throws UsageError where there is none
 */
export function findConfig(cwd: string, named: string | undefined): string {
  const hint = 'Name the configuration that the build uses: -p <tsconfig>';
  if (named !== undefined) {
    const path = resolve(cwd, named);
    const file = statsOf(path, hint)?.isDirectory() ? join(path, 'tsconfig.json') : path;
    assertReadable(file, hint);
    return file;
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, 'tsconfig.json');
    if (existsSync(file)) {
      assertReadable(file, hint);
      return file;
    }
    if (folder === dirname(folder)) break;
  }
  throw new UsageError(`there is no tsconfig.json in ${cwd} or above it. Name one: -p <tsconfig>`);
}

function assertReadable(file: string, hint: string): void {
  const stats = statsOf(file, hint);
  if (stats === undefined) throw new UsageError(`there is no ${file}. ${hint}`);
  // A pipe would be waited for without end.
  if (!stats.isFile()) {
    throw new UsageError(`${file} is ${stats.isDirectory() ? 'a folder' : 'no regular file'}. ${hint}`);
  }
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
  }
}

function statsOf(path: string, hint: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}. ${hint}`);
  }
}
