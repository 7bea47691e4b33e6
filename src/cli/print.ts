import { sourceAt } from '../calls/source-text.js';
import { Lines } from '../calls/text-lines.js';
import { relativeName } from '../paths.js';
import { formatReport, type Report, type ReportPlace } from '../project/report.js';

/** How reports are printed: what tsc calls pretty has colours and source lines. */
export interface Printing {
  readonly cwd: string;
  readonly pretty: boolean;
}

const colours = {
  error: '\u001b[91m',
  warning: '\u001b[93m',
  suggestion: '\u001b[95m',
  message: '\u001b[94m',
  grey: '\u001b[90m',
  cyan: '\u001b[96m',
  yellow: '\u001b[93m',
  inverse: '\u001b[7m',
} as const;
const plain = '\u001b[0m';

function paint(colour: keyof typeof colours, text: string): string {
  return `${colours[colour]}${text}${plain}`;
}

/** The text of reports, as tsc prints them. */
export function formatReports(reports: readonly Report[], printing: Printing): string {
  return reports
    .map(
      (report) =>
        `${printing.pretty ? prettyReport(report, printing) : formatReport(report, printing.cwd)}\n`,
    )
    .join('');
}

function prettyReport(report: Report, printing: Printing): string {
  const { place, severity, code, text, related } = report;
  const head = `${paint(severity, severity)}${paint('grey', code === undefined ? ': ' : ` ${code}: `)}${text}\n`;
  if (!place) return head;
  const parts = [`${location(place, printing)} - ${head}\n${sourceLines(place, '', severity)}`];
  for (const one of related) {
    const at = one.place ? `  ${location(one.place, printing)} - ` : '  ';
    parts.push(`\n${at}${one.text}\n${one.place ? sourceLines(one.place, '    ', 'cyan') : ''}`);
  }
  return parts.join('');
}

function location(place: ReportPlace, { cwd }: Printing): string {
  const file = paint('cyan', relativeName(cwd, place.fileName));
  return `${file}:${paint('yellow', String(place.line))}:${paint('yellow', String(place.column))}`;
}

/** The lines of source that a place spans, with what is meant underlined; of many, the first and last two. */
function sourceLines(place: ReportPlace, indent: string, colour: keyof typeof colours): string {
  const source = sourceOf(place);
  const lines = source.split(/\r\n|\n|\r/);
  const from = { line: place.line - 1, column: place.column - 1 };
  const to = new Lines(source).at(place.end);
  const width = Math.max(String(to.line + 1).length, to.line - from.line >= 4 ? 3 : 0);
  const shownLines: string[] = [];
  for (let line = from.line; line <= to.line; line += 1) {
    if (to.line - from.line >= 4 && line === from.line + 2) {
      shownLines.push(`${indent}${paint('inverse', '...'.padStart(width))} \n`);
      line = to.line - 1;
    }
    const text = (lines[line] ?? '').trimEnd().replaceAll('\t', ' ');
    const start = line === from.line ? from.column : 0;
    const end = line === to.line ? Math.max(to.column, start + 1) : text.length;
    const mark = `${' '.repeat(start)}${'~'.repeat(Math.max(end - start, 0))}`;
    shownLines.push(
      `${indent}${paint('inverse', String(line + 1).padStart(width))} ${text}\n`,
      `${indent}${paint('inverse', ' '.repeat(width))} ${paint(colour, mark)}\n`,
    );
  }
  return shownLines.join('');
}

/** A number of things in words: `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What tsc says at the end of pretty output. */
export function formatSummary(reports: readonly Report[], printing: Printing): string {
  const errors = reports.filter(({ severity }) => severity === 'error');
  if (!printing.pretty || errors.length === 0) return '';
  const files = new Map<string, { readonly first: ReportPlace; count: number }>();
  for (const { place } of errors) {
    if (!place) continue;
    const known = files.get(place.fileName);
    if (known) known.count += 1;
    else files.set(place.fileName, { first: place, count: 1 });
  }
  const named = [...files.values()].map(({ first, count }) => ({
    count,
    at: `${relativeName(printing.cwd, first.fileName)}${paint('grey', `:${first.line}`)}`,
  }));
  const found = `Found ${counted(errors.length, 'error')}`;
  const [only] = named;
  if (!only) return `\n${found}.\n\n`;
  if (named.length === 1) {
    return `\n${found} ${errors.length === 1 ? 'in' : 'in the same file, starting at:'} ${only.at}\n\n`;
  }
  const table = named.map(({ count, at }) => `${String(count).padStart(6)}  ${at}\n`).join('');
  return `\n${found} in ${named.length} files.\n\nErrors  Files\n${table}`;
}

/** What is being done, with the time, as tsc prints it. */
export function formatStatus({ pretty }: Printing, text: string): string {
  const time = new Date().toLocaleTimeString();
  return pretty ? `[${paint('grey', time)}] ${text}\n` : `${time} - ${text}\n`;
}

/** The text of a file, as compilers count in it. Where it went away since, its errors are still worth printing. */
function sourceOf({ fileName }: ReportPlace): string {
  return sourceAt(fileName) ?? '';
}
