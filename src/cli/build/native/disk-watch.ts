import { createHash } from 'node:crypto';
import { type FSWatcher, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';

import type { FileChanges } from './api.js';

/** What a build depends on. */
export interface BuildInputs {
  /** Every file that was read: sources, typings below `node_modules`, configurations. */
  readonly files: readonly string[];
  /** Folders whose sources belong to a project by being there. */
  readonly folders: readonly string[];
  /** Folders that hold outputs, whose files are no sources. */
  readonly outputs: ReadonlySet<string>;
}

interface Seen {
  readonly stamp: string;
  readonly hash: string;
  /** When it changed last, whatever its own time says. */
  readonly changed: number;
}

/** Editors write in more than one step, and a branch is checked out file by file. */
const SETTLE = 30;
/** File systems that tell nothing (network drives) are looked at all the same. */
const POLL = 1000;

/**
 * Tells when something that a build read has changed, by content: times that go backwards or stay equal hide nothing that
 * the file system speaks of. Folders are watched; whatever happens in one, all files are compared.
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
   * @param since - when the compiler began to read: a file that changed later may have been read before
   */
  follow(inputs: BuildInputs, since: number): void {
    this.inputs = inputs;
    const before = this.files;
    this.files = new Map(
      inputs.files.map((file) => [file, before.has(file) ? before.get(file) : lookSince(file, since)]),
    );
    if (this.names === '') this.names = this.listing();
    this.watchFolders();
  }

  /** Files that the build itself wrote are no news. */
  passOver(written: Iterable<string>): void {
    for (const file of written) this.written.add(file);
  }

  /** The next change; waits for one. */
  async next(): Promise<FileChanges> {
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

  private compare(): FileChanges | undefined {
    const changed: string[] = [];
    let isOther = false;
    for (const [file, seen] of this.files) {
      // An event in its folder says more than its time does.
      const now = look(file, this.touched.has(dirname(file)) ? undefined : seen);
      if (now?.hash === seen?.hash) continue;
      if (now && seen) changed.push(file);
      else isOther = true;
      this.files.set(file, now);
    }
    this.touched.clear();
    const names = this.listing();
    isOther ||= names !== this.names;
    this.names = names;
    // A file that comes or goes can change what any import leads to.
    if (isOther) return { invalidateAll: true };
    return changed.length > 0 ? { changed } : undefined;
  }

  /** The names in the folders that sources and packages are looked for in. */
  private listing(): string {
    const names: string[] = [];
    for (const folder of this.sourceFolders()) {
      for (const { name } of entries(folder)) {
        const path = join(folder, name);
        if (/\.(?:[cm]?[jt]sx?|json)$/.test(name) && !this.written.has(path)) names.push(path);
      }
    }
    for (const folder of this.moduleFolders()) {
      for (const { name } of entries(folder)) names.push(join(folder, name));
    }
    return names.sort().join('\n');
  }

  private sourceFolders(): readonly string[] {
    const found: string[] = [];
    const pending = [...this.inputs.folders];
    const seen = new Set(pending);
    for (let folder = pending.pop(); folder; folder = pending.pop()) {
      found.push(folder);
      for (const entry of entries(folder)) {
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
      for (let folder = start; ; folder = dirname(folder)) {
        found.add(join(folder, 'node_modules')).add(join(folder, 'node_modules/@types'));
        if (folder === dirname(folder)) break;
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

/** What a file is now; unread, where its times and size are as they were. */
function look(file: string, before?: Seen): Seen | undefined {
  try {
    const { mtimeMs, ctimeMs, size, ino } = statSync(file);
    const stamp = `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
    if (before?.stamp === stamp) return before;
    return { stamp, changed: ctimeMs, hash: createHash('sha1').update(readFileSync(file)).digest('hex') };
  } catch {
    return undefined;
  }
}

function lookSince(file: string, since: number): Seen | undefined {
  const seen = look(file);
  return seen && seen.changed >= since ? { ...seen, hash: '' } : seen;
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
