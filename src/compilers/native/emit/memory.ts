import type { ProjectPaths, ReadProject } from './output-paths.js';
import { Templates } from './templates.js';

/** What one pass of a watch leaves to the next: enough to tell which outputs cannot wait. */
export class Memory {
  private readonly digests = new Map<string, string>();
  private readonly edited = new Set<string>();
  private readonly byProject = new Map<string, Templates>();
  private isFirst = true;

  /** The templates of a project's outputs. */
  templatesOf({ opened }: ProjectPaths): Templates {
    const { configFile } = opened;
    const templates = this.byProject.get(configFile) ?? new Templates();
    this.byProject.set(configFile, templates);
    return templates;
  }

  /** Notes what changed before the next pass. */
  changed(files: readonly string[]): void {
    this.edited.clear();
    this.isFirst = false;
    for (const file of files) this.edited.add(file);
  }

  /** Whether no pass came before, so that no output is wanted before the others. */
  get isEmpty(): boolean {
    return this.isFirst;
  }

  /** The files of a project that were edited, or into which something else is inlined than before. */
  news({ analysis, ownFiles }: ReadProject): ReadonlySet<string> {
    const news = new Set<string>();
    for (const file of ownFiles) {
      const digest = analysis.files.get(file)?.digest ?? '';
      if (!this.isFirst && (this.edited.has(file) || this.digests.get(file) !== digest)) news.add(file);
      this.digests.set(file, digest);
    }
    return news;
  }
}
