import type ts = require('typescript');

import type { NativeDiagnostic } from '../compilers/native/api/building.js';

/** An error or a remark, whichever compiler or part of keyshape it comes from, as it is printed. */
export interface Report {
  readonly severity: 'error' | 'warning' | 'suggestion' | 'message';
  /** As printed behind the severity: `TS2322`. Ours have it at the start of the text. */
  readonly code: string | undefined;
  /** The lines of the message; later ones of a chain are indented. */
  readonly text: string;
  readonly place: ReportPlace | undefined;
  readonly related: readonly Report[];
}

export interface ReportPlace {
  readonly fileName: string;
  readonly start: number;
  readonly end: number;
  /** Reads the text of the file; only what is shown with its source asks. */
  readonly source: () => string;
}

const severities = ['warning', 'error', 'suggestion', 'message'] as const;

/** Makes the report of a diagnostic of TypeScript 7. */
export function fromNative(diagnostic: NativeDiagnostic, read: (fileName: string) => string): Report {
  const { fileName, pos, end, relatedInformation } = diagnostic;
  return {
    severity: severities[diagnostic.category] ?? 'error',
    code: `TS${diagnostic.code}`,
    text: chained(diagnostic, 0),
    place: fileName === undefined ? undefined : { fileName, start: pos, end, source: () => read(fileName) },
    related: (relatedInformation ?? []).map((one) => fromNative(one, read)),
  };
}

function chained(diagnostic: NativeDiagnostic, depth: number): string {
  const chain = (diagnostic.messageChain ?? []).map((next) => chained(next, depth + 1));
  return [`${'  '.repeat(depth)}${diagnostic.text}`, ...chain].join('\n');
}

/** Makes the report of an error of ours. */
export function fromOurs(diagnostic: ts.Diagnostic | ts.DiagnosticRelatedInformation): Report {
  const { file, start, length, messageText } = diagnostic;
  const related = 'relatedInformation' in diagnostic ? diagnostic.relatedInformation : undefined;
  // The message starts with the code.
  const [, code, text] = /^(KS\d+): ([\s\S]*)$/.exec(String(messageText)) ?? [];
  return {
    severity: severities[diagnostic.category] ?? 'error',
    code,
    text: text ?? String(messageText),
    place:
      file && start !== undefined
        ? { fileName: file.fileName, start, end: start + (length ?? 0), source: () => file.text }
        : undefined,
    related: (related ?? []).map(fromOurs),
  };
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
