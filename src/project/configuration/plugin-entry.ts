import { createRequire } from 'node:module';
import { dirname } from 'node:path';

import { isRecord } from '../../calls/is-record.js';
import { packageNameIn, realPathOf } from '../../disk.js';
import { slashed, upwards } from '../../paths.js';

/** The entries of `plugins` that transform; those of the language server are in neither list. */
export interface PluginEntries {
  /** Those of keyshape, whose options are in them. */
  readonly own: readonly unknown[];
  readonly others: readonly unknown[];
}

/** The file that a project resolves, or `undefined`. */
export function resolveFrom(config: string, specifier: string): string | undefined {
  try {
    return createRequire(config).resolve(specifier);
  } catch {
    return undefined;
  }
}

/** The name of the package that a file belongs to. */
function owningPackage(file: string): string | undefined {
  for (const folder of upwards(dirname(realPathOf(file)))) {
    const name = packageNameIn(folder);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Whether a file belongs to keyshape itself. */
export function isOfKeyshape(file: string): boolean {
  return /\/transform\/tsconfig\.json$/.test(slashed(file)) && owningPackage(file) === 'keyshape';
}

/** What names keyshape itself, not a path to it. */
const named = /^keyshape(\/|$)/;

function transformOf(entry: unknown): string | undefined {
  return isRecord(entry) && typeof entry.transform === 'string' ? entry.transform : undefined;
}

/** What is said of an entry that a build of ours does not run. */
export function notRunText(entry: unknown): string {
  return `keyshape build runs no other transformer: this entry of "plugins" has no effect: ${JSON.stringify(entry)}`;
}

/**
 * Sorts the entries of `plugins`. keyshape's is known by its name, or, when it names a path, by the package that the path
 * leads to.
 *
 * @param config - the absolute path of the project's `tsconfig.json`, from which paths are resolved
 * @param plugins - its option `plugins`, after `extends`
 */
export function pluginEntries(config: string, plugins: unknown): PluginEntries {
  const own: unknown[] = [];
  const others: unknown[] = [];
  for (const entry of Array.isArray(plugins) ? plugins : []) {
    const transform = transformOf(entry);
    if (transform === undefined) continue;
    const isNamed = named.test(transform);
    const file = isNamed ? undefined : resolveFrom(config, transform);
    const isOwn = isNamed || (file !== undefined && owningPackage(file) === 'keyshape');
    (isOwn ? own : others).push(entry);
  }
  return { own, others };
}

/** Whether plugins are named by path: which package the path leads to is looked up without the compiler, so that it is not on record. */
export function hasForeignPaths(plugins: unknown): boolean {
  const entries: readonly unknown[] = Array.isArray(plugins) ? plugins : [];
  return entries.some((entry) => {
    const transform = transformOf(entry);
    return transform !== undefined && !named.test(transform);
  });
}
