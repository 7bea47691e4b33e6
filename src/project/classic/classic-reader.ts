import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type ts = require('typescript');

import { type Analysis, analyse } from '../../calls/analysis.js';
import type { FileResult } from '../../calls/file-result.js';
import { absoluteName, isPackaged } from '../../paths.js';
import { mayHoldTags } from '../../reader/index.js';
import { type Answer, answerOf, errorsElsewhere } from '../answer.js';
import {
  type ParsedConfiguration,
  parseConfiguration,
  plainOptions,
  programOptions,
} from '../configuration/classic.js';
import { pathOptionsOf } from '../configuration/path-options.js';
import { hasForeignPaths, pluginEntries } from '../configuration/plugin-entry.js';
import { type Inputs, inputsOf } from '../inputs.js';
import { type ProjectModels, projectModels } from '../models.js';
import type { ProjectChange, ProjectOptions } from '../project.js';
import { differences } from '../record/observations.js';
import { observeLock } from '../record/observe-lock.js';
import { fromClassic, fromOurs, noInputs, notRun } from '../report.js';
import type { Configuration, ProjectReader, Snapshot } from '../snapshot.js';
import { classicProgram } from './classic-program.js';
import { directFiles } from './direct-files.js';
import { KeptFiles } from './kept-files.js';

/** Reads a project with the classic compiler (4.9 to 6.0), through a program of ours. */
export class ClassicReader implements ProjectReader {
  private readonly kept: KeptFiles;
  private parsed: ParsedConfiguration | undefined;
  private program: ts.Program | undefined;
  private compiledWith: ts.CompilerOptions = {};
  private snapshot: Snapshot | undefined;
  private analysis: Analysis | undefined;

  constructor(
    private readonly compiler: typeof ts,
    private readonly configFile: string,
    private readonly options: ProjectOptions,
  ) {
    this.kept = new KeptFiles(compiler);
  }

  configuration(): Configuration {
    const { fileNames, options, projectReferences = [] } = this.configured().command;
    const references = projectReferences.map((reference) =>
      this.compiler.resolveProjectReferencePath(reference),
    );
    return { listed: fileNames, references, paths: pathOptionsOf(options) };
  }

  read(): Snapshot {
    this.snapshot ??= this.analysed();
    return this.snapshot;
  }

  models(): ProjectModels | undefined {
    if (this.configured().command.fileNames.length === 0) return undefined;
    this.read();
    const { analysis, program } = this;
    if (analysis === undefined || program === undefined) return undefined;
    const unparsed = program.getSyntacticDiagnostics().map(fromClassic);
    return projectModels(this.configFile, analysis, unparsed, foreignFiles(program));
  }

  update(change: ProjectChange | undefined): void {
    const observations = this.kept.disk.observations();
    const isOfTexts = change?.isStructural === false && change.changed.every((name) => this.isKnown(name));
    const only = isOfTexts ? new Set(change.changed.map(absoluteName)) : undefined;
    const { changed, isStructural } = differences(observations, only);
    const isKnown = this.kept.isComplete || isOfTexts;
    if (isKnown && !isStructural && changed.length === 0) return;
    this.snapshot = undefined;
    if (isKnown && !isStructural && changed.every((name) => this.isKnown(name))) {
      this.kept.changed(changed);
      return;
    }
    this.kept.restart();
    this.parsed = undefined;
    // The next program would take over from it what imports lead to.
    this.program = undefined;
  }

  close(): void {
    this.snapshot = undefined;
    this.analysis = undefined;
    this.program = undefined;
    this.parsed = undefined;
    this.kept.restart();
    this.kept.clear();
  }

  /** Whether a change of a file's text is one of that text alone: it leads no import of another file elsewhere. */
  private isKnown(fileName: string): boolean {
    const name = absoluteName(fileName);
    return !name.endsWith('.json') && this.program?.getSourceFile(name) !== undefined;
  }

  private configured(): ParsedConfiguration {
    const overrides = this.options.overrides as ts.CompilerOptions | undefined;
    this.parsed ??= parseConfiguration(this.compiler, this.configFile, overrides, this.kept.parseHost());
    return this.parsed;
  }

  private analysed(): Snapshot {
    const { command } = this.configured();
    // A compiler that ts-patch patched would run our own plugin.
    const { plugins, ...options } = command.options;
    if (!isDeepStrictEqual(plainOptions(this.compiledWith), plainOptions(options))) this.kept.clear();
    this.compiledWith = options;
    const program = this.compiler.createProgram({
      rootNames: command.fileNames,
      options,
      ...(command.projectReferences && { projectReferences: command.projectReferences }),
      host: this.kept.host(options),
      ...(this.program && { oldProgram: this.program }),
    });
    this.kept.keepOnly(program);
    this.program = program;
    const foreign = foreignFiles(program);
    // Before the lock file is read, so that a change meanwhile is noticed.
    observeLock(
      this.kept.disk,
      this.configFile,
      program.getSourceFiles().map(({ fileName }) => fileName),
    );
    const given = { plugins, ...(this.options.host && { host: this.options.host }) };
    const analysis = analyse(
      classicProgram(this.compiler, program, undefined, foreign),
      programOptions(program, given),
    );
    this.analysis = analysis;
    const inputs = inputsOf(this.compiler, program, outputsOf(options));
    return {
      ...this.configuration(),
      imported: importedFiles(program, foreign),
      diagnostics: [...this.configurationErrors(), ...analysis.general].map(fromOurs),
      remarks: pluginEntries(this.configFile, plugins).others.map(notRun),
      answers: this.answers(program, analysis, inputs),
      dependencies: { ...inputs, direct: inputs.files },
      observations: this.isObserved(program, plugins) ? this.kept.disk.observations() : undefined,
    };
  }

  private configurationErrors(): readonly ts.Diagnostic[] {
    return this.configured()
      .errors.filter(({ code }) => !noInputs.has(code))
      .map((error) => ({
        ...error,
        messageText: `TS${error.code}: ${this.compiler.flattenDiagnosticMessageText(error.messageText, '\n')}`,
      }));
  }

  /** Whether everything that decides the answers was read through the observed disk. */
  private isObserved(program: ts.Program, plugins: unknown): boolean {
    if (!this.kept.isComplete || hasForeignPaths(plugins)) return false;
    // Whether a build wrote such a file is found out from the configurations around it, which the compiler reads by itself.
    const mayBeOutput = ({ fileName, text, isDeclarationFile }: ts.SourceFile) =>
      isDeclarationFile && mayHoldTags(text) && !isPackaged(fileName);
    return !program.getSourceFiles().some(mayBeOutput);
  }

  private answers(program: ts.Program, { files, general }: Analysis, inputs: Inputs): readonly Answer[] {
    const results = [...files.values()];
    const direct = directFiles(this.compiler, program, inputs);
    const context = {
      syntax: this.compiler,
      keepsEmpty: keepsEmpty(program.getCompilerOptions()),
      general: general.map(fromOurs),
      elsewhere: errorsElsewhere(results),
      dependencies: (result: FileResult) => ({ ...inputs, direct: direct(result) }),
    };
    return results.map((result) => answerOf(context, result));
  }
}

/** The files of a project that its configuration does not list. */
function importedFiles(program: ts.Program, foreign: ReadonlySet<string>): readonly string[] {
  const listed = new Set(program.getRootFileNames());
  return program
    .getSourceFiles()
    .filter(
      (file) =>
        !listed.has(file.fileName) &&
        !foreign.has(file.fileName) &&
        !isPackaged(file.fileName) &&
        !program.isSourceFileFromExternalLibrary(file) &&
        !program.isSourceFileDefaultLibrary(file),
    )
    .map(({ fileName }) => fileName);
}

/** Whether an import without names stays; 4.9 and 5.0 have another option for it. */
function keepsEmpty(options: ts.CompilerOptions & { readonly importsNotUsedAsValues?: number }): boolean {
  return options.verbatimModuleSyntax === true || (options.importsNotUsedAsValues ?? 0) > 0;
}

/** The source files of the projects that a program refers to, however far. */
function foreignFiles(program: ts.Program): ReadonlySet<string> {
  const own = new Set(program.getRootFileNames());
  const found = new Set<string>();
  const seen = new Set<ts.ResolvedProjectReference>();
  const pending = [...(program.getResolvedProjectReferences() ?? [])];
  for (let reference = pending.pop(); reference; reference = pending.pop()) {
    if (seen.has(reference)) continue;
    seen.add(reference);
    for (const name of reference.commandLine.fileNames) if (!own.has(name)) found.add(name);
    pending.push(...(reference.references ?? []));
  }
  return found;
}

function outputsOf({ outDir, declarationDir, configFilePath }: ts.CompilerOptions): readonly string[] {
  const modules = typeof configFilePath === 'string' ? [join(configFilePath, '../node_modules')] : [];
  return [outDir, declarationDir, ...modules].flatMap((folder) => folder ?? []);
}
