import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { textAt } from '../../disk.js';
import { FileDraft } from '../../file-draft.js';
import { upwards } from '../../paths.js';

/**
 * Where a record lies that one start keeps for the next: in the `node_modules` folder of the project, where tools keep such files and which
 * nobody commits.
 *
 * @param configFile - the absolute path of the project's `tsconfig.json`
 * @returns `undefined` where there is no such folder
 */
export function recordPath(configFile: string, name: string): string | undefined {
  for (const folder of upwards(dirname(configFile))) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) return join(modules, '.cache', 'keyshape', `${name}.json`);
  }
  return undefined;
}

/** Writes a record, whole or not at all. Where it cannot be written, the next start reads the types again. */
export function writeRecordFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const draft = new FileDraft(path);
    try {
      draft.write(text);
      draft.place();
    } finally {
      draft.discard();
    }
  } catch {
    // A folder that is read-only, a full disk, a folder in its place: nothing depends on it.
  }
}

/** What a record holds, where it is as {@link writeSealedRecord} wrote it: then it has the form that was written. */
export function readSealedRecord(path: string): unknown {
  const [hash, text = ''] = textAt(path)?.split('\n', 2) ?? [];
  return hash === hashOf(text) ? JSON.parse(text) : undefined;
}

/** Writes a record under a hash of itself. */
export function writeSealedRecord(path: string, content: object): void {
  const text = JSON.stringify(content);
  writeRecordFile(path, `${hashOf(text)}\n${text}`);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
