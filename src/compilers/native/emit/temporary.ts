import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();
const children = new Set<ChildProcess>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let isWatched = false;

/**
 * Makes a folder for what the user's own folders are not to hold. It goes with the process at the latest, whichever way
 * that ends.
 */
export function temporaryFolder(prefix: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  folders.add(folder);
  watchTheEnd();
  return folder;
}

/** Removes such a folder. */
export function removeTemporary(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Has a process that writes to such a folder end with this one. */
export function endWithUs(child: ChildProcess): void {
  children.add(child);
  child.once('close', () => void children.delete(child));
  watchTheEnd();
}

function clean(): void {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  for (const folder of folders) {
    try {
      removeTemporary(folder);
    } catch {
      // The next one all the same.
    }
  }
}

/** An end by a signal tells no `exit` listener, so that signals are looked at too; they end the process as ever. */
function watchTheEnd(): void {
  if (isWatched) return;
  isWatched = true;
  process.on('exit', clean);
  for (const signal of signals) process.on(signal, ends);
}

function ends(signal: (typeof signals)[number]): void {
  // Whoever else listens ends in order, and at the second signal listens no more.
  if (process.listenerCount(signal) > 1) return;
  clean();
  process.off(signal, ends);
  process.kill(process.pid, signal);
}
