import { dirname, join } from 'node:path';

import { findLock, LOCK_NAME } from '../../lock/file.js';
import { upwards } from '../../paths.js';
import type { ObservedDisk } from './observed-disk.js';

/**
 * Looks at everything that decides what a lock file says to a project: where it lies, its text, and, by which its models are named,
 * the packages around the files.
 *
 * @param fileNames - the files of the project's program
 */
export function observeLock(disk: ObservedDisk, configFile: string, fileNames: readonly string[]): void {
  for (const folder of upwards(dirname(configFile))) {
    for (const name of [LOCK_NAME, '.git', 'package.json']) {
      disk.fileExists(join(folder, name));
      disk.directoryExists(join(folder, name));
    }
  }
  const lock = findLock(dirname(configFile));
  if (lock === undefined) return;
  disk.look(lock, undefined);
  const seen = new Set<string>();
  for (const fileName of fileNames) {
    const file = disk.realpath(fileName);
    for (const folder of upwards(dirname(file))) {
      if (seen.has(folder)) break;
      seen.add(folder);
      disk.look(join(folder, 'package.json'), undefined);
    }
  }
}
