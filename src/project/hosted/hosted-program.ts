import type ts = require('typescript');

import type { AnalysedProgram } from '../../calls/analysed-program.js';
import { type Analysis, analyse, generalErrors } from '../../calls/analysis.js';
import type { ResolvedOptions } from '../../calls/options.js';
import { classicProgram } from '../classic/classic-program.js';
import { type GivenOptions, programOptions } from '../configuration/classic.js';
import type { SkippingBuild } from '../references/unlisted.js';
import { readChanged } from './last-readings.js';
import { lastSearch } from './last-search.js';
import type { ConfiguredProgram } from './program-state.js';

/**
 * A program that a host made, emits and type-checks itself (ts-patch, ts-loader, ts-jest, @rollup/plugin-typescript, `tsc -b`), and what was
 * decided about it: once, on first need. The calls have to be replaced in its own syntax trees: an edited text, as `openProject` has
 * it, would be type-checked in place of the source, and a string literal is no `VersionOf<T>`.
 */
export interface HostedProgram extends ConfiguredProgram {
  /** The errors of the options; no type is read for them. */
  general(): readonly ts.Diagnostic[];
  analysis(): Analysis;
  /** Every error of the program: the options' first, then file by file. */
  diagnostics(): readonly ts.Diagnostic[];
  /** The errors of one file. */
  diagnosticsOf(file: ts.SourceFile): readonly ts.Diagnostic[];
}

const known = new WeakMap<ts.Program, Map<string, HostedProgram>>();

/**
 * What is decided about a program under the given options; asked again for the same, it is the same one.
 *
 * @param compiler - the TypeScript module that made the program
 * @param program - the program
 * @param given - what the host itself says of the options; the rest is in the program's `plugins`
 * @param build - the kind of build, where it is one that may be skipped
 */
export function hostedProgram(
  compiler: typeof ts,
  program: ts.Program,
  given: GivenOptions,
  build?: SkippingBuild,
): HostedProgram {
  const options = programOptions(program, given);
  const key = JSON.stringify(options);
  let byOptions = known.get(program);
  if (!byOptions) {
    byOptions = new Map();
    known.set(program, byOptions);
  }
  let hosted = byOptions.get(key);
  if (!hosted) {
    hosted = createHostedProgram(compiler, program, options, build);
    byOptions.set(key, hosted);
  }
  return hosted;
}

function createHostedProgram(
  compiler: typeof ts,
  program: ts.Program,
  options: ResolvedOptions,
  build: SkippingBuild | undefined,
): HostedProgram {
  let made: Analysis | undefined;
  const general = () => generalErrors(program, options);
  const configured: ConfiguredProgram = { compiler, program, options, build };
  const asRead = classicProgram(compiler, program, build);
  const analysed: AnalysedProgram = {
    ...asRead,
    earlierSearch: (names) => lastSearch(configured, names),
    readTypes: (sources, settings) =>
      readChanged(configured, sources, (some) => asRead.readTypes(some, settings)),
  };
  const analysis = () => (made ??= analyse(analysed, options));
  return {
    ...configured,
    general,
    analysis,
    diagnostics() {
      const { files } = analysis();
      return [...general(), ...[...files.values()].flatMap((result) => result.diagnostics)];
    },
    diagnosticsOf: (file) => analysis().files.get(file.fileName)?.diagnostics ?? [],
  };
}
