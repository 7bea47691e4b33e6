import { dirname, join } from 'node:path';
import { realPathOf } from '../disk.js';
import { isPackaged, isSourceName } from '../paths.js';
import type { Dependencies } from '../project/index.js';
import { listingOf } from '../project/record/observations.js';

/** The folders in another in which compilers look for sources too, where configurations say nothing else. */
export function foldersIn(directories: readonly string[]): readonly string[] {
  return directories.filter((name) => name !== 'node_modules' && !name.startsWith('.'));
}

/** The folders of the user's own sources. */
export function foldersOfSources({ files }: Pick<Dependencies, 'files'>): ReadonlySet<string> {
  const own = files.filter((file) => isSourceName(file) && !isPackaged(file));
  return new Set(own.map((file) => dirname(file)));
}

/** Every folder in which a new file may change a type, for hosts that do not look into the folders inside one that they are told. */
export function eachFolder(dependencies: Dependencies): readonly string[] {
  const found = new Set([...foldersOfSources(dependencies), ...dependencies.folders]);
  // Goes on to those that are found on the way.
  const pending = new Set(dependencies.folders);
  const walked = new Set([...pending].map(realPathOf));
  for (const folder of pending) {
    found.add(folder);
    for (const name of foldersIn(listingOf(folder).directories)) {
      // Links may go in a circle.
      const path = join(folder, name);
      const real = realPathOf(path);
      if (!walked.has(real)) pending.add(path);
      walked.add(real);
    }
  }
  return [...found];
}
