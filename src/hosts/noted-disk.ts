import { dirname, join } from 'node:path';
import { entriesOf, realPathOf, statOf } from '../disk.js';
import { isPackaged, isSourceName } from '../paths.js';
import type { Dependencies } from '../project/index.js';
import { listingOf } from '../project/record/observations.js';
import { stampOf, stepOf } from '../project/watch/disk-state.js';
import { foldersIn, foldersOfSources } from './source-folders.js';

/** A folder in which a source that comes or goes may change a type. */
interface Folder {
  /** Another one when a name came or went; `unknown` while the clock of the file system is too coarse to tell. */
  readonly stamp: string;
  readonly names: string;
  /** Whether it holds sources, so that any folder inside may. Beside a configuration alone, only a new folder may. */
  readonly isWalked: boolean;
}

const unknown = 'unknown';

/** What was noted of the disk, to tell whether anything of it is different. */
export class NotedDisk {
  private readonly files = new Map<string, string>();
  private readonly folders = new Map<string, Folder>();
  /** Lists that were noted already: all modules of a project come with the same one. */
  private readonly noted = new WeakSet<object>();

  /**
   * Notes the state of paths that are not noted yet.
   *
   * @param since - when they began to be read: a file that changed later may be another one than was read
   */
  note({ files }: Dependencies, since: number): void {
    if (this.noted.has(files)) return;
    this.noted.add(files);
    for (const file of files) if (!this.files.has(file)) this.files.set(file, stampAt(file, since));
    this.noteFoldersOf(files, since);
  }

  /** Notes the folders that a project's files are in, and those inside, where they are not noted yet. */
  noteFoldersOf(files: readonly string[], since?: number): void {
    for (const folder of foldersOfSources({ files })) this.noteFolder(folder, since, true);
    const own = files.filter((file) => !isPackaged(file));
    for (const folder of new Set(own.map((file) => dirname(file)))) this.noteFolder(folder, since, false);
  }

  /** Whether anything that was noted has changed since it was last looked at. */
  differs(): boolean {
    let isOther = false;
    for (const [path, before] of this.files) {
      const now = stampAt(path);
      if (now === before) continue;
      this.files.set(path, now);
      isOther = true;
    }
    return this.foldersDiffer() || isOther;
  }

  /** Whether a source came or went. */
  foldersDiffer(): boolean {
    let isOther = false;
    // Goes on to the folders that are found on the way.
    for (const [path, before] of this.folders) {
      const stamp = stampAt(path, Date.now());
      if (stamp === before.stamp && stamp !== unknown) continue;
      const { names, inside } = lookInto(path, before.isWalked);
      this.folders.set(path, { ...before, stamp, names });
      for (const one of inside)
        if (!this.folders.has(one)) this.folders.set(one, { stamp: '', names: '', isWalked: true });
      isOther ||= names !== before.names;
    }
    return isOther;
  }

  private noteFolder(path: string, since: number | undefined, isWalked: boolean): void {
    if (this.folders.has(path)) return;
    const isSince = stampAt(path, since) === unknown;
    const stamp = stampAt(path, Date.now());
    const { names, inside } = lookInto(path, isWalked);
    this.folders.set(path, { stamp, names: isSince ? unknown : names, isWalked });
    for (const one of inside) this.noteFolder(one, since, true);
  }
}

/** The names that count in a folder, and the folders inside that are walked with it. */
function lookInto(
  path: string,
  isWalked: boolean,
): { readonly names: string; readonly inside: readonly string[] } {
  const { files, directories } = listingOf(path);
  const folders = foldersIn(directories);
  const sources = files.filter(isSourceName);
  return isWalked
    ? { names: sources.join('/'), inside: folders.map((name) => realPathOf(join(path, name))) }
    : { names: [...sources, '', ...folders].join('/'), inside: [] };
}

/** The stamp of what lies at a path; `unknown` where that changed after `since`, empty where nothing lies there. */
export function stampAt(path: string, since = Number.POSITIVE_INFINITY): string {
  const found = statOf(path);
  if (!found) return '';
  return found.ctimeMs > since - stepOf(found) ? unknown : stampOf(found);
}

/** The names in a folder, as one text; empty where there is no such folder. */
export function namesIn(folder: string): string {
  return entriesOf(folder)
    .map(({ name }) => name)
    .sort()
    .join('/');
}
