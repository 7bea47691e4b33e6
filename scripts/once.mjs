import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether the run that made a lock was killed; one that has not yet written who it is, is alive. */
function isLeftBehind(lock) {
  try {
    const pid = readFileSync(join(lock, 'pid'), 'utf8');
    return pid !== '' && !isAlive(Number(pid));
  } catch {
    return false;
  }
}

/**
 * Runs `work` while no other process does, unless `done` says that there is nothing to do.
 *
 * @param {string} lock the folder that is there while one does
 * @param {() => boolean} done
 * @param {() => void} work
 */
export async function once(lock, done, work) {
  for (;;) {
    if (done()) return;
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isLeftBehind(lock)) rmSync(lock, { recursive: true, force: true });
      else await sleep(100);
    }
  }
  try {
    writeFileSync(join(lock, 'pid'), String(process.pid));
    if (!done()) work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
