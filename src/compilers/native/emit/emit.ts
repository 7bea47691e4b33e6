import type { FileResult } from '../../../calls/file-result.js';
import { applyEdits, type EditedFile } from '../../../rewrite/text/apply-edits.js';
import { editsOf } from '../../../rewrite/text/edits.js';
import type { EmitOutput, ProgramToBuild } from '../api/building.js';
import { askMany } from '../server/ask-many.js';
import type { Server } from '../server/server.js';
import { nativeSourceSyntax } from '../source/source-syntax.js';
import { composeMap } from './compose.js';
import { emitWithStock } from './emit-stock.js';
import type { Memory } from './memory.js';
import { emitsDeclarations, type ReadProject } from './output-paths.js';
import type { Outputs, Write } from './outputs.js';

/** How outputs are handed on. */
export interface Writing {
  /** Takes some of them. */
  readonly write: Write;
  /** Takes the last, after which nothing more is asked of the server. */
  readonly writeLast: Write;
}

/** Whether the server makes the outputs of a project; else the stock compiler does, in a process of its own. */
export function emitsWithServer({ opened }: ReadProject): boolean {
  return opened.project.program.getJavaScriptEmit !== undefined;
}

/**
 * Makes the outputs of a project: JavaScript of sources with literals in place of calls, declarations of the sources as
 * they are.
 *
 * @param memory - tells which files' JavaScript is wanted before all the rest
 */
export async function emitProject(
  server: Server,
  checked: ReadProject,
  memory: Memory,
  { write, writeLast }: Writing,
): Promise<void> {
  const first = memory.news(checked);
  const { program } = checked.opened.project;
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
  // All at once, so that one that cannot be written leaves the others as they were.
  const outputs = new Map<string, string>();
  const add = (made: Outputs) => {
    for (const [name, text] of made) outputs.set(name, text);
  };
  const addScripts = (isIncluded: (name: string) => boolean) => {
    const part = new Set(checked.ownFiles.filter(isIncluded));
    add(editedJavaScript(server, checked, new Map([...edits].filter(([name]) => part.has(name)))));
    add(
      javaScript(
        program,
        [...part].filter((name) => !edits.has(name)),
      ),
    );
  };
  if (checked.options.emitDeclarationOnly !== true) {
    if (first.size > 0) {
      addScripts((name) => first.has(name));
      await write(new Map(outputs));
      outputs.clear();
    }
    addScripts((name) => !first.has(name));
  }
  if (emitsDeclarations(checked.options) && program.getDeclarationEmit) {
    // Asked for one, the API makes a declaration file of JSON too, which hides the JSON from the next build.
    const sources = checked.ownFiles.filter((name) => !name.endsWith('.json'));
    add(textsOf(program.getDeclarationEmit(sources)));
  }
  await writeLast(outputs);
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

/** Makes the JavaScript of files that change; 7.1 only. */
export function editedJavaScript(
  server: Server,
  { opened, analysis }: ReadProject,
  edits: ReadonlyMap<string, EditedFile>,
): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  if (edits.size === 0) return outputs;
  const files = Object.fromEntries([...edits].map(([name, { text }]) => [name, text]));
  const snapshot = server.withFiles(files);
  if (!snapshot) throw new Error('The API of TypeScript takes no edited files.');
  try {
    const { program } = server.projectIn(snapshot, opened.configFile);
    const emit = program.getJavaScriptEmit!;
    // Each for itself, so that its outputs are known for its own; together, because a request each is a round trip each.
    const emitted = askMany(
      opened.open.api,
      [...edits],
      ([name]) => emit.call(program, [name]),
      ([name]) => emit.gen!([name]),
    );
    [...edits].forEach(([name, edited], index) => {
      const original = analysis.files.get(name)!.file.text;
      for (const [output, text] of textsOf(emitted[index]!)) {
        outputs.set(output, composeMap(output, text, edited, original));
      }
    });
  } finally {
    snapshot.dispose();
  }
  return outputs;
}

/** Makes the JavaScript of files as they are; 7.1 only. */
export function javaScript(program: ProgramToBuild, files: readonly string[]): Outputs {
  return files.length > 0 && program.getJavaScriptEmit
    ? textsOf(program.getJavaScriptEmit(files))
    : new Map<string, string>();
}

function textsOf({ outputFiles }: EmitOutput): Outputs {
  return new Map([...outputFiles].map(([name, { text }]) => [name, text]));
}
