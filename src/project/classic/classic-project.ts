import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type ts = require('typescript');

import { type Analysis, analyse } from '../../calls/analysis.js';
import { type Answer, answerOf, type Dependencies } from '../answer.js';
import { programOptions } from '../configuration/classic.js';
import { inputsOf } from '../inputs.js';
import { type ProjectModels, projectModels } from '../models.js';
import { slashed } from '../paths.js';
import type { Project, ProjectChange, ProjectOptions } from '../project.js';
import { fromOurs, type Report } from '../report.js';
import { classicProgram } from './classic-program.js';
import { KeptFiles } from './kept-files.js';

/** What a configuration says. */
interface Configuration {
  readonly parsed: ts.ParsedCommandLine;
  readonly errors: readonly ts.Diagnostic[];
}

/** A program and what was decided about it. */
interface State {
  readonly program: ts.Program;
  readonly analysis: Analysis;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly dependencies: Dependencies;
  readonly foreign: ReadonlySet<string>;
}

// "No inputs were found": of a configuration that only refers to others, and of one that has none yet.
const noInputs: ReadonlySet<number> = new Set([18002, 18003]);

/** A project that the classic compiler (4.9 to 6.0) reads, through a program of ours. */
export class ClassicProject implements Project {
  private readonly kept: KeptFiles;
  private configuration: Configuration | undefined;
  private listed: ReadonlySet<string> | undefined;
  private program: ts.Program | undefined;
  private compiledWith: ts.CompilerOptions = {};
  private state: State | undefined;
  /** Files that changed since the last program; `undefined` where any may have. */
  private changed: Set<string> | undefined = new Set();

  constructor(
    private readonly compiler: typeof ts,
    readonly configFile: string,
    private readonly options: ProjectOptions,
  ) {
    this.kept = new KeptFiles(compiler);
  }

  files(): readonly string[] {
    return [...this.current().answers.keys()];
  }

  lists(fileName: string): boolean {
    this.listed ??= new Set(this.configured().parsed.fileNames);
    return this.listed.has(slashed(fileName));
  }

  includes(fileName: string): boolean {
    if (this.lists(fileName)) return true;
    const { program, foreign } = this.current();
    const file = program.getSourceFile(slashed(fileName));
    return (
      file !== undefined &&
      !foreign.has(file.fileName) &&
      !program.isSourceFileFromExternalLibrary(file) &&
      !program.isSourceFileDefaultLibrary(file)
    );
  }

  references(): readonly string[] {
    return (this.configured().parsed.projectReferences ?? []).map((reference) =>
      this.compiler.resolveProjectReferencePath(reference),
    );
  }

  answer(fileName: string): Answer | undefined {
    const { answers, program } = this.current();
    const name = slashed(fileName);
    return answers.get(name) ?? answers.get(program.getSourceFile(name)?.fileName ?? name);
  }

  dependencies(): Dependencies {
    return this.current().dependencies;
  }

  models(): ProjectModels | undefined {
    if (this.configured().parsed.fileNames.length === 0) return undefined;
    const { analysis, foreign } = this.current();
    return projectModels(this.configFile, analysis, foreign);
  }

  diagnostics(): readonly Report[] {
    const errors = this.configured().errors.filter(({ code }) => !noInputs.has(code));
    const flat = errors.map((error) => ({
      ...error,
      messageText: `TS${error.code}: ${this.compiler.flattenDiagnosticMessageText(error.messageText, '\n')}`,
    }));
    return [...flat, ...this.current().analysis.general].map(fromOurs);
  }

  update(change?: ProjectChange): void {
    this.state = undefined;
    if (change === undefined || change.isStructural || change.changed.some((name) => !this.isKnown(name))) {
      this.changed = undefined;
      this.configuration = undefined;
      this.listed = undefined;
    } else for (const name of change.changed) this.changed?.add(slashed(name));
  }

  close(): void {
    this.state = undefined;
    this.program = undefined;
    this.changed = undefined;
    this.configuration = undefined;
    this.listed = undefined;
    this.kept.clear();
  }

  /** Whether a change of a file's text is a change of that text alone: it leads no import elsewhere. */
  private isKnown(fileName: string): boolean {
    const name = slashed(fileName);
    return !name.endsWith('.json') && this.program?.getSourceFile(name) !== undefined;
  }

  private configured(): Configuration {
    if (this.configuration) return this.configuration;
    const errors: ts.Diagnostic[] = [];
    const host: ts.ParseConfigFileHost = {
      ...this.compiler.sys,
      onUnRecoverableConfigFileDiagnostic: (error) => void errors.push(error),
    };
    const parsed = this.compiler.getParsedCommandLineOfConfigFile(
      this.configFile,
      this.options.overrides as ts.CompilerOptions | undefined,
      host,
    ) ?? { options: { configFilePath: this.configFile }, fileNames: [], errors: [] };
    this.configuration = { parsed, errors: [...errors, ...parsed.errors] };
    return this.configuration;
  }

  private current(): State {
    this.state ??= this.read();
    return this.state;
  }

  private read(): State {
    const { parsed } = this.configured();
    // A compiler that ts-patch patched would run our own plugin.
    const { plugins, ...options } = parsed.options;
    if (!isDeepStrictEqual(plain(this.compiledWith), plain(options))) this.kept.clear();
    this.compiledWith = options;
    const reuses = this.changed !== undefined && this.program !== undefined;
    const program = this.compiler.createProgram({
      rootNames: parsed.fileNames,
      options,
      ...(parsed.projectReferences && { projectReferences: parsed.projectReferences }),
      host: this.kept.hostFor(options, this.changed),
      // It hands on what imports lead to: after a file that came or went, that is asked anew.
      ...(reuses && { oldProgram: this.program! }),
    });
    this.kept.dropUnused();
    this.program = program;
    this.changed = new Set();
    const foreign = foreignFiles(program);
    const resolved = programOptions(program, {
      plugins,
      ...(this.options.host && { host: this.options.host }),
    });
    const analysis = analyse(classicProgram(this.compiler, program, undefined, foreign), resolved);
    const dependencies = inputsOf(this.compiler, program, outputsOf(options));
    return {
      program,
      analysis,
      foreign,
      dependencies,
      answers: this.answers(program, analysis, dependencies),
    };
  }

  private answers(
    program: ts.Program,
    { files, general }: Analysis,
    dependencies: Dependencies,
  ): ReadonlyMap<string, Answer> {
    const results = [...files.values()];
    const withoutCalls = results.filter((result) => result.replacements.size === 0);
    const context = {
      syntax: this.compiler,
      keepsEmpty: keepsEmpty(program.getCompilerOptions()),
      general: general.map(fromOurs),
      elsewhere: withoutCalls.flatMap((result) => result.diagnostics).map(fromOurs),
      dependencies,
    };
    return new Map(results.map((result) => [result.file.fileName, answerOf(context, result)]));
  }
}

/** Options without the syntax tree of their file. */
function plain({ configFile: _, ...options }: ts.CompilerOptions): object {
  return options;
}

/** What 4.9 and 5.0 ask with other options. */
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
