import type ts = require('typescript');

import { type ExitCode, UsageError } from '../../command.js';
import { equip, equippedBuilder } from './equipped.js';
import { isTsc, type Tsc } from './internals.js';

const running = new Promise<never>(() => undefined);

/**
 * Builds as `tsc` of TypeScript 4.9 to 6.0 does with the same arguments, in this process, every program equipped with the
 * transformer.
 *
 * @param args - the arguments of `tsc`
 * @param configFile - the configuration that they lead to; with `-b` they speak for themselves
 */
export async function runClassic(
  compiler: typeof ts,
  args: readonly string[],
  configFile: string,
): Promise<ExitCode> {
  if (!isTsc(compiler)) {
    throw new UsageError(`TypeScript ${compiler.version} lacks what keyshape build is made with.`);
  }
  const isBuild = args.some((argument) => /^--?b(?:uild)?$/i.test(argument));
  if (!isBuild) return buildConfig(compiler, args, configFile);
  return buildSolution(
    compiler,
    args.filter((argument) => !/^--?b(?:uild)?$/i.test(argument)),
  );
}

async function buildConfig(compiler: Tsc, args: readonly string[], configFile: string): Promise<ExitCode> {
  const { sys: system } = compiler;
  const command = compiler.parseCommandLine([...args]);
  let report = compiler.createDiagnosticReporter(system, pretty(system, command.options));
  if (command.errors.length > 0) return allReported(report, command.errors);
  if (command.fileNames.length > 0) {
    throw new UsageError(
      'keyshape build compiles projects, not single files: -p <tsconfig>, or -b <tsconfig> ….',
    );
  }
  const parsed = compiler.getParsedCommandLineOfConfigFile(configFile, command.options, {
    ...system,
    onUnRecoverableConfigFileDiagnostic: report,
  });
  if (!parsed) return 1;
  const { options, fileNames, projectReferences, errors } = parsed;
  report = compiler.createDiagnosticReporter(system, pretty(system, options));
  if (options.watch) {
    const host = compiler.createWatchCompilerHost(
      configFile,
      command.options,
      system,
      equippedBuilder(compiler),
      report,
      compiler.createWatchStatusReporter(system, pretty(system, options)),
      command.watchOptions,
    );
    compiler.createWatchProgram(host);
    return running;
  }
  const isIncremental = Boolean(options.incremental || options.composite);
  const host = isIncremental
    ? compiler.createIncrementalCompilerHost(options, system)
    : compiler.createCompilerHost(options);
  const program = isIncremental
    ? equippedBuilder(compiler)(
        fileNames,
        options,
        host,
        compiler.readBuilderProgram(options, host),
        errors,
        projectReferences,
      )
    : equip(
        compiler,
        compiler.createProgram({
          rootNames: fileNames,
          options,
          host,
          configFileParsingDiagnostics: errors,
          ...(projectReferences && { projectReferences }),
        }),
        host,
      );
  return asExitCode(
    compiler.emitFilesAndReportErrorsAndGetExitStatus(
      program,
      report,
      (text) => system.write(text + system.newLine),
      summary(compiler, options),
    ),
  );
}

async function buildSolution(compiler: Tsc, args: readonly string[]): Promise<ExitCode> {
  const { sys: system } = compiler;
  const { buildOptions, watchOptions, projects, errors } = compiler.parseBuildCommand(args);
  const isPretty = pretty(system, buildOptions);
  const report = compiler.createDiagnosticReporter(system, isPretty);
  if (errors.length > 0) return allReported(report, errors);
  const status = compiler.createBuilderStatusReporter(system, isPretty);
  if (buildOptions.watch) {
    const host = compiler.createSolutionBuilderWithWatchHost(
      system,
      equippedBuilder(compiler),
      report,
      status,
      compiler.createWatchStatusReporter(system, isPretty),
    );
    compiler.createSolutionBuilderWithWatch(host, [...projects], buildOptions, watchOptions).build();
    return running;
  }
  const host = compiler.createSolutionBuilderHost(
    system,
    equippedBuilder(compiler),
    report,
    status,
    summary(compiler, buildOptions),
  );
  const builder = compiler.createSolutionBuilder(host, [...projects], buildOptions);
  return asExitCode(buildOptions.clean ? builder.clean() : builder.build());
}

function allReported(report: ts.DiagnosticReporter, errors: readonly ts.Diagnostic[]): ExitCode {
  for (const error of errors) report(error);
  return 1;
}

function pretty(system: ts.System, options: object): boolean {
  if ('pretty' in options && typeof options.pretty === 'boolean') return options.pretty;
  return system.writeOutputIsTTY?.() === true && !process.env.NO_COLOR;
}

function summary(compiler: Tsc, options: object): ts.ReportEmitErrorSummary | undefined {
  const { sys: system } = compiler;
  if (!pretty(system, options)) return undefined;
  return (count, files) => system.write(compiler.getErrorSummaryText(count, files, system.newLine, system));
}

/** `-b` has two more, for projects that were left out. */
function asExitCode(status: ts.ExitStatus): ExitCode {
  return status === 0 || status === 2 ? status : 1;
}
