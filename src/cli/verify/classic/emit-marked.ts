import type ts = require('typescript');

import { type HostedProgram, rewriting } from '../../../project/index.js';
import { type MarkedCall, type SiteOutput, siteOutputs, withMarkers } from '../sites.js';
import { emit } from './programs.js';

/** Emits the files of call sites in memory, with markers in place of literals. */
export function emitMarked(hosted: HostedProgram, sites: readonly MarkedCall[]): readonly SiteOutput[] {
  const { program } = hosted;
  const { files } = withMarkers(hosted.analysis(), sites);
  const before = rewriting(hosted, () => files);
  return targetsOf(program, sites).flatMap((file) =>
    siteOutputs(sites, emit(program, file, false, [before]), async () => emit(program, file, false)),
  );
}

/** The files to emit; under `outFile` there is one output, and it is emitted as a whole. */
function targetsOf(
  program: ts.Program,
  sites: readonly MarkedCall[],
): readonly (ts.SourceFile | undefined)[] {
  if (sites.length === 0) return [];
  return program.getCompilerOptions().outFile ? [undefined] : [...new Set(sites.map(({ file }) => file))];
}
