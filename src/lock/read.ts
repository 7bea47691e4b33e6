import { createHash } from 'node:crypto';
import { ALGORITHM_TAG } from '../shape/index.js';
import { bodyText } from './body.js';
import { LockError } from './error.js';
import type { Entry, Lock, Model } from './lock.js';

const CONFLICT = /^(?:<{7} |={7}$|>{7} |\|{7} )/;

/**
 * Reads a lock file, and holds each text against its version, which a merge gone wrong does not survive.
 *
 * @param text the file
 * @throws LockError for conflict markers, a line that does not belong there, or a version that is not its text's
 */
export function readLock(text: string): Lock {
  const lines = text.split(/\r?\n/);
  const conflict = lines.findIndex((line) => CONFLICT.test(line));
  if (conflict !== -1)
    throw new LockError('a conflict that git left. Take either side, then run `keyshape lock`', conflict + 1);
  if (!lines[0]?.startsWith('# keyshape.lock 1:'))
    throw new LockError('this is no keyshape.lock of format 1', 1);
  const models: Model[] = [];
  let at = 2;
  while (at < lines.length) {
    if (lines[at] === '') at++;
    else {
      const { model, next } = readModel(lines, at);
      if (models.some(({ identity }) => identity === model.identity))
        throw new LockError(`the model ${model.identity} is there twice. Run \`keyshape lock\``, at + 1);
      models.push(model);
      at = next;
    }
  }
  return { options: (lines[1] ?? '').replace(/^# /, ''), models };
}

function readModel(lines: readonly string[], start: number): { model: Model; next: number } {
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
  const current = verified({ version, text: bodyText(body) }, start + 1);
  const was: Entry[] = [];
  while (lines[at]?.startsWith('was ')) {
    const [old = '', ...rest] = take(at, 'was').split(' ');
    was.push(verified({ version: old, text: rest.join(' ') }, at));
    at++;
  }
  if (take(at, 'end') !== identity)
    throw new LockError(`this is not the end of ${identity}. Run \`keyshape lock\``, at + 1);
  return { model: { identity, ...current, was }, next: at + 1 };
}

function verified(entry: Entry, at: number): Entry {
  const digest = createHash('sha256').update(`${ALGORITHM_TAG}${entry.text}`, 'latin1').digest('hex');
  if (/^[0-9a-f]{8,64}$/.test(entry.version) && digest.startsWith(entry.version)) return entry;
  throw new LockError(
    `the text is not that of version ${entry.version}: a merge or an edit changed one of the two. Run \`keyshape lock\``,
    at + 1,
  );
}
