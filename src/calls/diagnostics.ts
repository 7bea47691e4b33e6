import type ts = require('typescript');

import { KeyshapeError } from '../error.js';
import { relativeName, slashed } from '../paths.js';
import type { Problem } from '../reader/index.js';
import type { SourceProgram } from './syntax.js';
import { linesOf } from './text-lines.js';

/** Where a problem is reported; a problem of the options has no place. */
export interface Where {
  readonly file: ts.SourceFile;
  readonly start: number;
  readonly length: number;
}

const prefix = 'KS';

// TypeScript prints its own prefix with a number, so the number is out of the range of its own codes.
const firstNumber = 1_000_000;

// The numbers of `DiagnosticCategory` are the same in every version.
const errorCategory: ts.DiagnosticCategory.Error = 1;
const messageCategory: ts.DiagnosticCategory.Message = 3;

/** The place of a node, without the white space and comments before it. */
export function placeOf(node: ts.Node): Where {
  const file = node.getSourceFile();
  const start = node.getStart(file);
  return { file, start, length: node.end - start };
}

/**
 * Makes a compiler error of a problem. The message starts with the code, because TypeScript prints `error TS<number>`
 * itself; the declaration that causes the problem becomes related information, and is named in the message too: what prints
 * one line an error (tsc without `--pretty`, CI, most hosts) leaves related information out.
 */
export function toDiagnostic(
  program: Pick<SourceProgram, 'getSourceFile' | 'getCurrentDirectory'>,
  problem: Problem,
  where: Where | undefined,
): ts.Diagnostic {
  const code = firstNumber + Number(problem.code.slice(prefix.length));
  const place = problem.place;
  const cause = place && program.getSourceFile(place.fileName);
  const declared = cause && declaredAt(program.getCurrentDirectory(), cause, place.start, where);
  return {
    category: errorCategory,
    code,
    source: 'keyshape',
    file: where?.file,
    start: where?.start,
    length: where?.length,
    messageText: `${problem.code}: ${problem.message}${declared ?? ''}`,
    ...(cause && {
      relatedInformation: [
        {
          category: messageCategory,
          code,
          file: cause,
          start: place.start,
          length: place.length,
          messageText: 'It comes from this declaration.',
        },
      ],
    }),
  };
}

/** Where a declaration stands; nothing where that is the line that the error itself is reported at. */
function declaredAt(
  folder: string,
  file: ts.SourceFile,
  start: number,
  where: Where | undefined,
): string | undefined {
  const { line, column } = linesOf(file).shownAt(start);
  if (where?.file.fileName === file.fileName && linesOf(where.file).shownAt(where.start).line === line)
    return undefined;
  return ` Declared at ${relativeName(folder, file.fileName)}:${line}:${column}.`;
}

/** The stable code of a diagnostic of ours. */
function codeOf({ code }: ts.Diagnostic): string | undefined {
  return code > firstNumber ? `${prefix}${code - firstNumber}` : undefined;
}

/** One line as a host without a channel shows it: `file(line,col): error KS1001: …`. */
function formatDiagnostic(compiler: typeof ts, program: ts.Program, diagnostic: ts.Diagnostic): string {
  const text = `error ${compiler.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`;
  const { file, start } = diagnostic;
  if (!file || start === undefined) return text;
  const { line, character } = compiler.getLineAndCharacterOfPosition(file, start);
  const root = `${slashed(program.getCurrentDirectory()).replace(/\/$/, '')}/`;
  const name = file.fileName.startsWith(root) ? file.fileName.slice(root.length) : file.fileName;
  return `${name}(${line + 1},${character + 1}): ${text}`;
}

/** What stops a build whose host has no channel for diagnostics. */
export class BuildError extends KeyshapeError {
  // Were it a plain property, node would print its whole syntax tree.
  readonly #diagnostics: readonly ts.Diagnostic[];

  /**
   * @param message - as it is printed
   * @param code - the code of the first problem that it tells
   */
  constructor(message: string, code: string | undefined, diagnostics: readonly ts.Diagnostic[] = []) {
    super(message, code);
    this.#diagnostics = diagnostics;
    // Hosts that die of it print the stack, and the place that matters is the user's, not ours.
    this.stack = message;
  }

  override get name(): string {
    return 'BuildError';
  }

  /** The compiler errors that the message shows; empty when there was no program to make them with. */
  get diagnostics(): readonly ts.Diagnostic[] {
    return this.#diagnostics;
  }
}

/** Makes the error that carries diagnostics, one a line. */
export function toError(
  compiler: typeof ts,
  program: ts.Program,
  diagnostics: readonly ts.Diagnostic[],
): BuildError {
  const [first] = diagnostics;
  return new BuildError(
    diagnostics.map((diagnostic) => formatDiagnostic(compiler, program, diagnostic)).join('\n'),
    first && codeOf(first),
    diagnostics,
  );
}

/** Makes the error of a set-up problem that no file is to blame for. */
export function setupError(problem: Problem): BuildError {
  return new BuildError(`error ${problem.code}: ${problem.message}`, problem.code);
}
