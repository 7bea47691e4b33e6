import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { EditedFile } from '../../../transform/native/index.js';
import { type Checked, emitsDeclarations } from './compile.js';
import { composeMap } from './compose.js';
import type { Outputs, Write } from './emit.js';
import { Mirror } from './mirror.js';
import { outputFolders, outputKey, sourceKey } from './output-paths.js';
import { overlaySuffix } from './server.js';
import { asArguments, runStock, type StockRun } from './stock-compiler.js';
import type { Templates } from './templates.js';

/** `tsc` did not do what it was asked for; no JavaScript is written. */
export class StockFailure extends Error {
  /** @param isEcho - whether errors that the API tells as well are the likely reason */
  constructor(
    message: string,
    readonly isEcho = false,
  ) {
    super(message);
  }
}

/** What is compiled. */
export interface StockWork {
  /** The edited files, with markers for versions. */
  readonly edits: ReadonlyMap<string, EditedFile>;
  readonly templates: Templates;
  /** Options of the command line. */
  readonly overrides: Readonly<Record<string, unknown>>;
}

/** What would make it keep state of its own, or not emit. */
const neutral = {
  composite: false,
  incremental: false,
  tsBuildInfoFile: null,
  noEmit: false,
  noEmitOnError: false,
};

/**
 * Makes the outputs of a project with the stock compiler, for 7.0, whose API emits nothing: JavaScript from a mirror of
 * the project that holds the edited sources, declarations from the project itself, in place.
 *
 * @throws StockFailure where the compiler fails, or the mirror is not the same program
 */
export async function emitWithStock(checked: Checked, work: StockWork, write: Write): Promise<void> {
  if (checked.options.emitDeclarationOnly !== true) {
    write(await emitJavaScript(checked, work));
  }
  if (emitsDeclarations(checked.options)) await emitDeclarations(checked, work.overrides);
}

async function emitDeclarations(
  checked: Checked,
  overrides: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { configFile, facts } = checked.opened;
  const run = await runStock(configFile, [
    ...['-p', configFile, '--pretty', 'false'],
    ...asArguments({ ...overrides, ...neutral, declaration: true, emitDeclarationOnly: true }),
    // The errors are known already, save that a referenced project was not built, which only the stock compiler minds.
    ...(facts.references.length > 0 ? [] : ['--noCheck']),
  ]);
  const unbuilt = run.lines.filter((line) => line.includes('error TS6305'));
  if (unbuilt.length > 0) {
    throw new StockFailure(
      `a referenced project is not built, so that TypeScript ${checked.opened.open.native.version} cannot write declarations: build it too, with keyshape build -b.\n  ${unbuilt.join('\n  ')}`,
    );
  }
  if (run.code !== 0 && run.code !== 2) throw failed(run);
}

async function emitJavaScript(checked: Checked, work: StockWork): Promise<Outputs> {
  const { edits, overrides } = work;
  const { configFile, facts, rootFiles } = checked.opened;
  const mirrorConfig = join(dirname(configFile), `${basename(configFile, '.json')}${overlaySuffix}`);
  const mirror = new Mirror({
    files: [
      ...checked.ownFiles,
      ...rootFiles.filter((file) => !isInstalled(file)),
      ...facts.files.filter((file) => !isInstalled(file)),
    ],
    outputFolders: outputFolders(checked),
    texts: new Map([...edits].map(([name, { text }]) => [name, text])),
  });
  try {
    const config = mirror.pathOf(mirrorConfig);
    const text = JSON.stringify({
      extends: `./${basename(configFile)}`,
      compilerOptions: {
        ...mirrored(overrides, mirror),
        ...neutral,
        declaration: false,
        declarationMap: false,
        declarationDir: null,
        emitDeclarationOnly: false,
        isolatedDeclarations: false,
        noCheck: true,
        plugins: [],
      },
      include: [],
      files: rootFiles.map((file) => (isInstalled(file) ? file : mirror.pathOf(file))),
      references: facts.references.map((path) => ({ path: mirror.pathOf(path) })),
    });
    writeFileSync(config, text);
    const run = await runStock(configFile, [
      ...['-p', config, '--pretty', 'false', '--listFiles', '--listEmittedFiles'],
    ]);
    if (run.code !== 0 && run.code !== 2) throw failed(run);
    assertSameProgram(checked, run, mirror);
    return collect(checked, work, run, mirror);
  } finally {
    mirror.remove();
  }
}

/** Paths of the command line that lead into the mirror. */
function mirrored(overrides: Readonly<Record<string, unknown>>, mirror: Mirror): Record<string, unknown> {
  const paths = new Set(['outDir', 'rootDir']);
  return Object.fromEntries(
    Object.entries(overrides).map(([name, value]) => [
      name,
      paths.has(name) && typeof value === 'string' ? mirror.pathOf(value) : value,
    ]),
  );
}

/**
 * JavaScript depends on other files (whether an import is a type, the value of a `const enum`), so the mirror must be the
 * same program as the project, file by file.
 */
function assertSameProgram({ opened, ownFiles }: Checked, run: StockRun, mirror: Mirror): void {
  const listed = new Set(run.lines.map((line) => mirror.realPathOf(line)));
  const { program } = opened.project;
  const wanted =
    // Of a referenced project the API reads the sources, and the stock compiler the declarations.
    opened.foreign.size > 0
      ? ownFiles
      : program
          .getSourceFileNames()
          .filter((name) => program.getSourceFileMetadata(name)?.isDefaultLibrary !== true);
  const missing = wanted.filter((name) => !listed.has(name));
  if (missing.length === 0) return;
  throw new StockFailure(
    `TypeScript ${opened.open.native.version} cannot emit for keyshape, which has it compile a copy of the project, because in the copy these files were not found: ${missing.slice(0, 3).join(', ')}. With TypeScript 7.1 no copy is needed.`,
  );
}

function collect(
  { opened, analysis, options }: Checked,
  { edits, templates }: StockWork,
  run: StockRun,
  mirror: Mirror,
): Outputs {
  const sources = new Map(
    [...edits.keys()].map((name) => [sourceKey(name, opened.configFile, options), name] as const),
  );
  const made = new Set<string>();
  const outputs = new Map<string, string>();
  for (const line of run.lines) {
    if (!line.startsWith('TSFILE:')) continue;
    const path = line.slice('TSFILE:'.length).trim();
    const name = mirror.realPathOf(path);
    const source = sources.get(outputKey(name));
    const text = readFileSync(path, 'utf8');
    if (source === undefined) outputs.set(name, text);
    else {
      made.add(source);
      const result = analysis.files.get(source)!;
      const composed = composeMap(name, text, edits.get(source)!, result.file.text);
      outputs.set(name, templates.filled(result, name, composed));
    }
  }
  const lost = [...edits.keys()].filter(
    (name) => !made.has(name) || templates.hasLost(analysis.files.get(name)!),
  );
  if (lost.length === 0) return outputs;
  throw new StockFailure(`no output was found for ${lost.join(', ')}, so its calls cannot be replaced.`);
}

function isInstalled(file: string): boolean {
  return file.includes('/node_modules/');
}

function failed(run: StockRun): StockFailure {
  return new StockFailure(`tsc failed with exit code ${run.code}:\n${run.lines.join('\n')}`, true);
}
