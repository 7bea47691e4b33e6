import { readdirSync } from 'node:fs';

import type { Dependencies } from '../project/index.js';
import { stampOf, statOf, stepOf } from '../project/watch/disk-state.js';

/** What was seen on the disk, to tell whether anything is different. */
export class Disk {
  private readonly seen = new Map<string, string>();
  /** Lists that were noted already: all modules of a project come with the same one. */
  private readonly noted = new WeakSet<object>();

  /**
   * Looks at paths for the first time, where it has not yet.
   *
   * @param since - when they began to be read: a file that changed later is another one than was read, perhaps
   */
  note({ files, folders }: Dependencies, since: number): void {
    if (this.noted.has(files)) return;
    this.noted.add(files);
    for (const file of files) if (!this.seen.has(file)) this.seen.set(file, stampAt(file, since));
    for (const folder of folders)
      if (!this.seen.has(`${folder}/`)) this.seen.set(`${folder}/`, namesIn(folder));
  }

  /** Whether anything that was looked at is different. */
  differs(): boolean {
    let isOther = false;
    for (const [path, before] of this.seen) {
      const now = path.endsWith('/') ? namesIn(path) : stampAt(path);
      if (now === before) continue;
      this.seen.set(path, now);
      isOther = true;
    }
    return isOther;
  }
}

/** @param since - what changed later is of no known time */
export function stampAt(path: string, since = Number.POSITIVE_INFINITY): string {
  const found = statOf(path);
  if (!found) return '';
  return found.ctimeMs > since - stepOf(found) ? 'unknown' : stampOf(found);
}

export function namesIn(folder: string): string {
  try {
    return readdirSync(folder).sort().join('/');
  } catch {
    return '';
  }
}
