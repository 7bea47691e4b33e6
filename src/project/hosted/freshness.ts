import type ts = require('typescript');

import { setupError } from '../../calls/diagnostics.js';
import { isBuilt } from './file-versions.js';
import type { HostedProgram } from './hosted-program.js';

const programOf = new WeakMap<ts.SourceFile, ts.Program>();

/** Whether a builder made a program before this one in the same process: watch mode keeps the files that did not change. */
function isRebuilt(program: ts.Program): boolean {
  let rebuilt = false;
  for (const file of program.getSourceFiles()) {
    const before = programOf.get(file);
    if (before !== undefined && before !== program) rebuilt = true;
    else programOf.set(file, program);
  }
  return rebuilt;
}

/**
 * Refuses a build that decides by itself which files to emit again and was not told of our versions.
 *
 * @param cure - what to change for the host at hand
 * @throws BuildError where a builder keeps files from one build to the next and the program has something of ours
 */
export function assertFresh({ program, analysis }: HostedProgram, cure: string): void {
  if (!isBuilt(program) || analysis().files.size === 0) return;
  const { incremental, composite, watch } = program.getCompilerOptions();
  if (!incremental && !composite && !watch && !isRebuilt(program)) return;
  throw setupError({
    code: 'KS3003',
    message: `an incremental or watching build emits only files that changed themselves, so a call of keyshape would keep its old version when a type in another file changes. ${cure}`,
  });
}
