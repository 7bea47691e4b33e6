import {
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

import type { Outputs } from '../compilers/native/emit/outputs.js';
import { uninterrupted } from '../compilers/native/emit/temporary.js';
import { UsageError } from './command.js';
import { inPlaceOf } from './system-errors.js';

/**
 * Writes outputs: each whole or not at all. One that is as it should be stays untouched, so that whatever watches it rests.
 *
 * @param begin - starts what goes on beside the writing; what it hands back waits for that to end
 * @throws the system's error where one cannot be written; then none of them has changed, unless the disk fails between
 */
export async function writeOutputs(outputs: Outputs, begin?: () => () => void): Promise<void> {
  await uninterrupted(() => {
    const end = begin?.();
    try {
      writeAll(outputs);
    } finally {
      end?.();
    }
  });
}

function writeAll(outputs: Outputs): void {
  const drafts = new Map<string, string>();
  const folders = new Set<string>();
  try {
    for (const [name, text] of outputs) {
      if (isOnDisk(name, text)) continue;
      const folder = dirname(name);
      if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
      folders.add(folder);
      const target = targetOf(name);
      const draft = `${target}.${process.pid}.tmp`;
      drafts.set(draft, target);
      const mode = modeOf(target);
      inPlaceOf(target, () => writeFileSync(draft, text, { mode }));
    }
    for (const [draft, target] of drafts) {
      inPlaceOf(target, () => renameSync(draft, target));
      drafts.delete(draft);
    }
  } finally {
    for (const draft of drafts.keys()) rmSync(draft, { force: true });
  }
}

function isOnDisk(name: string, text: string): boolean {
  try {
    // A pipe would be waited for without end.
    return (
      statSync(name, { throwIfNoEntry: false })?.isFile() === true && readFileSync(name, 'utf8') === text
    );
  } catch {
    return false;
  }
}

/** An output that is a link is written where it leads. */
function targetOf(name: string): string {
  if (!lstatSync(name, { throwIfNoEntry: false })?.isSymbolicLink()) return name;
  try {
    return realpathSync(name);
  } catch {
    return name;
  }
}

/**
 * The mode that a new file takes over from the one in its place.
 *
 * @throws where a folder or another thing that is not a file is in its place, before anything is written
 */
function modeOf(target: string): number {
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats === undefined) return 0o666;
  if (!stats.isFile())
    throw new UsageError(
      `${target} cannot be written: ${stats.isDirectory() ? 'it is a folder' : 'it is no regular file'}. Move it away, or name another place, --outDir`,
    );
  return stats.mode & 0o777;
}
