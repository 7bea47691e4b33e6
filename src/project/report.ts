import type ts = require('typescript');

import { BuildError } from '../calls/diagnostics.js';
import { Lines, linesOf } from '../calls/text-lines.js';
import type { NativeDiagnostic } from '../compilers/native/api/building.js';
import { relativeName } from '../paths.js';
import { notRunText } from './configuration/plugin-entry.js';

/** An error or a remark, whichever compiler or part of keyshape it comes from, as it is printed. Plain data. */
export interface Report {
  readonly severity: 'error' | 'warning' | 'suggestion' | 'message';
  /** As printed behind the severity: `TS2322`. Ours have it at the start of the text. */
  readonly code?: string | undefined;
  /** The lines of the message; later ones of a chain are indented. */
  readonly text: string;
  readonly place?: ReportPlace | undefined;
  readonly related: readonly Report[];
}

export interface ReportPlace {
  readonly fileName: string;
  readonly start: number;
  readonly end: number;
  /** Of the start, from 1, as compilers print them. */
  readonly line: number;
  readonly column: number;
}

/** Codes of "no inputs were found", no error here: of a configuration that only refers to others, and of one that has none yet. */
export const noInputs: ReadonlySet<number> = new Set([18002, 18003]);

const severities = ['warning', 'error', 'suggestion', 'message'] as const;

/** Makes the report of a diagnostic of TypeScript 7. */
export function fromNative(diagnostic: NativeDiagnostic, read: (fileName: string) => string): Report {
  const { fileName, pos, end, relatedInformation } = diagnostic;
  return {
    severity: severities[diagnostic.category] ?? 'error',
    code: `TS${diagnostic.code}`,
    text: chained(diagnostic, 0),
    place:
      fileName === undefined
        ? undefined
        : reportPlace(fileName, new Lines(read(fileName)), { start: pos, end }),
    related: (relatedInformation ?? []).map((one) => fromNative(one, read)),
  };
}

function chained(diagnostic: NativeDiagnostic, depth: number): string {
  const chain = (diagnostic.messageChain ?? []).map((next) => chained(next, depth + 1));
  return [`${'  '.repeat(depth)}${diagnostic.text}`, ...chain].join('\n');
}

/** Makes the report of an error of the classic compiler, whose text is one. */
export function fromClassic(diagnostic: ts.Diagnostic): Report {
  return { ...fromOurs(diagnostic), code: `TS${diagnostic.code}` };
}

/** Makes the report of an error of ours. */
export function fromOurs(diagnostic: ts.Diagnostic | ts.DiagnosticRelatedInformation): Report {
  const { file, start, length, messageText } = diagnostic;
  const related = 'relatedInformation' in diagnostic ? diagnostic.relatedInformation : undefined;
  // The message starts with the code.
  const [, code, text] = /^((?:KS|TS)\d+): ([\s\S]*)$/.exec(String(messageText)) ?? [];
  return {
    severity: severities[diagnostic.category] ?? 'error',
    ...(code !== undefined && { code }),
    text: text ?? String(messageText),
    ...(file &&
      start !== undefined && {
        place: reportPlace(file.fileName, linesOf(file), { start, end: start + (length ?? 0) }),
      }),
    related: (related ?? []).map(fromOurs),
  };
}

/** The warning about an entry of `plugins` that a build of ours does not run. TypeScript 7 itself passes over it in silence. */
export function notRun(entry: unknown): Report {
  return { severity: 'warning', text: notRunText(entry), related: [] };
}

function reportPlace(
  fileName: string,
  lines: Lines,
  { start, end }: { readonly start: number; readonly end: number },
): ReportPlace {
  return { fileName, start, end, ...lines.shownAt(start) };
}

/**
 * A report as compilers print it: `src/main.ts(3,7): error KS1001: …`.
 *
 * @param cwd - the folder that names of files are shown from
 */
export function formatReport({ place, severity, code, text }: Report, cwd: string): string {
  const where = place ? `${relativeName(cwd, place.fileName)}(${place.line},${place.column}): ` : '';
  return `${where}${severity}${code === undefined ? '' : ` ${code}`}: ${text}`;
}

/**
 * Why a configuration cannot be used: `/shop/tsconfig.json cannot be used: ',' expected. (/shop/tsconfig.json:3:5)`.
 *
 * @param reports - its errors
 */
export function unusableConfiguration(configFile: string, reports: readonly Report[]): string {
  const texts = reports.map(({ text, place }) =>
    place ? `${text} (${place.fileName}:${place.line}:${place.column})` : text,
  );
  return `${configFile} cannot be used: ${texts.join(' ')}`;
}

/**
 * Makes the error that a host throws which has no channel of its own for reports.
 *
 * @param cwd - the folder that names of files are shown from
 */
export function reportsError(reports: readonly Report[], cwd: string = process.cwd()): BuildError {
  return new BuildError(reports.map((report) => formatReport(report, cwd)).join('\n'), reports[0]?.code);
}

/** Puts reports into tsc's order, each once. */
export function inOrder(reports: readonly Report[]): readonly Report[] {
  const byKey = new Map<string, Report>();
  for (const report of reports) {
    const { place, code, text } = report;
    byKey.set(JSON.stringify([place?.fileName, place?.start, place?.end, code, text]), report);
  }
  return [...byKey.values()].sort(
    (a, b) =>
      compare(a.place?.fileName ?? '', b.place?.fileName ?? '') ||
      (a.place?.start ?? 0) - (b.place?.start ?? 0) ||
      compare(a.code ?? '', b.code ?? ''),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
