import type { Arguments, OptionTable } from './arguments.js';
import type { Io } from './io.js';

/** What a process answers its caller with: fine, something found, or not run at all. */
export type ExitCode = 0 | 1 | 2;

/** What one command of the CLI does. To add one, write it in a folder of its own and list it in `commands.ts`. */
export interface Command {
  /** What `keyshape <name> --help` prints. */
  readonly help: string;
  readonly options: OptionTable;
  /**
   * @param args - what the command line says
   * @throws UsageError for arguments or a configuration that it cannot work with
   */
  run(args: Arguments, io: Io): ExitCode | Promise<ExitCode>;
}

export { UsageError } from './usage-error.js';
