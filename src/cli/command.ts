import type { Arguments, OptionTable } from './arguments.js';
import type { Io } from './io.js';

/** What a process answers its caller with: fine, something found, or not run at all. */
export type ExitCode = 0 | 1 | 2;

/** One command of the CLI. To add one, write it in a file of its own and list it in `commands.ts`. */
export interface Command {
  readonly name: string;
  /** One line, for `keyshape --help`. */
  readonly summary: string;
  /** What `keyshape <name> --help` prints. */
  readonly help: string;
  readonly options: OptionTable;
  /** The exit code where it could not begin, or broke down: 2, save for a command that stands in for one of another habit. */
  readonly failure: ExitCode;
  /**
   * @param args - what the command line says
   * @throws UsageError for arguments or a configuration that it cannot work with
   */
  run(args: Arguments, io: Io): ExitCode | Promise<ExitCode>;
}

export { UsageError } from './usage-error.js';
