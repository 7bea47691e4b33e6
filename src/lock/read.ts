import { createHash } from 'node:crypto';
import { ALGORITHM_TAG } from '../shape/index.js';
import { bodyText } from './body.js';
import { LockError } from './error.js';
import type { Entry, Lock, Model } from './lock.js';
import { conflictIn } from './sides.js';

/** What could be read of a lock file that may be damaged. */
export interface Recovered {
  readonly lock: Lock;
  /** What could not be believed, and is left out. */
  readonly lost: readonly LockError[];
}

/**
 * Reads a lock file, and holds each text against its version, which a merge gone wrong does not survive.
 *
 * @param text the file
 * @throws LockError for conflict markers, a line that does not belong there, or a version that is not its text's
 */
export function readLock(text: string): Lock {
  const conflict = conflictIn(text);
  if (conflict !== undefined)
    throw new LockError('a conflict that git left. Take either side, then run `keyshape lock`', conflict);
  return read(text, (error) => {
    throw error;
  });
}

/**
 * Reads what can be believed of a lock file, for whoever is about to write it anew: what a merge or an edit damaged is left out.
 *
 * @param text the file
 * @throws LockError for a file of another format, which is not to be written over
 */
export function recoverLock(text: string): Recovered {
  const lost: LockError[] = [];
  return { lock: read(text, (error) => void lost.push(error)), lost };
}

type Report = (error: LockError) => void;

function read(text: string, report: Report): Lock {
  const lines = text.split(/\r?\n/);
  assertFormat(lines[0] ?? '');
  const models = new Map<string, Model>();
  for (let at = 2; at < lines.length; at++) {
    if (lines[at] === '') continue;
    try {
      const { model, next } = readModel(lines, at, report);
      if (model !== undefined && models.has(model.identity))
        throw new LockError(`the model ${model.identity} is there twice. Run \`keyshape lock\``, at + 1);
      if (model !== undefined) models.set(model.identity, model);
      at = next - 1;
    } catch (error) {
      if (!(error instanceof LockError)) throw error;
      report(error);
      // On to the next section.
      while (at + 1 < lines.length && !lines[at + 1]!.startsWith('model ')) at++;
    }
  }
  return { options: (lines[1] ?? '').replace(/^# /, ''), models: [...models.values()] };
}

function assertFormat(first: string): void {
  const [, format] = /^# keyshape\.lock (\d+):/.exec(first) ?? [];
  if (format === '1') return;
  throw new LockError(
    format === undefined
      ? 'this is no keyshape.lock: it begins with another line. If it is one, put its first line back; else name another file'
      : `this is a keyshape.lock of format ${format}, and this keyshape knows format 1. Update keyshape`,
    1,
  );
}

function readModel(
  lines: readonly string[],
  start: number,
  report: Report,
): { model: Model | undefined; next: number } {
  const take = (at: number, word: string): string => {
    const line = lines[at];
    if (line?.startsWith(`${word} `)) return line.slice(word.length + 1);
    throw new LockError(`expected "${word}". Run \`keyshape lock\``, at + 1);
  };
  const identity = take(start, 'model');
  const version = take(start + 1, 'version');
  let at = start + 2;
  const body: string[] = [];
  while (lines[at]?.startsWith('  ')) body.push(lines[at++]!);
  const entries = [...believed({ version, text: bodyText(body) }, start + 1, report)];
  while (lines[at]?.startsWith('was ')) {
    const [old = '', ...rest] = take(at, 'was').split(' ');
    entries.push(...believed({ version: old, text: rest.join(' ') }, at, report));
    at++;
  }
  if (take(at, 'end') !== identity)
    throw new LockError(`this is not the end of ${identity}. Run \`keyshape lock\``, at + 1);
  const [current, ...was] = entries;
  return { model: current && { identity, ...current, was }, next: at + 1 };
}

/** The entry, if its text is that of its version. */
function believed(entry: Entry, at: number, report: Report): readonly Entry[] {
  const digest = createHash('sha256').update(`${ALGORITHM_TAG}${entry.text}`, 'latin1').digest('hex');
  if (/^[0-9a-f]{8,64}$/.test(entry.version) && digest.startsWith(entry.version)) return [entry];
  const reason = `the text is not that of version ${entry.version}: a merge or an edit changed one of the two`;
  report(new LockError(`${reason}. Run \`keyshape lock\``, at + 1));
  return [];
}
