import { type Analysis, analyse, type Listener } from '../../calls/analysis.js';
import type { ResolvedOptions } from '../../calls/options.js';
import { declarationsBehind } from '../../calls/reach.js';
import { syntaxOf } from '../../calls/type-source.js';
import type { AskingPlaces } from '../../calls/wrappers/earlier-search.js';
import { createCallChecker } from '../../calls/wrappers/find-asked.js';
import type { Problem } from '../../reader/index.js';
import { NativeCallQuestions } from './call-questions.js';
import { findNativeTagProblems, type OpenNativeProject, readNativeTypes } from './read-types.js';
import { Session } from './server/session.js';
import { NativeNameResolver } from './source/name-resolver.js';
import { NativeSourceProgram, type Part } from './source/program.js';
import { nativeSourceSyntax } from './source/source-syntax.js';

/** The declaration files of a program that the builds of other projects wrote. */
export interface OutputsOfOthers {
  /** The error of a type that goes through one of them, where this project would not be built again for it. */
  readonly unlisted: ReadonlyMap<string, Problem>;
  isOutput(fileName: string): boolean;
}

/** What is done beside while a project is read. */
export interface Beside extends Listener {
  /** Called when the server is asked nothing more, unless a type is refused. */
  typesRead?(): void;
}

/** What is known of a project that is analysed. */
export interface AnalysedProject {
  /** The absolute path of its configuration on the disk. */
  readonly configFile: string;
  readonly options: ResolvedOptions;
  /** The source files of referenced projects. */
  readonly foreign: ReadonlySet<string>;
  /** The declaration files that other projects build. */
  readonly outputs: OutputsOfOthers;
  readonly beside?: Beside | undefined;
  /** Left out, all of the project is analysed. */
  readonly part?: AnalysedPart | undefined;
}

/** A part of a project. */
export interface AnalysedPart extends Part {
  /** Whether what becomes of a file is asked for: what others hold is only looked at for that. */
  isAsked(fileName: string): boolean;
}

/** What was decided about a project of TypeScript 7. */
export interface NativeAnalysis extends Analysis {
  /** The files that may hold something of ours, by what they import. */
  readonly relevant: ReadonlySet<string>;
}

const nothing: AskingPlaces = { calls: [], implementations: [] };

/**
 * Finds and reads every call site of a project that TypeScript 7 has open, by the rules of the classic compiler.
 *
 * @param open - the project, at a snapshot
 * @returns the same as for a program of the classic compiler; its files are remote trees
 */
export function analyseNative(
  open: OpenNativeProject,
  { configFile, options, foreign, outputs, beside, part }: AnalysedProject,
): NativeAnalysis {
  const syntax = nativeSourceSyntax(open.native.ast, open.native.module);
  const program = new NativeSourceProgram(open, syntax, foreign, part);
  const resolver = () => new NativeNameResolver(open, syntax);
  const analysis = analyse(
    {
      syntax,
      program,
      search: (mayHold) => program.search(mayHold),
      readTypes(sources, settings) {
        return readNativeTypes(open, configFile, sources, settings, () => beside?.typesRead?.());
      },
      callChecker: () =>
        createCallChecker(new NativeCallQuestions(new Session(open.api, open.native.module, open.project))),
      ...(part && {
        earlierSearch: () => ({
          files: new Map([...part.searched].flatMap((name) => (part.isAsked(name) ? [] : [[name, nothing]]))),
          keep: () => undefined,
        }),
      }),
      findTagProblems: (file, serializer) => findNativeTagProblems(open, file, serializer),
      unlistedProject(source) {
        const { unlisted } = outputs;
        if (unlisted.size === 0) return undefined;
        for (const { fileName } of declarationsBehind(resolver(), syntaxOf(source))) {
          const problem = unlisted.get(fileName);
          if (problem) return problem;
        }
        return undefined;
      },
      targets: resolver,
      isOutputOfReference: ({ fileName }) => outputs.isOutput(fileName),
    },
    options,
    beside,
  );
  return { ...analysis, relevant: new Set(program.getSourceFiles().map(({ fileName }) => fileName)) };
}
