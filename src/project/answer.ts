import { createHash } from 'node:crypto';

import type { FileResult } from '../calls/file-result.js';
import type { Replacement } from '../calls/replacement.js';
import type { Syntax } from '../calls/syntax.js';
import { linesOf } from '../calls/text-lines.js';
import { applyEdits, type EditedFile } from '../rewrite/text/apply-edits.js';
import type { Edit } from '../rewrite/text/edit.js';
import { editsOf } from '../rewrite/text/edits.js';
import type { Inputs } from './inputs.js';
import { fromOurs, type Report } from './report.js';

/** What an answer depends on. */
export interface Dependencies extends Inputs {
  /**
   * Those of the files whose every edit may change the answer. An edit of another one does only where it changes what is declared globally,
   * which modules are augmented, or which names are imported or exported.
   */
  readonly direct: readonly string[];
}

/** A call and what it is replaced by. */
export interface SiteVersion {
  /** The intrinsic that is called. */
  readonly name: Replacement['name'];
  /** Where the call starts: as an offset, and as line and column from 1. */
  readonly start: number;
  readonly line: number;
  readonly column: number;
  /** The type as it is written there. */
  readonly type: string;
  /** The version or the canonical text. */
  readonly value: string;
}

/** What a file becomes. Plain data: it is the same after `JSON.parse(JSON.stringify(answer))`. */
export interface Answer {
  readonly fileName: string;
  /** A hash of the source text that the edits are of; see {@link editedText}. */
  readonly textHash: string;
  /** The changes of the text, none of which overlap. Empty where there are errors. */
  readonly edits: readonly Edit[];
  /** Every error that stands in the way of the file: its own, those of the options, and those of files that its types are in. */
  readonly diagnostics: readonly Report[];
  readonly versions: readonly SiteVersion[];
  /** How many calls are replaced: those inside wrappers too, which have no version of their own. */
  readonly replaced: number;
  readonly dependencies: Dependencies;
}

/** What the answers of a project have in common. */
export interface AnswerContext {
  readonly syntax: Syntax;
  /** Whether an import that has no name left stays for its side effects. */
  readonly keepsEmpty: boolean;
  /** Errors of the options: they stand in the way of everything. */
  readonly general: readonly Report[];
  /** Errors of files without calls, such as a malformed tag: they stand in the way of the calls that depend on such a file. */
  readonly elsewhere: readonly Report[];
  dependencies(result: FileResult): Dependencies;
}

/**
 * The errors of files that hold no call: a malformed tag, which stands in the way of whatever is read through it. The error of a call
 * is reported where that call is.
 */
export function errorsElsewhere(results: readonly FileResult[]): readonly Report[] {
  return results
    .filter(({ replacements }) => replacements.size === 0)
    .flatMap(({ diagnostics }) => diagnostics)
    .map(fromOurs)
    .filter(({ code }) => code?.startsWith('KS11') === true);
}

/** Makes plain data of what was decided about a file. */
export function answerOf(context: AnswerContext, result: FileResult): Answer {
  const { file, replacements } = result;
  const dependencies = context.dependencies(result);
  const elsewhere = replacements.size > 0 ? context.elsewhere : [];
  const direct = new Set(elsewhere.length > 0 ? dependencies.direct : []);
  const diagnostics = [
    ...context.general,
    ...result.diagnostics.map(fromOurs),
    ...elsewhere.filter(({ place }) => place === undefined || direct.has(place.fileName)),
  ];
  const lines = linesOf(file);
  return {
    fileName: file.fileName,
    textHash: hashOf(file.text),
    edits:
      diagnostics.length > 0
        ? []
        : editsOf(context.syntax, result, { keepsEmpty: context.keepsEmpty, keepsFiles: false }),
    diagnostics,
    versions: [...replacements].flatMap(([call, { name, kind, value, type }]) => {
      // Inside a wrapper the version is whatever the caller's is.
      if (kind === 'parameter' || kind === 'parameter-prefix') return [];
      const start = call.getStart(file);
      return [{ name, start, ...lines.shownAt(start), type, value }];
    }),
    replaced: replacements.size,
    dependencies,
  };
}

/**
 * Makes the text that a file is compiled as.
 *
 * @param answer - what the file becomes; without errors
 * @param text - its source text, as the host has it
 * @returns the text, with a source map that leads back; `undefined` where the text is not the one that the answer is of: an
 * earlier plugin changed it, or it changed on the disk since
 */
export function editedText(answer: Answer, text: string): EditedFile | undefined {
  // Compilers do not count the byte order mark.
  const bare = text.replace(/^\ufeff/, '');
  return isOfText(answer, bare) ? applyEdits(answer.fileName, bare, answer.edits) : undefined;
}

/** Whether a text, without a byte order mark, is the one that an answer is of. */
export function isOfText(answer: Answer, text: string): boolean {
  return hashOf(text) === answer.textHash;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
