import type ts = require('typescript');

import { type Analysis, analyse, generalErrors } from '../../calls/analysis.js';
import type { ResolvedOptions } from '../../calls/options.js';
import { classicProgram } from '../classic/classic-program.js';
import { type GivenOptions, programOptions } from '../configuration/classic.js';
import type { SkippingBuild } from '../references/unlisted.js';

/** A program and what was decided about it: made once, on first need. */
export interface Engine {
  readonly compiler: typeof ts;
  readonly program: ts.Program;
  readonly options: ResolvedOptions;
  /** The kind of build, where it is one that may be skipped. */
  readonly build: SkippingBuild | undefined;
  /** The errors of the options; no type is read for them. */
  general(): readonly ts.Diagnostic[];
  analysis(): Analysis;
  /** Every error of the program: the options' first, then file by file. */
  diagnostics(): readonly ts.Diagnostic[];
  /** The errors of one file. */
  diagnosticsOf(file: ts.SourceFile): readonly ts.Diagnostic[];
}

const engines = new WeakMap<ts.Program, Map<string, Engine>>();

/**
 * The engine of a program under the given options; asked again for the same, it is the same one.
 *
 * @param compiler - the TypeScript module that made the program
 * @param program - the program
 * @param given - what the host itself says of the options; the rest is in the program's `plugins`
 * @param build - the kind of build, where it is one that may be skipped
 */
export function engineFor(
  compiler: typeof ts,
  program: ts.Program,
  given: GivenOptions,
  build?: SkippingBuild,
): Engine {
  const options = programOptions(program, given);
  const key = JSON.stringify(options);
  let byOptions = engines.get(program);
  if (!byOptions) {
    byOptions = new Map();
    engines.set(program, byOptions);
  }
  let engine = byOptions.get(key);
  if (!engine) {
    engine = createEngine(compiler, program, options, build);
    byOptions.set(key, engine);
  }
  return engine;
}

function createEngine(
  compiler: typeof ts,
  program: ts.Program,
  options: ResolvedOptions,
  build: SkippingBuild | undefined,
): Engine {
  let made: Analysis | undefined;
  const general = () => generalErrors(program, options);
  const analysis = () => (made ??= analyse(classicProgram(compiler, program, build), options));
  return {
    compiler,
    program,
    options,
    build,
    general,
    analysis,
    diagnostics() {
      const { files } = analysis();
      return [...general(), ...[...files.values()].flatMap((result) => result.diagnostics)];
    },
    diagnosticsOf: (file) => analysis().files.get(file.fileName)?.diagnostics ?? [],
  };
}
