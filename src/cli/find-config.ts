import { accessSync, constants, existsSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { upwards } from '../paths.js';
import { type Arguments, isOn, textOf } from './arguments.js';
import { UsageError } from './command.js';
import { isAbsent, reasonOf } from './system-errors.js';

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
  for (const folder of upwards(cwd)) {
    const file = join(folder, 'tsconfig.json');
    if (existsSync(file)) {
      assertReadable(file, hint);
      return file;
    }
  }
  throw new UsageError(`there is no tsconfig.json in ${cwd} or above it. Name one: -p <tsconfig>`);
}

/**
 * Finds the configurations that a command line names: by `-p`, or by `-b` and the names behind it.
 *
 * @param unexpected - what is wrong with a name that belongs to neither
 * @throws UsageError where there is none
 */
export function configFilesOf(
  args: Arguments,
  cwd: string,
  unexpected: (name: string) => string,
): readonly string[] {
  const project = textOf(args, 'project');
  if (!isOn(args, 'build')) {
    if (args.rest.length > 0) throw new UsageError(unexpected(args.rest[0]!));
    return [findConfig(cwd, project)];
  }
  if (project !== undefined) throw new UsageError('`--project` and `--build` do not go together.');
  const names = args.rest.length === 0 ? [undefined] : args.rest;
  return names.map((name) => findConfig(cwd, name));
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
    if (isAbsent(error)) return undefined;
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}. ${hint}`);
  }
}
