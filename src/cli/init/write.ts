import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../command.js';
import { reasonOf } from '../system-errors.js';
import { writeOutputs } from '../write-outputs.js';

/**
 * Refuses files that are write-protected, before anything is written, and says what to do. Root may write them all the same,
 * so their mode is asked first.
 *
 * @param files - by name, in the folder
 * @throws UsageError that names the first of them
 */
export function assertWritable(folder: string, files: ReadonlyMap<string, string>): void {
  for (const name of files.keys()) {
    const file = join(folder, name);
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) continue;
    const way = 'Nothing is written; make it writable, or see what to write by hand with --dry-run.';
    if ((stats.mode & 0o222) === 0) throw new UsageError(`${file} is read-only. ${way}`);
    try {
      accessSync(file, constants.W_OK);
    } catch (error) {
      throw new UsageError(`${file} cannot be written: ${reasonOf(error)}. ${way}`);
    }
  }
}

/** Writes the files, each whole or not at all. */
export async function write(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await writeOutputs([new Map([...files].map(([name, text]) => [join(folder, name), text]))]);
}
