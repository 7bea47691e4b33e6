import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { UsageError } from '../command.js';

/**
 * Finds the configuration that a run is about: the named file, the one in the named folder, or the nearest one from the
 * working folder upwards, as `tsc` does.
 *
 * @throws UsageError where there is none
 */
export function findConfig(cwd: string, named: string | undefined): string {
  if (named !== undefined) {
    const path = resolve(cwd, named);
    const file = path.endsWith('.json') ? path : join(path, 'tsconfig.json');
    if (!existsSync(file))
      throw new UsageError(`there is no ${file}. Name the configuration that the build uses: -p <tsconfig>`);
    return file;
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, 'tsconfig.json');
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) break;
  }
  throw new UsageError(`there is no tsconfig.json in ${cwd} or above it. Name one: -p <tsconfig>`);
}
