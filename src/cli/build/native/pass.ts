import { Memory } from '../../../compilers/native/emit/memory.js';
import { onlyRefers, type Workspace } from '../../../project/native/workspace.js';
import type { Report } from '../../../project/report.js';
import type { ExitCode } from '../../command.js';
import { type BuildResult, ProjectBuild } from './project-build.js';

/**
 * Builds every project of a workspace once, in order.
 *
 * @param stopOnErrors - whether projects behind one with errors are left out
 * @param memory - what the pass before has left, in a watch
 */
export async function buildOnce(
  workspace: Workspace,
  stopOnErrors: boolean,
  memory: Memory = new Memory(),
): Promise<BuildResult> {
  const reports: Report[] = [];
  const written: string[] = [];
  let exitCode: ExitCode = 0;
  for (const opened of workspace.projects()) {
    if (onlyRefers(opened)) continue;
    const result = await new ProjectBuild(workspace, opened, memory).run();
    reports.push(...result.reports);
    written.push(...result.written);
    // Nothing emitted weighs more than something emitted with errors.
    exitCode = exitCode === 0 || result.exitCode === 1 ? result.exitCode : exitCode;
    if (stopOnErrors && result.exitCode !== 0) break;
  }
  return { reports, exitCode, written };
}
