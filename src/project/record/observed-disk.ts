import { basename, dirname } from 'node:path';

import { decode } from '../../calls/source-text.js';
import { look, lookInto, type Seen, unlike } from '../watch/disk-state.js';
import {
  isFileAt,
  isFolderAt,
  type Listing,
  listingOf,
  type Observations,
  type Probes,
  realPathOf,
} from './observations.js';

interface Probe {
  isFile?: boolean;
  isFolder?: boolean;
}

/** The disk as a compiler asks it; what it was told is remembered. */
export class ObservedDisk {
  private readonly files = new Map<string, Seen>();
  private readonly probes = new Map<string, Map<string, Probe>>();
  private readonly listings = new Map<string, string>();
  private readonly links = new Map<string, string>();
  private expected: ReadonlySet<string> = new Set();

  /** Says which files are another one now, and read anew for that. */
  expect(changed: readonly string[]): void {
    this.expected = new Set(changed);
  }

  fileExists(path: string): boolean {
    const isFile = isFileAt(path);
    this.probe(path).isFile = isFile;
    return isFile;
  }

  directoryExists(path: string): boolean {
    const isFolder = isFolderAt(path);
    this.probe(path).isFolder = isFolder;
    return isFolder;
  }

  /** The text of a file. */
  readFile(path: string): string | undefined {
    return this.lookInto(path)?.text;
  }

  /** The state of a file, with its text. */
  lookInto(path: string): { readonly seen: Seen; readonly text: string } | undefined {
    const found = lookInto(path);
    this.keep(path, found?.seen);
    return found && { seen: found.seen, text: decode(found.bytes) };
  }

  /** The state of a file, unread where it is as it was before. */
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
    this.listings.set(path, listing.hash);
    return listing;
  }

  realpath(path: string): string {
    const real = realPathOf(path);
    this.links.set(path, real);
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
    // What was made of the first text holds no more under the second, and nobody makes it anew.
    const isMixed = before !== undefined && before.hash !== seen?.hash && !this.expected.has(path);
    if (seen) this.files.set(path, isMixed ? unlike(seen) : seen);
    else {
      this.files.delete(path);
      this.probe(path).isFile = false;
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
      probe = {};
      names.set(name, probe);
    }
    return probe;
  }
}

function sorted(names: ReadonlyMap<string, Probe>): Probes {
  const where = (test: (probe: Probe) => boolean) =>
    [...names].filter(([, probe]) => test(probe)).map(([name]) => name);
  return {
    files: where(({ isFile }) => isFile === true),
    noFiles: where(({ isFile }) => isFile === false),
    folders: where(({ isFolder }) => isFolder === true),
    noFolders: where(({ isFolder }) => isFolder === false),
  };
}
