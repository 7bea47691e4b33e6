import type { EditedFile } from '../../../rewrite/text/apply-edits.js';
import { composeMap } from './compose.js';
import {
  emitsDeclarations,
  outputKey,
  type ProjectPaths,
  type ReadProject,
  sourceKey,
} from './output-paths.js';
import type { Outputs, Write } from './outputs.js';
import { asArguments, runStock } from './stock-compiler.js';
import { assertWritten, failed, neutral, StockFailure, StockMirror } from './stock-mirror.js';
import type { Templates } from './templates.js';

/** What is compiled. */
export interface StockWork {
  /** The edited files, with markers for versions. */
  readonly edits: ReadonlyMap<string, EditedFile>;
  readonly templates: Templates;
  /** Options of the command line. */
  readonly overrides: Readonly<Record<string, unknown>>;
  /** JavaScript of these files, where it was begun before. */
  readonly compiled: Promise<Outputs> | undefined;
}

/**
 * Makes the outputs of a project with the stock compiler, for 7.0, whose API emits nothing: JavaScript from a mirror of
 * the project that holds the edited sources, declarations from the project itself, in place.
 *
 * @throws StockFailure where the compiler fails, or the mirror is not the same program
 */
export async function emitWithStock(checked: ReadProject, work: StockWork, write: Write): Promise<void> {
  if (checked.options.emitDeclarationOnly !== true) {
    const compiled = work.compiled ?? compileWithStock(checked, work.edits, work.overrides);
    await write(filled(checked, work, await compiled));
  }
  if (emitsDeclarations(checked.options)) await emitDeclarations(checked, work.overrides);
}

async function emitDeclarations(
  checked: ReadProject,
  overrides: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { configFile, facts } = checked.opened;
  const run = await runStock(configFile, [
    ...['-p', configFile, '--pretty', 'false'],
    ...asArguments({ ...overrides, ...neutral, declaration: true, emitDeclarationOnly: true }),
    // The errors are known already, save one that only the stock compiler reports: that a referenced project was not built.
    ...(facts.references.length > 0 ? [] : ['--noCheck']),
  ]);
  const unbuilt = run.lines.filter((line) => line.includes('error TS6305'));
  if (unbuilt.length > 0) {
    throw new StockFailure(
      `a referenced project is not built, so that TypeScript ${checked.opened.open.native.version} cannot write declarations: build it too, with keyshape build -b.\n  ${unbuilt.join('\n  ')}`,
    );
  }
  if (run.code !== 0 && run.code !== 2) throw failed(run);
  assertWritten(run);
}

/**
 * Has the stock compiler make JavaScript of edited files, and of the others of the project as they are.
 *
 * @param edits - the edited files
 * @param overrides - options of the command line
 */
export async function compileWithStock(
  paths: ProjectPaths,
  edits: ReadonlyMap<string, EditedFile>,
  overrides: Readonly<Record<string, unknown>>,
): Promise<Outputs> {
  const texts = new Map([...edits].map(([name, { text }]) => [name, text]));
  const mirror = new StockMirror([paths], texts);
  try {
    return await mirror.emitJavaScript(paths, texts, overrides);
  } finally {
    await mirror.remove();
  }
}

/** The outputs as they are to be written. */
function filled(
  { opened, analysis, options }: ReadProject,
  { edits, templates }: StockWork,
  compiled: Outputs,
): Outputs {
  const sources = new Map(
    [...edits.keys()].map((name) => [sourceKey(name, opened.configFile, options), name] as const),
  );
  const made = new Set<string>();
  const outputs = new Map<string, string>();
  for (const [name, text] of compiled) {
    const source = sources.get(outputKey(name));
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
