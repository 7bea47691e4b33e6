import { createHash } from 'node:crypto';
import { readFileSync, type Stats, statSync } from 'node:fs';

import { statOf } from '../../disk.js';

/** The state of a file. */
export interface Seen {
  readonly stamp: string;
  readonly hash: string;
  /** When it changed last, at the latest. By its `ctime`, which no program can set. */
  readonly changed: number;
  /** Whether a change after it was read has another stamp: file systems count time in steps of some milliseconds. */
  readonly isSettled: boolean;
}

/** Longer than a step of a file system's clock, which is some milliseconds. */
const STEP = 100;
/** The same where it counts whole seconds, or every other one: FAT, network drives. */
const LONG_STEP = 2100;

/** The state of a file now; it is not read where its stamp is the one from before. */
export function look(file: string, before?: Seen): Seen | undefined {
  try {
    const stats = statSync(file);
    if (before?.isSettled && before.stamp === stampOf(stats)) return before;
    return read(file, stats).seen;
  } catch {
    return undefined;
  }
}

/** A file with what is in it; `undefined` for what is not a file. */
export function lookInto(file: string): { readonly seen: Seen; readonly bytes: Buffer } | undefined {
  try {
    const stats = statSync(file);
    // A pipe would be waited for without end.
    return stats.isFile() ? read(file, stats) : undefined;
  } catch {
    return undefined;
  }
}

function read(file: string, stats: Stats): { readonly seen: Seen; readonly bytes: Buffer } {
  const { ctimeMs } = stats;
  const step = stepOf(stats);
  const isSettled = Date.now() - ctimeMs > step;
  const changed = step === LONG_STEP ? ctimeMs + step : ctimeMs;
  const bytes = readFileSync(file);
  const hash = createHash('sha1').update(bytes).digest('hex');
  return { seen: { stamp: stampOf(stats), changed, isSettled, hash }, bytes };
}

/** How long after its change a file may be changed again without another time, in milliseconds. */
export function stepOf(stats: Stats): number {
  return countsSeconds(stats) ? LONG_STEP : STEP;
}

/** Whether a file system seems to count whole seconds, so that an edit may well have the time of the one before. */
export function countsSeconds({ ctimeMs }: Stats): boolean {
  return ctimeMs % 1000 === 0;
}

/** Another one whenever a file was written anew. Size and `mtime` alone are not: a file of a package may have those of the one before. */
export function stampOf({ mtimeMs, ctimeMs, size, ino }: Stats): string {
  return `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
}

/** A state that no later look equals: of a file that may have had another text when it was read. */
export function unlike(seen: Seen): Seen {
  return { ...seen, hash: '', isSettled: false };
}

/** The state of a file that may have been read before: where it changed since, one that no later look equals. */
export function lookSince(file: string, since: number): Seen | undefined {
  const seen = look(file);
  return seen && seen.changed >= since ? unlike(seen) : seen;
}

/** Whether what lies at a path came or changed since, perhaps. */
export function cameSince(path: string, since: number): boolean {
  const stats = statOf(path);
  return stats !== undefined && stats.ctimeMs >= since - stepOf(stats);
}
