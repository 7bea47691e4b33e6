import type { EditedFile } from '../../../transform/native/index.js';
import { editFile } from '../../../transform/native/index.js';
import { nativeSyntax } from '../../../transform/native/syntax.js';
import type { ProgramToBuild } from './api.js';
import { type Checked, emitsDeclarations } from './compile.js';
import { composeMap } from './compose.js';
import { emitWithStock } from './emit-stock.js';
import type { Workspace } from './workspace.js';

/** The outputs of a project, by absolute path; nothing is written yet. */
export type Outputs = ReadonlyMap<string, string>;

/**
 * Makes the outputs of a project: JavaScript of sources with literals in place of calls, declarations of the sources as
 * they are.
 */
export async function emitProject(workspace: Workspace, checked: Checked): Promise<Outputs> {
  const edits = editsOf(checked);
  const { program } = checked.opened.project;
  if (!program.getJavaScriptEmit) return emitWithStock(checked, edits, workspace.overrides);
  const outputs = new Map<string, string>();
  if (checked.options.emitDeclarationOnly !== true) {
    const rest = checked.ownFiles.filter((name) => !edits.has(name));
    addAll(outputs, javaScript(program, rest));
    for (const [name, text] of editedJavaScript(workspace, checked, edits)) outputs.set(name, text);
  }
  if (emitsDeclarations(checked.options)) {
    const emitted = program.getDeclarationEmit?.(checked.ownFiles);
    for (const [name, { text }] of emitted?.outputFiles ?? []) outputs.set(name, text);
  }
  return outputs;
}

/** The text of each file that changes. */
function editsOf({ opened, analysis, options }: Checked): ReadonlyMap<string, EditedFile> {
  const { module, ast } = opened.open.native;
  const syntax = nativeSyntax(ast, module);
  const keepsEmpty = options.verbatimModuleSyntax === true;
  const edits = new Map<string, EditedFile>();
  for (const [name, result] of analysis.files) {
    if (result.replacements.size > 0 || result.drops.size > 0) {
      edits.set(name, editFile(syntax, result, keepsEmpty));
    }
  }
  return edits;
}

function editedJavaScript(
  workspace: Workspace,
  { opened, analysis }: Checked,
  edits: ReadonlyMap<string, EditedFile>,
): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  if (edits.size === 0) return outputs;
  const files = Object.fromEntries([...edits].map(([name, { text }]) => [name, text]));
  const snapshot = workspace.withFiles(files);
  if (!snapshot) throw new Error('The API of TypeScript takes no edited files.');
  try {
    const { program } = workspace.projectIn(snapshot, opened.configFile);
    for (const [name, edited] of edits) {
      const original = analysis.files.get(name)!.file.text;
      for (const [output, text] of javaScript(program, [name])) {
        outputs.set(output, composeMap(output, text, edited, original));
      }
    }
  } finally {
    snapshot.dispose();
  }
  return outputs;
}

function javaScript(program: ProgramToBuild, files: readonly string[]): ReadonlyMap<string, string> {
  if (files.length === 0 || !program.getJavaScriptEmit) return new Map();
  const { outputFiles } = program.getJavaScriptEmit(files);
  return new Map([...outputFiles].map(([name, { text }]) => [name, text]));
}

function addAll(to: Map<string, string>, from: ReadonlyMap<string, string>): void {
  for (const [name, text] of from) to.set(name, text);
}
