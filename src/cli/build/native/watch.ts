import { Memory } from '../../../compilers/native/emit/memory.js';
import type { Workspace } from '../../../project/native/workspace.js';
import { DiskWatch } from '../../../project/watch/disk-watch.js';
import type { Io } from '../../io.js';
import { counted, formatReports, formatStatus, type Printing } from '../../print.js';
import { buildOnce } from './pass.js';

export interface WatchOptions {
  readonly io: Io;
  readonly printing: Printing;
  /** Whether the screen is cleared before each build. */
  readonly clears: boolean;
  readonly stopOnErrors: boolean;
}

/** Builds, and builds again whenever something that the last build read has changed, until the process is ended. */
export async function watchWorkspace(workspace: Workspace, options: WatchOptions): Promise<never> {
  const { io, printing, clears, stopOnErrors } = options;
  const disk = new DiskWatch();
  const memory = new Memory();
  let since = workspace.openedAt;
  let headline = 'Starting compilation in watch mode...';
  try {
    for (;;) {
      io.out(`${clears ? '\u001bc' : ''}${formatStatus(printing, headline)}\n`);
      disk.follow(workspace.inputs(), since);
      const { reports, written } = await buildOnce(workspace, stopOnErrors, memory);
      disk.passOver(written);
      const errors = reports.filter(({ severity }) => severity === 'error');
      const found = `Found ${counted(errors.length, 'error')}. Watching for file changes.`;
      io.out(`${formatReports(reports, printing)}${formatStatus(printing, found)}\n`);
      const change = await disk.next();
      headline = 'File change detected. Starting incremental compilation...';
      since = Date.now();
      memory.changed(change.changed);
      workspace.update(change);
    }
  } finally {
    disk.close();
  }
}
