import type { FileChanges } from './api.js';
import type { Checked } from './compile.js';

/** What one pass of a watch leaves to the next: enough to tell which outputs cannot wait. */
export class Memory {
  private readonly digests = new Map<string, string>();
  private readonly edited = new Set<string>();
  private isFirst = true;

  /** Notes what changed before the next pass. */
  changed(changes: FileChanges): void {
    this.edited.clear();
    this.isFirst = false;
    if ('changed' in changes) for (const file of changes.changed ?? []) this.edited.add(file);
  }

  /** The files of a project that were edited, or into which something else is inlined than before. */
  news({ analysis, ownFiles }: Checked): ReadonlySet<string> {
    const news = new Set<string>();
    for (const file of ownFiles) {
      const digest = analysis.files.get(file)?.digest ?? '';
      if (!this.isFirst && (this.edited.has(file) || this.digests.get(file) !== digest)) news.add(file);
      this.digests.set(file, digest);
    }
    return news;
  }
}
