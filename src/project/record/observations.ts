import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { entriesOf, isFileAt, isFolderAt, realPathOf } from '../../disk.js';
import { look, type Seen } from '../watch/disk-state.js';

/** What was asked of the names in a folder, by the answers. */
export interface Probes {
  readonly files: readonly string[];
  readonly noFiles: readonly string[];
  readonly folders: readonly string[];
  readonly noFolders: readonly string[];
}

/**
 * Everything that a reading was told by the disk. The same questions with the same answers give the same reading, so that it need not be
 * made again. Plain data.
 */
export interface Observations {
  /** The files that were read. */
  readonly files: Readonly<Record<string, Seen>>;
  /** What exists and what does not, by folder: where an import leads depends on both. */
  readonly probes: Readonly<Record<string, Probes>>;
  /** Hashes of the names in folders whose files belong to the project by being there. */
  readonly listings: Readonly<Record<string, string>>;
  /** Where paths lead through links. */
  readonly links: Readonly<Record<string, string>>;
}

/** What of it is different by now. */
export interface Differences {
  /** Files with another text. */
  readonly changed: readonly string[];
  /** Whether files or packages came, went or lead elsewhere. */
  readonly isStructural: boolean;
  /** Files with new times and the same text, and their present state. */
  readonly touched: ReadonlyMap<string, Seen>;
}

/**
 * Compares with the disk.
 *
 * @param only - the files that may have changed, where it is known that nothing came or went
 */
export function differences(observations: Observations, only?: ReadonlySet<string>): Differences {
  const changed: string[] = [];
  const touched = new Map<string, Seen>();
  let isStructural = false;
  for (const name of only ?? Object.keys(observations.files)) {
    const before = observations.files[name];
    if (before === undefined) continue;
    const now = look(name, before);
    if (now === undefined) isStructural = true;
    else if (now.hash !== before.hash) changed.push(name);
    else if (now !== before) touched.set(name, now);
  }
  if (only === undefined) isStructural ||= !isStructured(observations);
  return { changed, isStructural, touched };
}

function isStructured({ probes, listings, links }: Observations): boolean {
  return (
    Object.entries(probes).every(([folder, probed]) => answersSame(folder, probed)) &&
    Object.entries(listings).every(([folder, hash]) => listingOf(folder).hash === hash) &&
    Object.entries(links).every(([path, real]) => realPathOf(path) === real)
  );
}

/** One look at the folder answers for most of its names; what it leaves open is asked one by one. */
function answersSame(folder: string, { files, noFiles, folders, noFolders }: Probes): boolean {
  const names = new Map(entriesOf(folder).map((entry) => [entry.name, entry]));
  // Where case does not count, a name is there under another spelling.
  const spelt = new Set([...names.keys()].map((name) => name.toLowerCase()));
  const has = (name: string) => spelt.has(name.toLowerCase());
  const isFile = (name: string) => names.get(name)?.isFile() ?? false;
  const isFolder = (name: string) => names.get(name)?.isDirectory() ?? false;
  return (
    files.every((name) => isFile(name) || isFileAt(join(folder, name))) &&
    folders.every((name) => isFolder(name) || isFolderAt(join(folder, name))) &&
    noFiles.every((name) => !has(name) || isFolder(name) || !isFileAt(join(folder, name))) &&
    noFolders.every((name) => !has(name) || isFile(name) || !isFolderAt(join(folder, name)))
  );
}

/** The names in a folder that can be sources or hold some, as a compiler is told them. */
export interface Listing {
  readonly files: readonly string[];
  readonly directories: readonly string[];
  readonly hash: string;
}

// No other file can belong to a project by being there.
const source = /\.(?:[cm]?[jt]sx?|json)$/i;

/** Lists a folder; one that is not there is empty. */
export function listingOf(folder: string): Listing {
  const files: string[] = [];
  const directories: string[] = [];
  for (const entry of entriesOf(folder)) {
    const isLink = entry.isSymbolicLink();
    const path = join(folder, entry.name);
    if (isLink ? isFolderAt(path) : entry.isDirectory()) directories.push(entry.name);
    else if (source.test(entry.name) && (isLink ? isFileAt(path) : entry.isFile())) files.push(entry.name);
  }
  files.sort();
  directories.sort();
  const hash = createHash('sha1')
    .update(JSON.stringify([files, directories]))
    .digest('hex');
  return { files, directories, hash };
}
