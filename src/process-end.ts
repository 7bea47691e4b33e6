import type { ChildProcess } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

// What has to be in order when this process ends, whichever way: its temporary folders, the processes that write to them, what it writes itself.

const folders = new Set<string>();
const children = new Set<ChildProcess>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let isWatched = false;

/**
 * Makes a folder for what the user's own folders are not to hold. It goes with the process at the latest, whichever way
 * that ends.
 */
export function temporaryFolder(prefix: string): string {
  const home = quickFolder();
  const folder = realpathSync(mkdtempSync(join(home, prefix)));
  if (home === IN_MEMORY) sweep(home, prefix);
  folders.add(folder);
  watchTheEnd();
  return folder;
}

/** Memory as a folder, on Linux. */
const IN_MEMORY = '/dev/shm';

/** So many bytes have to be free in memory: a container has 64 MB of it, unless it is told otherwise. */
const ROOM = 1024 ** 3;

/**
 * Where temporary folders are made: in memory, where Linux has such a place and the user names no other. What lies there is written, read
 * once and removed, which a disk takes several times as long for.
 */
function quickFolder(): string {
  if (process.platform !== 'linux' || process.env.TMPDIR !== undefined) return tmpdir();
  try {
    accessSync(IN_MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ROOM ? IN_MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** Removes what processes that were killed have left, a day ago or more: in memory it would stay until the machine stops. */
function sweep(home: string, prefix: string): void {
  const old = Date.now() - 24 * 3_600_000;
  for (const name of readdirSync(home)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(home, name);
    try {
      const { uid, mtimeMs } = statSync(path);
      if (uid === process.getuid?.() && mtimeMs < old) rmSync(path, { recursive: true, force: true });
    } catch {
      // Another process was first.
    }
  }
}

/** Removes such a folder. */
export async function removeTemporary(folder: string): Promise<void> {
  discardTemporary(folder);
  await settled();
}

/**
 * Has a process that writes to such a folder end with this one, and what it started too.
 *
 * @param child - leads a group of its own, where the system has groups
 * @param closed - its end
 */
export async function endWithUs<Code>(child: ChildProcess, closed: Promise<Code>): Promise<Code> {
  children.add(child);
  watchTheEnd();
  try {
    return await closed;
  } finally {
    children.delete(child);
    await settled();
  }
}

/** Does what is not to be cut in two: a signal that comes meanwhile ends the process after it. */
export async function uninterrupted<Result>(work: () => Result): Promise<Result> {
  watchTheEnd();
  try {
    return work();
  } finally {
    await settled();
  }
}

/** Removes such a folder at once. */
export function discardTemporary(folder: string): void {
  folders.delete(folder);
  // A process that was killed may still be ending.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}

function clean(): void {
  for (const child of children) killGroup(child);
  children.clear();
  for (const folder of folders) {
    try {
      discardTemporary(folder);
    } catch {
      // The next one all the same.
    }
  }
}

/** `tsc` is a script that starts the compiler, which would outlive it. */
function killGroup(child: ChildProcess): void {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** An end by a signal calls no `exit` listener, so that signals are listened to as well; they still end the process. */
function watchTheEnd(): void {
  if (isWatched) return;
  isWatched = true;
  process.on('exit', clean);
  for (const signal of signals) process.on(signal, end);
}

/**
 * Where nothing is left to clean, a signal ends the process at once, without the event loop, which most of the work holds
 * up. One that came before is heard first: of two turns of the loop one surely asks the system.
 */
async function settled(): Promise<void> {
  await turn();
  await turn();
  if (!isWatched || folders.size > 0 || children.size > 0) return;
  isWatched = false;
  process.off('exit', clean);
  for (const signal of signals) process.off(signal, end);
}

function end(signal: (typeof signals)[number]): void {
  clean();
  process.off(signal, end);
  process.kill(process.pid, signal);
}
