import type { FileResult } from '../../../calls/file-result.js';
import { Ahead } from '../../../compilers/native/emit/ahead.js';
import { Conflicts } from '../../../compilers/native/emit/conflicts.js';
import { emitProject, emitsWithServer } from '../../../compilers/native/emit/emit.js';
import { Memory } from '../../../compilers/native/emit/memory.js';
import type { Outputs } from '../../../compilers/native/emit/outputs.js';
import { StockFailure } from '../../../compilers/native/emit/stock-mirror.js';
import {
  beginCheck,
  checkProject,
  hasErrors,
  pathsOf,
  readProject,
} from '../../../project/native/checked-project.js';
import { onlyRefers, type Workspace, type WorkspaceProject } from '../../../project/native/workspace.js';
import type { Report } from '../../../project/report.js';
import { type ExitCode, UsageError } from '../../command.js';
import { describeError, isSystemError } from '../../system-errors.js';
import { writeOutputs } from '../../write-outputs.js';

/** What building a project, or all of them, came to. */
export interface PassResult {
  readonly reports: readonly Report[];
  readonly exitCode: ExitCode;
  /** The outputs, whether they had to be written or not. */
  readonly written: readonly string[];
}

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
): Promise<PassResult> {
  const reports: Report[] = [];
  const written: string[] = [];
  let exitCode: ExitCode = 0;
  for (const opened of workspace.projects()) {
    if (onlyRefers(opened)) continue;
    const result = await buildProject(workspace, opened, memory);
    reports.push(...result.reports);
    written.push(...result.written);
    // Nothing emitted weighs more than something emitted with errors.
    exitCode = exitCode === 0 || result.exitCode === 1 ? result.exitCode : exitCode;
    if (stopOnErrors && result.exitCode !== 0) break;
  }
  return { reports, exitCode, written };
}

/** Why a project's outputs are not there. */
interface Failure {
  readonly message: string;
  /** Whether errors that the compiler's API tells as well are the likely reason. */
  readonly isEcho: boolean;
}

/** The failure of one project, after which others, or a watch, go on; any other error is thrown. */
function failureOf(error: unknown): Failure {
  if (error instanceof StockFailure) return error;
  if (error instanceof UsageError) return { message: error.message, isEcho: false };
  if (isSystemError(error)) return { message: describeError(error), isEcho: false };
  throw error;
}

async function buildProject(
  workspace: Workspace,
  opened: WorkspaceProject,
  memory: Memory,
): Promise<PassResult> {
  const paths = pathsOf(opened);
  const { noEmit, noEmitOnError } = paths.options;
  // Unless errors are to stop it: after an edit a watch hands the output on before the slower half of the work.
  const emitsAnyway = noEmit !== true && noEmitOnError !== true;
  // Asked for now: later the server is busy with what is begun below.
  const conflicts = new Conflicts(paths);
  const ahead =
    emitsAnyway && memory.isEmpty ? new Ahead(workspace.server, paths, memory.templatesOf(paths)) : undefined;
  let isChecking: boolean | undefined;
  const check = () => {
    isChecking ??= beginCheck(opened);
    return isChecking;
  };
  const beside = ahead && {
    callersFound: (files: ReadonlySet<string>) => ahead.callersFound(files),
    foreseen: (files: ReadonlyMap<string, FileResult>) => ahead.foreseen(files),
    // The server checks while this process works out the versions. The stock compiler of 7.0 is at work by then, and is what is waited for.
    typesRead: () => void (emitsWithServer(paths) && check()),
  };
  const read = readProject(opened, undefined, { beside });
  let failure: Failure | undefined;
  const written: string[] = [];
  const writeParts = async (parts: Iterable<Outputs>) => {
    written.push(...(await writeOutputs(withoutConflicts(parts, conflicts))));
  };
  async function emit(asked: () => unknown = () => undefined): Promise<void> {
    const writing = { write: (outputs: Outputs) => writeParts([outputs]), writeParts, asked };
    try {
      await emitProject(workspace.server, read, memory, writing, ahead);
      conflicts.assertNone();
    } catch (error) {
      failure = failureOf(error);
    }
  }
  const emitted = emitsAnyway ? emit(check) : undefined;
  // The stock compiler emits in a process of its own, beside the check.
  if (emitsWithServer(read) || (emitted && check())) await emitted;
  let reports: readonly Report[];
  try {
    reports = checkProject(read);
  } finally {
    await emitted;
  }
  const emits = noEmit !== true && (emitsAnyway || !hasErrors(reports));
  if (emits && !emitsAnyway) await emit();
  // As `tsc --noEmit` does: with errors, 7.0 ends as one that emitted nothing, every other version as one that emitted.
  const isSkipped = noEmit === true ? opened.project.program.getJavaScriptEmit === undefined : !emits;
  return { ...outcomeOf(reports, failure, isSkipped), written };
}

/** @param isSkipped - whether it counts as one that emitted nothing, where there are errors */
function outcomeOf(
  reports: readonly Report[],
  failure: Failure | undefined,
  isSkipped: boolean,
): Omit<PassResult, 'written'> {
  // The compiler has said what is wrong; that there is no output follows from it, and is not said again.
  if (failure && !(failure.isEcho && hasErrors(reports))) {
    const report: Report = { severity: 'error', text: failure.message, related: [] };
    return { reports: [...reports, report], exitCode: 1 };
  }
  if (!hasErrors(reports)) return { reports, exitCode: 0 };
  return { reports, exitCode: isSkipped || failure ? 1 : 2 };
}

function* withoutConflicts(parts: Iterable<Outputs>, conflicts: Conflicts): Generator<Outputs> {
  for (const outputs of parts) yield conflicts.without(outputs);
}
