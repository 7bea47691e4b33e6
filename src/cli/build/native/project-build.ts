import type { FileResult } from '../../../calls/file-result.js';
import { Ahead } from '../../../compilers/native/emit/ahead.js';
import { Conflicts } from '../../../compilers/native/emit/conflicts.js';
import { emitProject, emitsWithServer } from '../../../compilers/native/emit/emit.js';
import type { Memory } from '../../../compilers/native/emit/memory.js';
import type { ProjectPaths } from '../../../compilers/native/emit/output-paths.js';
import type { Outputs } from '../../../compilers/native/emit/outputs.js';
import { StockFailure } from '../../../compilers/native/emit/stock-mirror.js';
import {
  beginCheck,
  type CheckedProject,
  checkProject,
  hasErrors,
  pathsOf,
  readProject,
} from '../../../project/native/checked-project.js';
import type { Workspace, WorkspaceProject } from '../../../project/native/workspace.js';
import type { Report } from '../../../project/report.js';
import { type ExitCode, UsageError } from '../../command.js';
import { describeError, isSystemError } from '../../system-errors.js';
import { writeOutputs } from '../../write-outputs.js';

/** What building a project, or all of them, came to. */
export interface BuildResult {
  readonly reports: readonly Report[];
  readonly exitCode: ExitCode;
  /** The outputs, whether they had to be written or not. */
  readonly written: readonly string[];
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

/** One build of one project. Reading, checking and emitting go on beside each other as far as the compiler allows. */
export class ProjectBuild {
  private readonly paths: ProjectPaths;
  private readonly conflicts: Conflicts;
  /** Whether errors do not stop the output: after an edit a watch hands it on before the slower half of the work. */
  private readonly emitsAnyway: boolean;
  private readonly ahead: Ahead | undefined;
  private readonly written: string[] = [];
  private failure: Failure | undefined;
  private isChecking: boolean | undefined;

  /** @param memory - what the build before has left, in a watch */
  constructor(
    private readonly workspace: Workspace,
    private readonly opened: WorkspaceProject,
    private readonly memory: Memory,
  ) {
    this.paths = pathsOf(opened);
    // Asked for now: later the server is busy with what is begun below.
    this.conflicts = new Conflicts(this.paths);
    const { noEmit, noEmitOnError } = this.paths.options;
    this.emitsAnyway = noEmit !== true && noEmitOnError !== true;
    if (this.emitsAnyway && memory.isEmpty)
      this.ahead = new Ahead(workspace.server, this.paths, memory.templatesOf(this.paths));
  }

  async run(): Promise<BuildResult> {
    const { paths, emitsAnyway } = this;
    const read = readProject(this.opened, undefined, { beside: this.beside() });
    const emitted = emitsAnyway ? this.emit(read, () => this.beginsCheck()) : undefined;
    // The stock compiler emits in a process of its own, beside the check.
    if (emitsWithServer(paths) || (emitted && this.beginsCheck())) await emitted;
    let reports: readonly Report[];
    try {
      reports = checkProject(read);
    } finally {
      await emitted;
    }
    const emits = paths.options.noEmit !== true && (emitsAnyway || !hasErrors(reports));
    if (emits && !emitsAnyway) await this.emit(read);
    return { ...outcomeOf(reports, this.failure, this.countsAsSkipped(emits)), written: this.written };
  }

  /** What is begun while the project is read. */
  private beside() {
    const { ahead, paths } = this;
    if (!ahead) return undefined;
    return {
      callersFound: (files: ReadonlySet<string>) => ahead.callersFound(files),
      foreseen: (files: ReadonlyMap<string, FileResult>) => ahead.foreseen(files),
      // The server checks while this process works out the versions. The stock compiler of 7.0 is at work by then, and is what is waited for.
      typesRead: () => void (emitsWithServer(paths) && this.beginsCheck()),
    };
  }

  /** Has the server check, once; says whether it does. */
  private beginsCheck(): boolean {
    this.isChecking ??= beginCheck(this.opened);
    return this.isChecking;
  }

  /** @param asked - called when the server has been asked for all of it */
  private async emit(read: CheckedProject, asked: () => unknown = () => undefined): Promise<void> {
    const writeParts = async (parts: Iterable<Outputs>) => {
      this.written.push(...(await writeOutputs(this.withoutConflicts(parts))));
    };
    const writing = { write: (outputs: Outputs) => writeParts([outputs]), writeParts, asked };
    try {
      await emitProject(this.workspace.server, read, this.memory, writing, this.ahead);
      this.conflicts.assertNone();
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  private *withoutConflicts(parts: Iterable<Outputs>): Generator<Outputs> {
    for (const outputs of parts) yield this.conflicts.without(outputs);
  }

  /** As `tsc --noEmit` does: with errors, 7.0 ends as one that emitted nothing, every other version as one that emitted. */
  private countsAsSkipped(emits: boolean): boolean {
    return this.paths.options.noEmit === true ? !emitsWithServer(this.paths) : !emits;
  }
}

/** @param isSkipped - whether it counts as one that emitted nothing, where there are errors */
function outcomeOf(
  reports: readonly Report[],
  failure: Failure | undefined,
  isSkipped: boolean,
): Omit<BuildResult, 'written'> {
  // The compiler has said what is wrong; that there is no output follows from it, and is not said again.
  if (failure && !(failure.isEcho && hasErrors(reports))) {
    const report: Report = { severity: 'error', text: failure.message, related: [] };
    return { reports: [...reports, report], exitCode: 1 };
  }
  if (!hasErrors(reports)) return { reports, exitCode: 0 };
  return { reports, exitCode: isSkipped || failure ? 1 : 2 };
}
