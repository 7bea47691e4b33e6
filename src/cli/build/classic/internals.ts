import type ts = require('typescript');

/**
 * What `tsc` is made of and the typings do not show: the same from 4.9 to 6.0, and what keeps the output that of `tsc` to
 * the letter.
 */
export interface TscParts {
  createDiagnosticReporter(system: ts.System, pretty?: boolean): ts.DiagnosticReporter;
  createWatchStatusReporter(system: ts.System, pretty?: boolean): ts.WatchStatusReporter;
  createBuilderStatusReporter(system: ts.System, pretty?: boolean): ts.DiagnosticReporter;
  getErrorSummaryText(
    errorCount: number,
    filesInError: readonly (ts.ReportFileInError | undefined)[],
    newLine: string,
    host: ts.System,
  ): string;
  emitFilesAndReportErrorsAndGetExitStatus(
    program: ts.Program | ts.BuilderProgram,
    reportDiagnostic: ts.DiagnosticReporter,
    write?: (text: string) => void,
    reportSummary?: ts.ReportEmitErrorSummary,
  ): ts.ExitStatus;
  parseBuildCommand(args: readonly string[]): {
    readonly buildOptions: ts.BuildOptions & { readonly pretty?: boolean };
    readonly watchOptions: ts.WatchOptions | undefined;
    readonly projects: readonly string[];
    readonly errors: readonly ts.Diagnostic[];
  };
}

/** The compiler with these parts. */
export type Tsc = typeof ts & TscParts;

const names: readonly (keyof TscParts)[] = [
  'createDiagnosticReporter',
  'createWatchStatusReporter',
  'createBuilderStatusReporter',
  'getErrorSummaryText',
  'emitFilesAndReportErrorsAndGetExitStatus',
  'parseBuildCommand',
];

/** Whether a compiler has them all. */
export function isTsc(compiler: typeof ts): compiler is Tsc {
  return names.every((name) => name in compiler);
}
