import type ts = require('typescript');

import type { AnalysedProgram } from '../../calls/analysed-program.js';
import type { SourceProgram } from '../../calls/syntax.js';
import { createCallChecker } from '../../calls/wrappers/find-asked.js';
import { ClassicCallQuestions } from '../../compilers/classic/call-questions.js';
import { ClassicNameResolver } from '../../compilers/classic/name-resolver.js';
import { readTypes } from '../../compilers/classic/read-types.js';
import { findTagProblems } from '../../reader/index.js';
import { isOutputOfReference, unlistedProject } from '../references/classic.js';
import type { SkippingBuild } from '../references/unlisted.js';

/**
 * A program of the classic compiler (4.9 to 6.0) as the analysis sees it.
 *
 * @param build - the kind of build, where it is one that may be skipped
 * @param foreign - the source files of referenced projects, which are read but belong to another build
 */
export function classicProgram(
  compiler: typeof ts,
  program: ts.Program,
  build: SkippingBuild | undefined,
  foreign: ReadonlySet<string> = new Set(),
): AnalysedProgram {
  return {
    syntax: compiler,
    program: foreign.size === 0 ? program : withoutForeign(program, foreign),
    search: (mayHold) =>
      program.getSourceFiles().filter((file) => !program.isSourceFileDefaultLibrary(file) && mayHold(file)),
    readTypes: (sources, settings) => readTypes(compiler, program, sources, settings),
    callChecker: () => createCallChecker(new ClassicCallQuestions(compiler, program.getTypeChecker())),
    findTagProblems: (file, serializer) => findTagProblems(compiler, file, serializer),
    unlistedProject: (source) => unlistedProject(compiler, program, source, build),
    targets: () => new ClassicNameResolver(compiler, program),
    isOutputOfReference: (file) => isOutputOfReference(compiler, program, file),
  };
}

function withoutForeign(program: ts.Program, foreign: ReadonlySet<string>): SourceProgram {
  return {
    getSourceFiles: () => program.getSourceFiles(),
    getSourceFile: (name) => program.getSourceFile(name),
    getCurrentDirectory: () => program.getCurrentDirectory(),
    getTypeChecker: () => program.getTypeChecker(),
    isSourceFileDefaultLibrary: (file) => program.isSourceFileDefaultLibrary(file),
    isSourceFileFromExternalLibrary: (file) =>
      foreign.has(file.fileName) || program.isSourceFileFromExternalLibrary(file),
  };
}
