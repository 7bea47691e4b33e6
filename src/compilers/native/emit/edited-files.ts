import { type FileResult, isRewritten } from '../../../calls/file-result.js';
import { applyEdits, type EditedFile } from '../../../rewrite/text/apply-edits.js';
import { editsOf } from '../../../rewrite/text/edits.js';
import { nativeSourceSyntax } from '../source/source-syntax.js';
import type { ProjectPaths } from './output-paths.js';

/**
 * The text of each file that changes.
 *
 * @param files - what becomes of files
 * @param prepare - changes what stands for the calls of a file
 */
export function editedFiles(
  { opened, options }: ProjectPaths,
  files: ReadonlyMap<string, FileResult>,
  prepare: (result: FileResult) => FileResult = (result) => result,
): ReadonlyMap<string, EditedFile> {
  const { module, ast } = opened.open.native;
  const syntax = nativeSourceSyntax(ast, module);
  const rewriting = { keepsEmpty: options.verbatimModuleSyntax === true, keepsFiles: true };
  const edits = new Map<string, EditedFile>();
  for (const [name, result] of files) {
    if (!isRewritten(result)) continue;
    const changes = editsOf(syntax, prepare(result), rewriting);
    edits.set(name, applyEdits(result.file.fileName, result.file.text, changes));
  }
  return edits;
}
