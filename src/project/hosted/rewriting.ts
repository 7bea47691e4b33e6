import type ts = require('typescript');

import type { FileResult } from '../../calls/file-result.js';
import { rewriteFile } from '../../rewrite/tree/rewrite-file.js';
import type { HostedProgram } from './hosted-program.js';

/**
 * What an emit takes for `before`, so that the files of a program are rewritten.
 *
 * @param files - what was decided about them; left out, it is worked out when the first one is emitted
 */
export function rewriting(
  { compiler, program, analysis }: HostedProgram,
  files: () => ReadonlyMap<string, FileResult> = () => analysis().files,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const result = files().get(file.fileName);
    return result ? rewriteFile(compiler, program, context, file, result) : file;
  };
}
