import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { KeyshapeError } from '../../../error.js';
import { isPackaged } from '../../../paths.js';
import type { OpenedProject } from '../server/opened-project.js';
import { overlaySuffix } from '../server/server.js';
import { ProgramFiles } from '../source/program-files.js';
import { copyContents, Mirror } from './mirror.js';
import { outputFolders, type ProjectPaths } from './output-paths.js';
import type { Outputs } from './outputs.js';
import { asArguments, runStock, type StockRun, unwritten } from './stock-compiler.js';

/** `tsc` did not do what it was asked for; no JavaScript is written. */
export class StockFailure extends KeyshapeError {
  /** @param isEcho - whether errors that the API tells as well are the likely reason */
  constructor(
    message: string,
    readonly isEcho = false,
  ) {
    super(message);
  }

  override get name(): string {
    return 'StockFailure';
  }
}

type Options = Readonly<Record<string, unknown>>;

/** Turns off what would make the compiler keep state of its own, or not emit. */
export const neutral = {
  composite: false,
  incremental: false,
  tsBuildInfoFile: null,
  noEmit: false,
  noEmitOnError: false,
};

/**
 * A mirror of projects, for what the stock compiler of 7.0 is to emit and the user's folders are not to hold.
 */
export class StockMirror {
  private readonly mirror: Mirror;
  /** The files that have another text in the mirror than on the user's disk. */
  private edited: ReadonlyMap<string, string>;

  /**
   * @param projects - the projects; those that one of them refers to are seen in the mirror only if they are here too
   * @param edits - texts that stand in for those of sources from the start
   */
  constructor(projects: readonly ProjectPaths[], edits: ReadonlyMap<string, string> = new Map()) {
    this.edited = edits;
    this.mirror = new Mirror({
      texts: edits,
      files: projects.flatMap(({ ownFiles, opened: { rootFiles, facts } }) => [
        ...ownFiles,
        ...[...rootFiles, ...facts.files].filter((file) => !isPackaged(file)),
      ]),
      read: new Set(projects.flatMap(({ opened }) => readBy(opened))),
      outputFolders: projects.flatMap(outputFolders),
      withOutputs: projects.some(({ opened }) => opened.facts.references.length > 0),
    });
  }

  /** Writes a project's declarations of its sources as they are, into the mirror, for those that refer to it. */
  async emitDeclarations({ opened, options }: ProjectPaths): Promise<void> {
    this.edit(new Map());
    const { configFile } = opened;
    const run = await runStock(configFile, [
      ...['-p', this.mirror.pathOf(configFile), '--pretty', 'false', '--noCheck'],
      ...asArguments({
        ...neutral,
        ...this.paths(options),
        declaration: true,
        emitDeclarationOnly: true,
      }),
    ]);
    if (run.code !== 0 && run.code !== 2) throw failed(run);
    assertWritten(run, (text) => this.mirror.inRealPaths(text));
  }

  /**
   * Makes JavaScript of a project.
   *
   * @param edits - texts that stand in for those of sources
   * @param overrides - options of the command line
   * @returns the outputs, by the names that they have outside of the mirror
   * @throws StockFailure where the compiler fails, or the mirror is not the same program
   */
  async emitJavaScript(
    project: ProjectPaths,
    edits: ReadonlyMap<string, string>,
    overrides: Options = {},
  ): Promise<Outputs> {
    const { mirror } = this;
    const { configFile, facts, rootFiles } = project.opened;
    const config = mirror.pathOf(
      join(dirname(configFile), `${basename(configFile, '.json')}${overlaySuffix}`),
    );
    writeFileSync(
      config,
      JSON.stringify({
        extends: `./${basename(configFile)}`,
        compilerOptions: {
          ...overrides,
          ...neutral,
          ...this.paths(project.options),
          declaration: false,
          declarationMap: false,
          declarationDir: null,
          emitDeclarationOnly: false,
          isolatedDeclarations: false,
          noCheck: true,
          plugins: [],
        },
        include: [],
        files: rootFiles.map((file) => (isPackaged(file) ? file : mirror.pathOf(file))),
        references: facts.references.map((path) => ({ path: mirror.pathOf(path) })),
      }),
    );
    this.edit(edits);
    const run = await runStock(configFile, [
      ...['-p', config, '--pretty', 'false', '--listFiles', '--listEmittedFiles'],
    ]);
    if (run.code !== 0 && run.code !== 2) throw failed(run);
    assertWritten(run, (text) => mirror.inRealPaths(text));
    assertSameProgram(project, run, mirror);
    return outputsOf(run, mirror);
  }

  /** Puts these texts, and no others, in place of the user's. */
  private edit(edits: ReadonlyMap<string, string>): void {
    for (const file of this.edited.keys()) {
      if (!edits.has(file)) copyContents(file, this.mirror.pathOf(file));
    }
    for (const [file, text] of edits) {
      if (this.edited.get(file) !== text) writeFileSync(this.mirror.pathOf(file), text);
    }
    this.edited = edits;
  }

  async remove(): Promise<void> {
    await this.mirror.remove();
  }

  /** Paths that are written to, whatever way the configuration names them: they lead into the mirror. */
  private paths(options: Options): Options {
    return Object.fromEntries(
      ['outDir', 'declarationDir', 'rootDir'].flatMap((name) => {
        const path = options[name];
        return typeof path === 'string' ? [[name, this.mirror.pathOf(path)]] : [];
      }),
    );
  }
}

/** Everything that the program of a project reads, and that of those it refers to. */
function readBy({ open, foreign, reached }: OpenedProject): readonly string[] {
  return [...ProgramFiles.of(open).names, ...foreign, ...reached];
}

function outputsOf(run: StockRun, mirror: Mirror): Outputs {
  const outputs = new Map<string, string>();
  for (const line of run.lines) {
    if (!line.startsWith('TSFILE:')) continue;
    const path = line.slice('TSFILE:'.length).trim();
    outputs.set(mirror.realPathOf(path), readFileSync(path, 'utf8'));
  }
  return outputs;
}

/**
 * JavaScript depends on other files (whether an import is a type, the value of a `const enum`), so the mirror must be the
 * same program as the project, file by file.
 */
function assertSameProgram({ opened, ownFiles }: ProjectPaths, run: StockRun, mirror: Mirror): void {
  const listed = new Set(run.lines.map((line) => mirror.realPathOf(line)));
  const files = ProgramFiles.of(opened.open);
  const wanted =
    // Of a referenced project the API reads the sources, and the stock compiler the declarations.
    opened.foreign.size > 0 ? ownFiles : files.names.filter((name) => !files.isDefaultLibrary(name));
  // A name with a line end in it takes more than a line.
  const isListed = (name: string) => listed.has(name) || (/[\n\r]/.test(name) && run.text.includes(name));
  const missing = wanted.filter((name) => !isListed(name));
  if (missing.length === 0) return;
  throw new StockFailure(
    `TypeScript ${opened.open.native.version} cannot emit for keyshape, which has it compile a copy of the project, because in the copy these files were not found: ${missing.slice(0, 3).join(', ')}. With TypeScript 7.1 no copy is needed.`,
  );
}

/**
 * @param readable - makes what the compiler says fit for the user
 * @throws StockFailure where it could not write all that it was to write
 */
export function assertWritten(run: StockRun, readable: (text: string) => string = (text) => text): void {
  const lines = unwritten(run);
  if (lines.length === 0) return;
  const way = 'Make way for it, or name another place, --outDir.';
  throw new StockFailure([...lines.map(readable), way].join('\n'));
}

export function failed(run: StockRun): StockFailure {
  return new StockFailure(`tsc failed with exit code ${run.code}:\n${run.lines.join('\n')}`, true);
}
