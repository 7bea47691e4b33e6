import { readdirSync, statSync } from 'node:fs';

/** What was seen on the disk, to tell whether anything is different. */
export class Disk {
  private readonly seen = new Map<string, string>();

  /** Looks at paths for the first time, where it has not yet. */
  note(files: Iterable<string>, folders: Iterable<string>): void {
    for (const file of files) if (!this.seen.has(file)) this.seen.set(file, stampOf(file));
    for (const folder of folders)
      if (!this.seen.has(`${folder}/`)) this.seen.set(`${folder}/`, namesIn(folder));
  }

  /** Whether anything that was looked at is different. */
  differs(): boolean {
    let isOther = false;
    for (const [path, before] of this.seen) {
      const now = path.endsWith('/') ? namesIn(path) : stampOf(path);
      if (now === before) continue;
      this.seen.set(path, now);
      isOther = true;
    }
    return isOther;
  }
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.ctimeMs} ${found.size}` : '';
}

function namesIn(folder: string): string {
  try {
    return readdirSync(folder).sort().join('/');
  } catch {
    return '';
  }
}
