import { basename, dirname } from 'node:path';

import { decode } from '../../calls/source-text.js';
import { isFileAt, isFolderAt, realPathOf } from '../../disk.js';
import { look, lookInto, type Seen, unlike } from '../watch/disk-state.js';
import { type Listing, listingOf, type Observations, type Probes } from './observations.js';

/**
 * The answers that were given to each question about a name, as a rule one. Where there were two, something may rest on the first that
 * is wrong under the second (an import that led to another file): with both on record no disk is the one that was read.
 */
interface Probe {
  readonly isFile: Set<boolean>;
  readonly isFolder: Set<boolean>;
}

/** Stands for two answers, and is none that the disk gives. */
const SEVERAL = '';

/** The disk as a compiler asks it; what it was told is remembered. */
export class ObservedDisk {
  private readonly files = new Map<string, Seen>();
  private readonly probes = new Map<string, Map<string, Probe>>();
  private readonly listings = new Map<string, string>();
  private readonly links = new Map<string, string>();
  private expected: ReadonlySet<string> = new Set();

  /** Says which files have changed, and are read again for that. */
  expect(changed: readonly string[]): void {
    this.expected = new Set(changed);
  }

  fileExists(path: string): boolean {
    const isFile = isFileAt(path);
    this.probe(path).isFile.add(isFile);
    return isFile;
  }

  directoryExists(path: string): boolean {
    const isFolder = isFolderAt(path);
    this.probe(path).isFolder.add(isFolder);
    return isFolder;
  }

  /** The text of a file. */
  readFile(path: string): string | undefined {
    return this.lookInto(path)?.text;
  }

  /** Whether a file was read and is by now what it was then; `undefined` where it was not read. */
  isAsRead(path: string): boolean | undefined {
    const before = this.files.get(path);
    return before && look(path, before)?.hash === before.hash;
  }

  /** The state of a file, with its text. */
  lookInto(path: string): { readonly seen: Seen; readonly text: string } | undefined {
    const found = lookInto(path);
    this.keep(path, found?.seen);
    return found && { seen: found.seen, text: decode(found.bytes) };
  }

  /** The state of a file; it is not read where it has not changed since `before`. */
  look(path: string, before: Seen | undefined): Seen | undefined {
    const seen = look(path, before);
    this.keep(path, seen);
    return seen;
  }

  /** Whether there is a file; its state is noted. */
  note(path: string): boolean {
    return this.look(path, undefined) !== undefined;
  }

  list(path: string): Listing {
    const listing = listingOf(path);
    keepAnswer(this.listings, path, listing.hash);
    return listing;
  }

  realpath(path: string): string {
    const real = realPathOf(path);
    keepAnswer(this.links, path, real);
    return real;
  }

  observations(): Observations {
    return {
      files: Object.fromEntries(this.files),
      probes: Object.fromEntries([...this.probes].map(([folder, names]) => [folder, sorted(names)])),
      listings: Object.fromEntries(this.listings),
      links: Object.fromEntries(this.links),
    };
  }

  private keep(path: string, seen: Seen | undefined): void {
    const before = this.files.get(path);
    // What was made of the first text is wrong under the second, and nobody makes it again.
    const isMixed = before !== undefined && before.hash !== seen?.hash && !this.expected.has(path);
    if (seen) this.files.set(path, isMixed ? unlike(seen) : seen);
    else {
      this.files.delete(path);
      this.probe(path).isFile.add(false);
    }
  }

  private probe(path: string): Probe {
    const folder = dirname(path);
    const name = basename(path);
    let names = this.probes.get(folder);
    if (names === undefined) {
      names = new Map();
      this.probes.set(folder, names);
    }
    let probe = names.get(name);
    if (probe === undefined) {
      probe = { isFile: new Set(), isFolder: new Set() };
      names.set(name, probe);
    }
    return probe;
  }
}

function keepAnswer(answers: Map<string, string>, path: string, answer: string): void {
  const before = answers.get(path) ?? answer;
  answers.set(path, before === answer ? answer : SEVERAL);
}

function sorted(names: ReadonlyMap<string, Probe>): Probes {
  const where = (test: (probe: Probe) => boolean) =>
    [...names].filter(([, probe]) => test(probe)).map(([name]) => name);
  return {
    files: where(({ isFile }) => isFile.has(true)),
    noFiles: where(({ isFile }) => isFile.has(false)),
    folders: where(({ isFolder }) => isFolder.has(true)),
    noFolders: where(({ isFolder }) => isFolder.has(false)),
  };
}
