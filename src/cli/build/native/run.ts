import type { Native } from '../../../compilers/native/read-types.js';
import type { NativeConfigurations } from '../../../project/configuration/native.js';
import { Workspace } from '../../../project/native/workspace.js';
import type { Arguments } from '../../arguments.js';
import type { ExitCode } from '../../command.js';
import type { Io } from '../../io.js';
import { formatReports, formatSummary, type Printing } from '../../print.js';
import { cleanOutputs, sayWhatWouldBeBuilt } from './clean.js';
import { nativeArguments } from './options.js';
import { inBuildOrder } from './order.js';
import { buildOnce } from './pass.js';
import { watchWorkspace } from './watch.js';

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
  if (parsed.clean) return cleanOutputs(configFiles, parsed, io, printing);
  const order = (configurations: NativeConfigurations) =>
    parsed.build ? inBuildOrder(configurations, configFiles) : configFiles;
  const workspace = new Workspace(native, order, parsed.overrides, parsed.build ? 'this' : undefined);
  try {
    if (parsed.dry) return sayWhatWouldBeBuilt(workspace, io, printing);
    if (parsed.watch) {
      return await watchWorkspace(workspace, {
        io,
        printing,
        clears: io.isTerminal && !parsed.preserveWatchOutput,
        stopOnErrors: parsed.stopBuildOnErrors,
      });
    }
    io.progress(`compiling with TypeScript ${native.version}`);
    const { reports, exitCode } = await buildOnce(workspace, parsed.stopBuildOnErrors);
    io.out(formatReports(reports, printing) + formatSummary(reports, printing));
    return exitCode;
  } finally {
    workspace.close();
  }
}
