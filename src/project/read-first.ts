import { dirname } from 'node:path';

import { statOf } from '../disk.js';
import { isPackaged } from '../paths.js';
import type { ProjectReader, Snapshot } from './snapshot.js';
import { cameSince, countsSeconds, type Seen, stampOf } from './watch/disk-state.js';

/** An edit may fall into each reading of a series; a host that watches by then hears of the next one. */
const MOST_READINGS = 3;

/**
 * The first reading of a project, which takes longest, and again what was edited meanwhile: a host begins to watch what an answer
 * depends on when it has the answer, and would never hear of an edit before that.
 *
 * @param reader - what reads, for the first time
 */
export function readFirst(reader: ProjectReader): Snapshot {
  // A time of the file system is never ahead of this one, which has fractions as well.
  const since = performance.timeOrigin + performance.now();
  let snapshot = reader.read();
  for (let times = 1; times < MOST_READINGS && hasChanged(snapshot, since); times++) {
    reader.update(undefined);
    const next = reader.read();
    if (next === snapshot) break;
    snapshot = next;
  }
  return snapshot;
}

/** Whether anything may be another than was read. Files are not read again to find out. */
function hasChanged({ observations, dependencies }: Snapshot, since: number): boolean {
  // Without what was seen there is nothing to compare with.
  if (observations === undefined) return false;
  const isOther = ([file, { stamp, isSettled }]: [string, Seen]) => {
    const stats = statOf(file);
    return stats === undefined || stampOf(stats) !== stamp || (!isSettled && countsSeconds(stats));
  };
  if (Object.entries(observations.files).some(isOther)) return true;
  const own = dependencies.files.filter((file) => !isPackaged(file));
  const folders = new Set([...dependencies.folders, ...own.map((file) => dirname(file))]);
  return [...folders].some((folder) => {
    const stats = statOf(folder);
    return (
      stats !== undefined && (stats.ctimeMs > since || (countsSeconds(stats) && cameSince(folder, since)))
    );
  });
}
