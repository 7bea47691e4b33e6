import { type Analysis, analyse } from '../../calls/analysis.js';
import type { Request } from '../../calls/options.js';
import type { BuildProject } from './api/finding.js';
import { findNativeTagProblems, type OpenProject, readNativeTypes } from './read-types.js';
import { NativeSourceProgram } from './source/program.js';
import { nativeSyntax } from './source/syntax.js';

/**
 * Finds and reads every call site of a project that TypeScript 7 has open, by the rules of the classic compiler.
 *
 * @param open - the project, at a snapshot
 * @param configFile - the absolute path of its configuration on the disk
 * @param request - its options
 * @param foreign - the source files of referenced projects
 * @returns the same as for a program of the classic compiler; its files are remote trees
 */
export function analyseNative(
  open: OpenProject,
  configFile: string,
  request: Request,
  foreign: ReadonlySet<string>,
): Analysis {
  const syntax = nativeSyntax(open.native.ast, open.native.module);
  const program = new NativeSourceProgram(open.project as BuildProject, syntax, foreign);
  return analyse(
    {
      syntax,
      program,
      readTypes: (nodes, settings) => readNativeTypes(open, configFile, nodes, settings),
      findTagProblems: (file, serializer) => findNativeTagProblems(open, file, serializer),
      // The sources of referenced projects are read, whether listed or not, and every build reads them.
      unlistedProject: () => undefined,
      isOutputOfReference: () => false,
    },
    request,
  );
}
