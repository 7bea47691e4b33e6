import { fileURLToPath } from 'node:url';

import { isPackaged, isTypeScriptName } from '../../paths.js';
import { reportsError } from '../../project/index.js';
import { createBundler, withMap } from '../bundler/bundler.js';
import { RunningBundler } from '../bundler/running-bundler.js';

/** Is told what the text of a module depends on beside itself, also where there are errors. */
export type DependencyReport = (files: readonly string[]) => void;

let bundler: RunningBundler | undefined;
/** By file, what was handed back last: more than one hook sees a module, and only the first has something to do. */
const handedBack = new Map<string, string>();

/** The file of a module that may hold calls. */
export function fileOf(url: string): string | undefined {
  if (!url.startsWith('file:')) return undefined;
  const [bare = url] = url.split(/[?#]/);
  const fileName = fileURLToPath(bare);
  return isSource(fileName) ? fileName : undefined;
}

/** Whether a file is TypeScript of the user's own. */
export function isSource(fileName: string): boolean {
  return isTypeScriptName(fileName) && !isPackaged(fileName);
}

/**
 * Replaces the calls in a module that is about to run.
 *
 * @param text - its text, as it comes from the disk
 * @param fileName - its absolute name
 * @param by - the hook that has it
 * @param report - is told its dependencies
 * @returns the text that is compiled in its place; `undefined` where there is nothing of ours
 * @throws an error whose text is that of a compiler, for a module with errors
 */
export function edited(
  text: string,
  fileName: string,
  by: 'load' | 'require',
  report: DependencyReport,
): string | undefined {
  if (handedBack.get(fileName) === text) return undefined;
  bundler ??= new RunningBundler(createBundler('keyshape/register', undefined));
  const outcome = bundler.transform(text, fileName, by);
  if (!outcome) return undefined;
  const { output, errors, dependencies } = outcome;
  report(dependencies.files);
  if (!output) throw reportsError(errors);
  // What reads source maps finds columns too; the lines are right without.
  const made = withMap(output);
  handedBack.set(fileName, made);
  return made;
}
