import type { Native } from '../../../compilers/native/server/load.js';
import type { NativeConfigurations } from '../../../project/configuration/native.js';
import { Workspace } from '../../../project/native/workspace.js';
import type { Arguments } from '../../arguments.js';
import type { ExitCode } from '../../command.js';
import type { Io } from '../../io.js';
import { formatReports, formatSummary, type Printing } from '../../print.js';
import { nativeArguments } from './options.js';
import { inBuildOrder } from './order.js';

/** What the command hands over. */
export interface NativeRun {
  readonly native: Native;
  readonly args: Arguments;
  /** The configurations that the arguments name. */
  readonly configFiles: readonly string[];
  readonly io: Io;
}

/** Builds with TypeScript 7. */
export async function runNative({ native, args, configFiles, io }: NativeRun): Promise<ExitCode> {
  const parsed = nativeArguments(args, io.cwd);
  const printing: Printing = { cwd: io.cwd, pretty: parsed.pretty ?? io.coloured };
  if (parsed.clean) {
    const { cleanOutputs } = await import('./clean.js');
    return await cleanOutputs(configFiles, parsed, io, printing);
  }
  const order = (configurations: NativeConfigurations) =>
    parsed.build ? inBuildOrder(configurations, configFiles) : configFiles;
  const workspace = new Workspace(native, order, parsed.overrides, parsed.build ? 'this' : undefined);
  try {
    // What follows is loaded while the server opens the projects.
    if (parsed.dry) {
      const { sayWhatWouldBeBuilt } = await import('./clean.js');
      return sayWhatWouldBeBuilt(workspace, io, printing);
    }
    if (parsed.watch) {
      const { watchWorkspace } = await import('./watch.js');
      return await watchWorkspace(workspace, {
        io,
        printing,
        clears: io.isTerminal && !parsed.preserveWatchOutput,
        stopOnErrors: parsed.stopBuildOnErrors,
      });
    }
    io.progress(`compiling with TypeScript ${native.version}`);
    const { buildOnce } = await import('./pass.js');
    const { reports, exitCode } = await buildOnce(workspace, parsed.stopBuildOnErrors);
    io.out(formatReports(reports, printing) + formatSummary(reports, printing));
    return exitCode;
  } finally {
    workspace.close();
  }
}
