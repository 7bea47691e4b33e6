import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isFileAt } from '../../../disk.js';
import { isJavaScriptName } from '../../../paths.js';
import { UsageError } from '../../command.js';
import { reasonOf } from '../../system-errors.js';
import { outputText } from '../output-text.js';

/** A JavaScript file that a build wrote. */
export interface OutputFile {
  /** Its absolute path. */
  readonly name: string;
  readonly text: string;
}

/**
 * Reads the outputs that a user names.
 *
 * @param named - files, and folders that are read with all that is below them, `node_modules` left out
 * @throws UsageError where there is none, or one that cannot be read
 */
export function readOutputs(named: readonly string[], cwd: string): readonly OutputFile[] {
  const names = new Set(named.flatMap((one) => scriptsAt(resolve(cwd, one))));
  if (names.size === 0) {
    throw new UsageError(
      `there is no JavaScript in ${named.join(', ')}. Build first, and name what is deployed: --output <file or folder>`,
    );
  }
  return [...names].sort().map((name) => ({ name, text: outputText(name) ?? '' }));
}

function scriptsAt(path: string): readonly string[] {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    throw new UsageError(
      `${path} cannot be read: ${reasonOf(error)}. Build first, and name what is deployed: --output <file or folder>`,
    );
  }
  if (stats.isDirectory()) return scriptsBelow(path);
  if (!stats.isFile())
    throw new UsageError(`${path} is no regular file. Name the bundle: --output <file or folder>`);
  return [path];
}

function scriptsBelow(folder: string): readonly string[] {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`${folder} cannot be read: ${reasonOf(error)}`);
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : scriptsBelow(path);
    return isJavaScriptName(path) && (entry.isSymbolicLink() ? isFileAt(path) : entry.isFile()) ? [path] : [];
  });
}
