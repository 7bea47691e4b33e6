import { dirname } from 'node:path';

import type ts = require('typescript');

import type { ParsedProject } from './projects.js';

/**
 * Makes the programs of a run from source alone. A project that another one refers to is seen by it through declaration
 * files; those on disk may be old, so they are made afresh in memory and stand in place of the ones on disk.
 *
 * They are not those of an open project, which emits nothing and reads the sources of what it refers to: what is compared here is what the
 * build emits, by the same compiler, with the other entries of `plugins` at work.
 */
export class Programs {
  readonly #compiler: typeof ts;
  readonly #declarations = new Map<string, string>();
  readonly #folders = new Set<string>();
  readonly #programs = new Map<ParsedProject, ts.Program>();
  readonly #declared = new Set<ParsedProject>();
  // Parsing the library once, not once for each project, is most of what many small projects cost.
  readonly #library = new Map<string, ts.SourceFile | undefined>();

  constructor(compiler: typeof ts) {
    this.#compiler = compiler;
  }

  /** Makes the program of a project, once; the projects it refers to are declared first. */
  create(project: ParsedProject): ts.Program {
    const known = this.#programs.get(project);
    const program = known ?? this.#createProgram(project);
    this.#programs.set(project, program);
    return program;
  }

  /** Keeps the declarations of a project for the projects that refer to it, if any does. */
  declare(project: ParsedProject): void {
    if (!project.isReferenced || project.parsed.fileNames.length === 0 || this.#declared.has(project)) return;
    this.#declared.add(project);
    const canonical = this.#canonical();
    for (const [name, text] of emit(this.create(project), undefined, true)) {
      if (!/\.d\.[^/]*ts$/.test(name)) continue;
      this.#declarations.set(canonical(name), text);
      for (let folder = dirname(name); folder !== dirname(folder); folder = dirname(folder)) {
        this.#folders.add(canonical(folder));
      }
    }
    // What is kept of it is all that is asked of it again.
    this.#programs.delete(project);
  }

  #createProgram(project: ParsedProject): ts.Program {
    const { options, fileNames, projectReferences, errors } = project.parsed;
    const adapted: ts.CompilerOptions = {
      ...options,
      // The question is what the output says, not whether the build should have stopped.
      noEmitOnError: false,
      noEmit: false,
      // A compiler that ts-patch patched runs the plugins it finds here, and ours would replace the calls under our hands.
      plugins: project.entries.others as ts.PluginImport[],
    };
    return this.#compiler.createProgram({
      rootNames: fileNames,
      options: adapted,
      projectReferences,
      host: this.#host(adapted),
      configFileParsingDiagnostics: errors,
    });
  }

  #canonical(): (name: string) => string {
    return this.#compiler.sys.useCaseSensitiveFileNames ? (name) => name : (name) => name.toLowerCase();
  }

  #host(options: ts.CompilerOptions): ts.CompilerHost {
    const host = this.#compiler.createCompilerHost(options);
    const canonical = this.#canonical();
    const { fileExists, readFile, directoryExists, getSourceFile } = host;
    const library = host.getDefaultLibLocation?.() ?? dirname(host.getDefaultLibFileName(options));
    // `getSourceFile` reads through `readFile` of this same object.
    const overlay: Partial<ts.CompilerHost> = {
      fileExists: (name) => this.#declarations.has(canonical(name)) || fileExists.call(host, name),
      readFile: (name) => this.#declarations.get(canonical(name)) ?? readFile.call(host, name),
      directoryExists: (name) =>
        this.#folders.has(canonical(name)) || (directoryExists?.call(host, name) ?? true),
      getSourceFile: (name, ...rest) => {
        if (dirname(name) !== library) return getSourceFile.call(host, name, ...rest);
        if (!this.#library.has(name)) this.#library.set(name, getSourceFile.call(host, name, ...rest));
        return this.#library.get(name);
      },
    };
    return Object.assign(host, overlay);
  }
}

/**
 * Emits into memory: the text of each output, by its name.
 *
 * @param file - the file to emit; all when left out
 * @param onlyDeclarations - whether to leave out the JavaScript
 * @param before - transformers that run before the compiler's own
 */
export function emit(
  program: ts.Program,
  file: ts.SourceFile | undefined,
  onlyDeclarations: boolean,
  before: ts.TransformerFactory<ts.SourceFile>[] = [],
): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  program.emit(file, (name, text) => void outputs.set(name, text), undefined, onlyDeclarations, { before });
  return outputs;
}
