import type { FileResult } from '../../../calls/file-result.js';
import { applyEdits, type EditedFile } from '../../../rewrite/text/apply-edits.js';
import { editsOf } from '../../../rewrite/text/edits.js';
import type { Server } from '../server/server.js';
import { nativeSourceSyntax } from '../source/source-syntax.js';
import { emitWithStock } from './emit-stock.js';
import { type Begun, emitWithServer } from './emit-with-server.js';
import type { Memory } from './memory.js';
import type { ReadProject } from './output-paths.js';
import type { Writing } from './outputs.js';

/** Whether the server makes the outputs of a project; else the stock compiler does, in a process of its own. */
export function emitsWithServer({ opened }: ReadProject): boolean {
  return opened.project.program.getJavaScriptEmit !== undefined;
}

/**
 * Makes the outputs of a project: JavaScript of sources with literals in place of calls, declarations of the sources as
 * they are.
 *
 * @param memory - tells which files' JavaScript is wanted before all the rest
 * @param begun - what the server has begun with
 */
export async function emitProject(
  server: Server,
  checked: ReadProject,
  memory: Memory,
  writing: Writing,
  begun?: Begun,
): Promise<void> {
  const { write } = writing;
  const first = memory.news(checked);
  if (!emitsWithServer(checked)) {
    const templates = memory.templatesOf(checked);
    const known = new Map<string, string>();
    for (const name of first) {
      const result = checked.analysis.files.get(name);
      for (const [output, text] of result ? templates.again(result) : []) known.set(output, text);
    }
    const edits = editedFiles(checked, (result) => templates.marked(result));
    // Not waited for: whoever checks meanwhile holds up this process, and the compiler is to be at work by then.
    const early = write(known);
    const rest = emitWithStock(checked, { edits, templates, overrides: server.overrides }, write);
    await Promise.allSettled([early, rest]);
    await early;
    await rest;
    return;
  }
  const edits = editedFiles(checked);
  await emitWithServer(server, checked, { edits, first, begun }, writing);
}

/** The text of each file that changes. */
export function editedFiles(
  { opened, analysis, options }: ReadProject,
  prepare: (result: FileResult) => FileResult = (result) => result,
): ReadonlyMap<string, EditedFile> {
  const { module, ast } = opened.open.native;
  const syntax = nativeSourceSyntax(ast, module);
  const rewriting = { keepsEmpty: options.verbatimModuleSyntax === true, keepsFiles: true };
  const edits = new Map<string, EditedFile>();
  for (const [name, result] of analysis.files) {
    if (result.replacements.size > 0 || result.guards.size > 0 || result.drops.size > 0) {
      const changes = editsOf(syntax, prepare(result), rewriting);
      edits.set(name, applyEdits(result.file.fileName, result.file.text, changes));
    }
  }
  return edits;
}
