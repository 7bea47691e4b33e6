import type ts = require('typescript');

import type { AnalysedProgram } from '../calls/analysis.js';
import { ClassicNameResolver } from '../compilers/classic/name-resolver.js';
import { readTypes } from '../compilers/classic/read-types.js';
import { findTagProblems } from '../reader/index.js';
import { isOutputOfReference, unlistedProject } from './references.js';
import type { SkippingBuild } from './unlisted.js';

/** A program of the classic compiler (4.9 to 6.0) as the analysis sees it. */
export function classicProgram(
  compiler: typeof ts,
  program: ts.Program,
  build: SkippingBuild | undefined,
): AnalysedProgram {
  return {
    syntax: compiler,
    program,
    readTypes: (nodes, settings) => readTypes(compiler, program, nodes, settings),
    findTagProblems: (file, serializer) => findTagProblems(compiler, file, serializer),
    unlistedProject: (type) => unlistedProject(compiler, program, type, build),
    targets: () => new ClassicNameResolver(compiler, program),
    isOutputOfReference: (file) => isOutputOfReference(compiler, program, file),
  };
}
