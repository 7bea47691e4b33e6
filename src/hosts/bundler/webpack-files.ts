import { isPackaged } from '../../paths.js';
import type { Dependencies } from '../../project/index.js';

/** What is used of webpack's view of the file system; internal, there since 5.90. */
export interface FileSystemInfo {
  readonly unmanagedPathsRegExps?: RegExp[];
}

// What the compiler reads of a package, and records of an install. Scripts stay managed: those webpack itself bundles.
const read = /[\\/]node_modules[\\/](?:.*\.(?:[cm]?tsx?|json)|\.[^\\/]*)$/;

/**
 * Makes webpack look at the typings of packages themselves: it takes a package for unchanged until its version changes, and
 * typings that are generated into `node_modules`, or patched there, change without one.
 *
 * @param files - webpack's view, before it records what a module depends on
 * @returns whether that is possible
 */
export function lookIntoPackages(files: FileSystemInfo | undefined): boolean {
  const unmanaged = files?.unmanagedPathsRegExps;
  if (!unmanaged) return false;
  if (!unmanaged.includes(read)) unmanaged.push(read);
  return true;
}

/** What is used of the `this` of a loader that tells what a module depends on. */
export interface DependingContext {
  addDependency(path: string): void;
  addContextDependency(path: string): void;
  cacheable(flag: boolean): void;
}

/**
 * Tells webpack what a module depends on.
 *
 * @param looks - whether it looks at the typings of packages themselves; see {@link lookIntoPackages}
 */
export function dependOn(
  context: DependingContext,
  { files, folders }: Pick<Dependencies, 'files' | 'folders'>,
  looks: boolean,
): void {
  for (const file of files) context.addDependency(file);
  for (const folder of folders) context.addContextDependency(folder);
  // An older webpack compares the versions of packages alone.
  if (!looks && files.some(isPackaged)) context.cacheable(false);
}
