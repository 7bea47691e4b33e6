import { type FSWatcher, watch } from 'node:fs';
import { dirname, join } from 'node:path';

import { entriesOf } from '../../disk.js';
import { upwards } from '../../paths.js';
import type { Inputs } from '../inputs.js';
import type { ProjectChange } from '../project.js';
import { cameSince, look, lookSince, type Seen } from './disk-state.js';

/** What a whole build is made from, and what it writes to. */
export interface BuildInputs extends Inputs {
  /** Folders that hold outputs, whose files are not sources. */
  readonly outputs: ReadonlySet<string>;
}

/** Editors write in more than one step, and a branch is checked out file by file. */
const SETTLE = 30;
/** Equals no listing. */
const UNKNOWN = '\0';
/** File systems that tell nothing (network drives) are looked at all the same. */
const POLL = 1000;

/**
 * Tells when something that a build read has changed, by content: times that go backwards or stay equal hide no change that
 * the file system reports. Folders are watched; whatever happens in one, all files are compared.
 */
export class DiskWatch {
  private inputs: BuildInputs = { files: [], folders: [], outputs: new Set() };
  private files = new Map<string, Seen | undefined>();
  private names = '';
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly touched = new Set<string>();
  private readonly written = new Set<string>();
  private wake: (() => void) | undefined;

  /**
   * Remembers the state of a build's inputs; what was known of a file before stays what it is compared with.
   *
   * @param since - when the compiler began to read: a file that changed later may have been read before, and one that came later was
   * not found, perhaps
   */
  follow(inputs: BuildInputs, since: number): void {
    this.inputs = inputs;
    const before = this.files;
    this.files = new Map(
      inputs.files.map((file) => [file, before.has(file) ? before.get(file) : lookSince(file, since)]),
    );
    if (this.names === '') {
      const names = this.listing();
      const isLate = (name: string) => !this.files.has(name) && cameSince(name, since);
      this.names = names.some(isLate) ? UNKNOWN : names.join('\n');
    }
    this.watchFolders();
  }

  /** Files that the build itself wrote are not news. */
  passOver(written: Iterable<string>): void {
    for (const file of written) this.written.add(file);
  }

  /** The next change; waits for one. */
  async next(): Promise<ProjectChange> {
    for (;;) {
      const changes = this.compare();
      if (changes) return changes;
      await this.somethingHappens();
      await new Promise((resolve) => setTimeout(resolve, SETTLE));
    }
  }

  close(): void {
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private somethingHappens(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private compare(): ProjectChange | undefined {
    const changed: string[] = [];
    let isStructural = false;
    for (const [file, seen] of this.files) {
      // An event in its folder says more than its time does.
      const now = look(file, this.touched.has(dirname(file)) ? undefined : seen);
      if (now?.hash === seen?.hash) continue;
      if (now && seen) changed.push(file);
      else isStructural = true;
      this.files.set(file, now);
    }
    this.touched.clear();
    const names = this.listing().join('\n');
    isStructural ||= names !== this.names;
    this.names = names;
    // A file that comes or goes can change what any import leads to.
    return isStructural || changed.length > 0 ? { changed, isStructural } : undefined;
  }

  /** The names in the folders that sources and packages are looked for in. */
  private listing(): readonly string[] {
    const names: string[] = [];
    for (const folder of this.sourceFolders()) {
      for (const { name } of entriesOf(folder)) {
        const path = join(folder, name);
        if (/\.(?:[cm]?[jt]sx?|json)$/.test(name) && !this.written.has(path)) names.push(path);
      }
    }
    for (const folder of this.moduleFolders()) {
      // `.cache` and the like are not packages.
      for (const { name } of entriesOf(folder)) if (!name.startsWith('.')) names.push(join(folder, name));
    }
    return names.sort();
  }

  private sourceFolders(): readonly string[] {
    const found: string[] = [];
    const pending = [...this.inputs.folders];
    const seen = new Set(pending);
    for (let folder = pending.pop(); folder; folder = pending.pop()) {
      found.push(folder);
      for (const entry of entriesOf(folder)) {
        const path = join(folder, entry.name);
        const isSkipped =
          entry.name === 'node_modules' || entry.name.startsWith('.') || this.inputs.outputs.has(path);
        if (!entry.isDirectory() || isSkipped || seen.has(path)) continue;
        seen.add(path);
        pending.push(path);
      }
    }
    return found;
  }

  /** `node_modules` in the folders of the projects and above them: a package that is installed shows there. */
  private moduleFolders(): readonly string[] {
    const found = new Set<string>();
    for (const start of this.inputs.folders) {
      for (const folder of upwards(start)) {
        found.add(join(folder, 'node_modules')).add(join(folder, 'node_modules/@types'));
      }
    }
    return [...found];
  }

  private watchFolders(): void {
    const wanted = new Set([
      ...[...this.files.keys()].map((file) => dirname(file)),
      ...this.sourceFolders(),
      ...this.moduleFolders(),
    ]);
    for (const [folder, watcher] of this.watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.watchers.delete(folder);
    }
    for (const folder of wanted) if (!this.watchers.has(folder)) this.watchFolder(folder);
  }

  private watchFolder(folder: string): void {
    try {
      const watcher = watch(folder, () => {
        this.touched.add(folder);
        this.wake?.();
      });
      // A folder that goes away is seen by the next look at its files.
      watcher.on('error', () => watcher.close());
      this.watchers.set(folder, watcher);
    } catch {
      // Not there, or the system watches no more of them: the poll remains.
    }
  }
}
