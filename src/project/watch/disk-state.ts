import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';

/** The state of a file. */
export interface Seen {
  readonly stamp: string;
  readonly hash: string;
  /** When it changed last, whatever its own time says. */
  readonly changed: number;
  /** Whether a change after it was read has another stamp: file systems count time in steps of some milliseconds. */
  readonly isSettled: boolean;
}

/** Longer than a step of any file system's clock that is in use. */
const STEP = 100;

/** What a file is now; unread, where its times and size are as they were. */
export function look(file: string, before?: Seen): Seen | undefined {
  try {
    const { mtimeMs, ctimeMs, size, ino } = statSync(file);
    const stamp = `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
    if (before?.stamp === stamp && before.isSettled) return before;
    const isSettled = Date.now() - ctimeMs > STEP;
    const hash = createHash('sha1').update(readFileSync(file)).digest('hex');
    return { stamp, changed: ctimeMs, isSettled, hash };
  } catch {
    return undefined;
  }
}

/** The same for a file that may have been read before: one that changed since equals no state. */
export function lookSince(file: string, since: number): Seen | undefined {
  const seen = look(file);
  return seen && seen.changed >= since ? { ...seen, hash: '' } : seen;
}

/** What is in a folder; nothing, where there is none. */
export function entries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
