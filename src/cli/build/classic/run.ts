import type ts = require('typescript');

import { type Arguments, general, isOn } from '../../arguments.js';
import { type ExitCode, UsageError } from '../../command.js';
import type { Io } from '../../io.js';
import { EquippedPrograms } from './equipped.js';
import { isTsc, type Tsc } from './internals.js';

const running = new Promise<never>(() => undefined);

/**
 * Builds as `tsc` of TypeScript 4.9 to 6.0 does with the same arguments, in this process, every program equipped with the
 * transformer.
 *
 * @param args - the command line
 * @param configFiles - the configurations that it is about
 */
export async function runClassic(
  compiler: typeof ts,
  args: Arguments,
  configFiles: readonly string[],
  io: Io,
): Promise<ExitCode> {
  if (!isTsc(compiler)) {
    throw new UsageError(`TypeScript ${compiler.version} lacks what keyshape build is made with.`);
  }
  // What tsc prints goes where the command's own output goes, which ends well where the reader has left.
  const system: ts.System = { ...compiler.sys, write: io.out };
  const programs = new EquippedPrograms(compiler, (text) => io.error(`warning: ${text}\n`));
  const run: ClassicRun = { compiler, system, io, programs, options: asTscHasThem(args) };
  if (!isOn(args, 'watch')) io.progress(`compiling with TypeScript ${compiler.version}`);
  return isOn(args, 'build') ? buildSolution(run, configFiles) : buildConfig(run, configFiles[0]!);
}

interface ClassicRun {
  readonly compiler: Tsc;
  readonly system: ts.System;
  readonly io: Io;
  readonly programs: EquippedPrograms;
  /** The command line without the names of projects. */
  readonly options: readonly string[];
}

/** The options of the command line, in the one form that the compiler's own reader cannot read otherwise. */
function asTscHasThem({ given }: Arguments): readonly string[] {
  return Object.entries(given).flatMap(([name, value]) =>
    name in general || name === 'project' || name === 'build'
      ? []
      : [`--${name}`, Array.isArray(value) ? value.join(',') : String(value)],
  );
}

async function buildConfig(run: ClassicRun, configFile: string): Promise<ExitCode> {
  const { compiler, system, io, programs } = run;
  const command = compiler.parseCommandLine([...run.options]);
  let report = compiler.createDiagnosticReporter(system, pretty(io, command.options));
  if (command.errors.length > 0) return allReported(report, command.errors);
  const parsed = compiler.getParsedCommandLineOfConfigFile(configFile, command.options, {
    ...system,
    onUnRecoverableConfigFileDiagnostic: report,
  });
  if (!parsed) return 1;
  const { options } = parsed;
  // The file's syntax errors too, which are not in `parsed.errors`.
  const errors = compiler.getConfigFileParsingDiagnostics(parsed);
  report = compiler.createDiagnosticReporter(system, pretty(io, options));
  if (options.watch) {
    const host = compiler.createWatchCompilerHost(
      configFile,
      command.options,
      system,
      programs.builder,
      report,
      compiler.createWatchStatusReporter(system, pretty(io, options)),
      command.watchOptions,
    );
    compiler.createWatchProgram(host);
    return running;
  }
  return asExitCode(
    compiler.emitFilesAndReportErrorsAndGetExitStatus(
      programOf(run, parsed, errors),
      report,
      (text) => system.write(text + system.newLine),
      summary(run, options),
    ),
  );
}

/** The program of a configuration; one that keeps build info where the configuration has it so. */
function programOf(
  { compiler, system, programs }: ClassicRun,
  { options, fileNames, projectReferences }: ts.ParsedCommandLine,
  errors: readonly ts.Diagnostic[],
): ts.Program | ts.BuilderProgram {
  if (options.incremental || options.composite) {
    const host = compiler.createIncrementalCompilerHost(options, system);
    const before = compiler.readBuilderProgram(options, host);
    return programs.builder(fileNames, options, host, before, errors, projectReferences);
  }
  const host = compiler.createCompilerHost(options);
  const program = compiler.createProgram({
    rootNames: fileNames,
    options,
    host,
    configFileParsingDiagnostics: errors,
    ...(projectReferences && { projectReferences }),
  });
  return programs.equip(program, host);
}

async function buildSolution(run: ClassicRun, projects: readonly string[]): Promise<ExitCode> {
  const { compiler, system, io, programs } = run;
  const { buildOptions, watchOptions, errors } = compiler.parseBuildCommand(run.options);
  const isPretty = pretty(io, buildOptions);
  const report = compiler.createDiagnosticReporter(system, isPretty);
  if (errors.length > 0) return allReported(report, errors);
  const status = compiler.createBuilderStatusReporter(system, isPretty);
  if (buildOptions.watch) {
    const host = compiler.createSolutionBuilderWithWatchHost(
      system,
      programs.builder,
      report,
      status,
      compiler.createWatchStatusReporter(system, isPretty),
    );
    compiler.createSolutionBuilderWithWatch(host, [...projects], buildOptions, watchOptions).build();
    return running;
  }
  const host = compiler.createSolutionBuilderHost(
    system,
    programs.builder,
    report,
    status,
    summary(run, buildOptions),
  );
  const builder = compiler.createSolutionBuilder(host, [...projects], buildOptions);
  return asExitCode(buildOptions.clean ? builder.clean() : builder.build());
}

function allReported(report: ts.DiagnosticReporter, errors: readonly ts.Diagnostic[]): ExitCode {
  for (const error of errors) report(error);
  return 1;
}

function pretty(io: Io, options: object): boolean {
  return 'pretty' in options && typeof options.pretty === 'boolean' ? options.pretty : io.coloured;
}

function summary(
  { compiler, system, io }: ClassicRun,
  options: object,
): ts.ReportEmitErrorSummary | undefined {
  if (!pretty(io, options)) return undefined;
  return (count, files) => system.write(compiler.getErrorSummaryText(count, files, system.newLine, system));
}

/** The exit codes that the command has; the two more that `-b` has, for projects that were left out, are 1. */
function asExitCode(status: ts.ExitStatus): ExitCode {
  return status === 0 || status === 2 ? status : 1;
}
