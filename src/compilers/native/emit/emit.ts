import type { Server } from '../server/server.js';
import type { Ahead } from './ahead.js';
import { editedFiles } from './edited-files.js';
import { emitWithStock } from './emit-stock.js';
import { emitWithServer } from './emit-with-server.js';
import type { Memory } from './memory.js';
import type { ProjectPaths, ReadProject } from './output-paths.js';
import type { Writing } from './outputs.js';

/** Whether the server makes the outputs of a project; else the stock compiler does, in a process of its own. */
export function emitsWithServer({ opened }: ProjectPaths): boolean {
  return opened.project.program.getJavaScriptEmit !== undefined;
}

/**
 * Makes the outputs of a project: JavaScript of sources with literals in place of calls, declarations of the sources as
 * they are.
 *
 * @param memory - tells which files' JavaScript is wanted before all the rest
 * @param ahead - what was begun while the project was read
 */
export async function emitProject(
  server: Server,
  checked: ReadProject,
  memory: Memory,
  writing: Writing,
  ahead?: Ahead,
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
    const { files } = checked.analysis;
    const begun = ahead?.compiled(files);
    const edits = begun?.edits ?? editedFiles(checked, files, (result) => templates.marked(result));
    // Not waited for: the check that goes on meanwhile blocks this process, and the compiler is to be at work by then.
    const early = write(known);
    const work = { edits, templates, overrides: server.overrides, compiled: begun?.outputs };
    const rest = emitWithStock(checked, work, write);
    await Promise.allSettled([early, rest]);
    await early;
    await rest;
    return;
  }
  const edits = editedFiles(checked, checked.analysis.files);
  await emitWithServer(server, checked, { edits, first, begun: ahead?.plain }, writing);
}
