import type ts = require('typescript');

import type { Problem, Reading, TagProblem } from '../reader/index.js';
import type { TargetResolver } from './models.js';
import type { Settings } from './options.js';
import type { SourceProgram, Syntax, TextFile } from './syntax.js';
import type { TypeSource } from './type-source.js';
import type { CallChecker } from './wrappers/asked.js';
import type { EarlierSearch } from './wrappers/earlier-search.js';
import type { WrapperNames } from './wrappers/names.js';

/** A program as the analysis sees it, whichever compiler made it. */
export interface AnalysedProgram {
  readonly syntax: Syntax;
  readonly program: SourceProgram;
  /** Reads types, all together. */
  readTypes(sources: readonly TypeSource[], settings: Settings): readonly Reading[];
  /**
   * The files, those of the compiler's library left out, that pass a test of their text. All may be asked for, those without a call
   * site of ours as well.
   */
  search(mayHold: (file: TextFile) => boolean): readonly ts.SourceFile[];
  /** What wrappers ask of the checker. */
  callChecker(): CallChecker;
  /** What a search for wrappers by the same names found before; `undefined` where none is kept. */
  earlierSearch?(names: WrapperNames): EarlierSearch | undefined;
  /** The tags of a file that can have no effect. */
  findTagProblems(file: ts.SourceFile, serializer: Settings['serializer']): readonly TagProblem[];
  /** The error of a type that is read through a project which `references` does not list. */
  unlistedProject(source: TypeSource): Problem | undefined;
  /** Finds where types are declared. */
  targets(): TargetResolver;
  /** Whether a file is what the build of a referenced project wrote. */
  isOutputOfReference(file: ts.SourceFile): boolean;
}
