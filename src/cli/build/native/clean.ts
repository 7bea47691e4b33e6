import { asArguments, runStock } from '../../../compilers/native/emit/stock-compiler.js';
import { onlyRefers, type Workspace } from '../../../project/native/workspace.js';
import type { ExitCode } from '../../command.js';
import type { Io } from '../../io.js';
import { formatStatus, type Printing } from '../../print.js';

/** What the command line says of cleaning. */
export interface CleanOptions {
  readonly dry: boolean;
  /** Options of the compiler, which decide what there is to delete. */
  readonly overrides: Readonly<Record<string, unknown>>;
}

/**
 * Deletes the outputs of projects and of those they refer to, or lists them: the stock compiler's own work, because what
 * `keyshape build` writes has the names that the stock compiler would give it.
 *
 * @param configFiles - the configurations that the command line names
 */
export async function cleanOutputs(
  configFiles: readonly string[],
  { dry, overrides }: CleanOptions,
  io: Io,
  { pretty }: Printing,
): Promise<ExitCode> {
  const run = await runStock(
    configFiles[0]!,
    [
      ...['--build', ...configFiles, '--clean', '--pretty', String(pretty), ...(dry ? ['--dry'] : [])],
      ...asArguments(overrides),
    ],
    io.cwd,
  );
  io.out(run.text);
  return run.code === 0 || run.code === 2 ? run.code : 1;
}

/** Lists what a build would compile, which is everything: nothing is kept of the build before. */
export function sayWhatWouldBeBuilt(workspace: Workspace, io: Io, printing: Printing): ExitCode {
  for (const opened of workspace.projects()) {
    if (onlyRefers(opened)) continue;
    io.out(`${formatStatus(printing, `A non-dry build would build project '${opened.configFile}'`)}\n`);
  }
  return 0;
}
