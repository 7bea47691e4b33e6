import type ts = require('typescript');

import { isPackaged } from '../paths.js';
import { mayHoldTags } from '../reader/index.js';
import type { AnalysedProgram } from './analysed-program.js';
import { toDiagnostic } from './diagnostics.js';
import type { Settings } from './options.js';

/** The errors of tags that can have no effect, in every file of the user's own: with or without a call. */
export function findTagErrors(
  analysed: AnalysedProgram,
  { serializer }: Settings,
): ReadonlyMap<ts.SourceFile, readonly ts.Diagnostic[]> {
  const { program } = analysed;
  const errors = new Map<ts.SourceFile, readonly ts.Diagnostic[]>();
  for (const file of program.getSourceFiles()) {
    // Asked first: the standard library is the longest text of most programs.
    if (program.isSourceFileDefaultLibrary(file)) continue;
    if (!mayHoldTags(file.text) || !isOwn(analysed, file)) continue;
    const found = analysed.findTagProblems(file, serializer);
    if (found.length === 0) continue;
    const toError = ({ problem, start, length }: (typeof found)[number]) =>
      toDiagnostic(program, problem, { file, start, length });
    errors.set(file, found.map(toError));
  }
  return errors;
}

/** Whether a file is the user's own source: declaration files that a build wrote lose and move comments. */
function isOwn(analysed: AnalysedProgram, file: ts.SourceFile): boolean {
  const { program } = analysed;
  return (
    !program.isSourceFileFromExternalLibrary(file) &&
    !isPackaged(file.fileName) &&
    !analysed.isOutputOfReference(file)
  );
}
