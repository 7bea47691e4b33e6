import type ts = require('typescript');

import type { ResolvedOptions } from '../../calls/options.js';
import { type HostOptions, resolveOptions } from './resolve-options.js';

/** The syntax tree of a `tsconfig.json`, which its compiler keeps in the options that it read from it. */
interface ConfigFile extends ts.TsConfigSourceFile {
  readonly extendedSourceFiles?: string[];
}

/** What a host hands over beside the program. */
export interface GivenOptions {
  /** The entry that a host of plugins read itself. */
  readonly entry?: unknown;
  readonly host?: HostOptions;
  /** The option `plugins`, where the program was made without it. */
  readonly plugins?: unknown;
}

/** The options of a program of the classic compiler. */
export function programOptions(program: ts.Program, given: GivenOptions): ResolvedOptions {
  const options = program.getCompilerOptions();
  const [configFile, ...extended] = configurationFiles(options);
  return resolveOptions({ plugins: options.plugins, ...given, configFile, extended });
}

/**
 * The files that options were read from: the `tsconfig.json`, then those that it extends.
 *
 * @param options - as the compiler parsed them
 */
export function configurationFiles(options: ts.CompilerOptions): readonly string[] {
  const { configFilePath } = options;
  if (typeof configFilePath !== 'string' || configFilePath === '') return [];
  const file = options.configFile as ConfigFile | undefined;
  return [configFilePath, ...(file?.extendedSourceFiles ?? [])];
}

/** Options as plain data: without the syntax tree of the file that they were read from. */
export function plainOptions({ configFile: _, ...options }: ts.CompilerOptions): object {
  return options;
}

/** What a `tsconfig.json` says, and what is wrong with it. */
export interface ParsedConfiguration {
  readonly command: ts.ParsedCommandLine;
  readonly errors: readonly ts.Diagnostic[];
}

/**
 * Parses a `tsconfig.json`, with what it extends.
 *
 * @param compiler - the TypeScript module to read it with
 * @param configFile - its absolute path
 * @param overrides - options that stand over its own
 * @param host - the disk that it is read from; left out, it is the compiler's
 */
export function parseConfiguration(
  compiler: typeof ts,
  configFile: string,
  overrides?: ts.CompilerOptions,
  host: ts.ParseConfigHost & { getCurrentDirectory(): string } = compiler.sys,
): ParsedConfiguration {
  const errors: ts.Diagnostic[] = [];
  const command = compiler.getParsedCommandLineOfConfigFile(configFile, overrides, {
    ...host,
    onUnRecoverableConfigFileDiagnostic: (error) => void errors.push(error),
  });
  if (!command)
    return { command: { options: { configFilePath: configFile }, fileNames: [], errors }, errors };
  // The syntax errors of the file are not among the `errors` of the command line.
  return { command, errors: [...errors, ...compiler.getConfigFileParsingDiagnostics(command)] };
}

/** A `tsconfig.json` as it is on disk, with what it extends. */
export interface ConfigurationOnDisk {
  /** The files that it includes. */
  readonly fileNames: readonly string[];
  readonly options: ts.CompilerOptions;
  /** The file itself, then those that it extends. */
  readonly files: readonly string[];
}

/**
 * Reads a `tsconfig.json` again. Hosts that read it themselves keep the options, and not where those were read from.
 *
 * @param compiler - the TypeScript module to read it with
 * @param configFile - its absolute path
 */
export function readConfiguration(compiler: typeof ts, configFile: string): ConfigurationOnDisk {
  const { fileNames, options } = parseConfiguration(compiler, configFile).command;
  return { fileNames, options, files: configurationFiles(options) };
}
