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
  /**
   * @param args - what stands after the command's name
   * @throws UsageError for arguments or a configuration that it cannot work with
   */
  run(args: readonly string[], io: Io): ExitCode | Promise<ExitCode>;
}

/** The command could not do its work: wrong arguments, no configuration, no compiler. Exit code 2, no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
