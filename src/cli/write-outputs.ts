import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import type { Outputs } from '../compilers/native/emit/outputs.js';
import { FileDraft } from '../file-draft.js';
import { uninterrupted } from '../process-end.js';
import { UsageError } from './command.js';

/**
 * Writes outputs, each whole or not at all. One that is on the disk as it should be stays untouched, so that no watcher wakes.
 *
 * @param parts - outputs; each part is written before the next is made
 * @returns the names of all of them
 * @throws the system's error where one cannot be written; then none of them has changed, unless the disk fails between
 */
export async function writeOutputs(parts: Iterable<Outputs>): Promise<readonly string[]> {
  const names: string[] = [];
  await uninterrupted(() => {
    const drafts: FileDraft[] = [];
    const folders = new Set<string>();
    try {
      for (const outputs of parts) {
        for (const [name, text] of outputs) {
          names.push(name);
          if (isOnDisk(name, text)) continue;
          const folder = dirname(name);
          if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
          folders.add(folder);
          const draft = new FileDraft(name);
          assertReplaceable(draft);
          drafts.push(draft);
          draft.write(text);
        }
      }
      for (const draft of drafts) draft.place();
    } finally {
      for (const draft of drafts) draft.discard();
    }
  });
  return names;
}

function isOnDisk(name: string, text: string): boolean {
  try {
    // To read a pipe would wait without end.
    return (
      statSync(name, { throwIfNoEntry: false })?.isFile() === true && readFileSync(name, 'utf8') === text
    );
  } catch {
    return false;
  }
}

/** @throws where a folder or another thing that is not a file is in its place, before anything is written */
function assertReplaceable({ target, replaced }: FileDraft): void {
  if (replaced === undefined || replaced.isFile()) return;
  throw new UsageError(
    `${target} cannot be written: ${replaced.isDirectory() ? 'it is a folder' : 'it is no regular file'}. Move it away, or name another place, --outDir`,
  );
}
