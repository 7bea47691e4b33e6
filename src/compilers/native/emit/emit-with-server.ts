import type { EditedFile } from '../../../rewrite/text/apply-edits.js';
import type { EmitOutput, ProgramToBuild, ProjectToBuild, SnapshotToBuild } from '../api/building.js';
import { askMany } from '../server/ask-many.js';
import type { OpenNativeProject } from '../server/open-project.js';
import type { Server } from '../server/server.js';
import { type Response, transportOf } from '../server/transport.js';
import { composeMap } from './compose.js';
import { emitsDeclarations, type ProjectPaths, type ReadProject } from './output-paths.js';
import type { Outputs, Writing } from './outputs.js';
import { StockFailure } from './stock-mirror.js';

/** JavaScript of files as they are, which the server makes while this process is busy otherwise. */
export interface Begun {
  readonly files: ReadonlySet<string>;
  outputs(): Outputs;
}

/** What is compiled. */
export interface ServerWork {
  readonly edits: ReadonlyMap<string, EditedFile>;
  /** The files whose JavaScript is wanted before all the rest. */
  readonly first: ReadonlySet<string>;
  readonly begun: Begun | undefined;
}

/** Has the server begin with some of the outputs, and gives a function that waits for them. */
type Step = () => () => Outputs;

/** So many edited files are compiled with one request: what comes of them is in the memory of both processes at once. */
const TOGETHER = 256;

/** Makes the outputs of a project with 7.1: while the server makes one part, the one before is written. */
export async function emitWithServer(
  server: Server,
  checked: ReadProject,
  { edits, first, begun }: ServerWork,
  { write, writeParts, asked }: Writing,
): Promise<void> {
  const emitsScripts = checked.options.emitDeclarationOnly !== true;
  if (emitsScripts && first.size > 0) {
    const names = checked.ownFiles.filter((name) => first.has(name));
    const parts = partsOf(server, checked, { names, edits, begun: undefined });
    await write(joined(parts));
  }
  const names = emitsScripts ? checked.ownFiles.filter((name) => !first.has(name)) : [];
  const wrong = new Set<string>();
  const more = emitsDeclarations(checked.options) ? [() => () => declarations(checked, wrong)] : [];
  await writeParts(partsOf(server, checked, { names, edits, begun, more, asked }));
  if (wrong.size === 0) return;
  throw new StockFailure(`declarations of ${[...wrong].join(', ')} are in error, and not written.`, true);
}

/**
 * Has the server make the JavaScript of files as they are, where it can while this process does something else; 7.1 only.
 *
 * @param others - the files that may be left out
 */
export function beginPlainJavaScript(
  { opened, ownFiles, options }: ProjectPaths,
  others: ReadonlySet<string>,
): Begun | undefined {
  const { native, api, snapshot, project } = opened.open;
  const files = ownFiles.filter((name) => !others.has(name));
  if (files.length === 0 || options.emitDeclarationOnly === true) return undefined;
  if (opened.project.program.getJavaScriptEmit === undefined) return undefined;
  const params = { snapshot: snapshot.id, project: project.id, files };
  const answer = transportOf(native, api)?.begin?.('getJavaScriptEmit', params);
  return answer && { files: new Set(files), outputs: () => rawTexts(answer()) };
}

/** Makes the JavaScript of files that change; 7.1 only. */
export function editedJavaScript(
  server: Server,
  checked: ReadProject,
  edits: ReadonlyMap<string, EditedFile>,
): Outputs {
  return joined(partsOf(server, checked, { names: [...edits.keys()], edits, begun: undefined }));
}

/** Makes the JavaScript of files as they are; 7.1 only. */
export function javaScript(program: ProgramToBuild, files: readonly string[]): Outputs {
  return files.length > 0 && program.getJavaScriptEmit
    ? textsOf(program.getJavaScriptEmit(files))
    : new Map<string, string>();
}

interface Parts {
  /** The sources whose JavaScript is wanted. */
  readonly names: readonly string[];
  readonly edits: ReadonlyMap<string, EditedFile>;
  readonly begun: Begun | undefined;
  readonly more?: readonly Step[];
  readonly asked?: () => unknown;
}

/** The outputs part by part: each is handed on while the server makes the next. */
function* partsOf(
  server: Server,
  checked: ReadProject,
  { names, edits, begun, more = [], asked }: Parts,
): Generator<Outputs> {
  const plain = names.filter((name) => !edits.has(name));
  const edited = new Map(names.flatMap((name) => (edits.has(name) ? [[name, edits.get(name)!]] : [])));
  let snapshot: SnapshotToBuild | undefined;
  const steps: readonly Step[] = [
    () => () => plainJavaScript(checked, plain, begun),
    ...inParts([...edited]).map((part) => () => {
      snapshot ??= withEdits(server, edited);
      const program = server.projectIn(snapshot, checked.opened.configFile);
      return beginEdited(checked, snapshot, program, part);
    }),
    ...more,
  ];
  let ready: Outputs = new Map<string, string>();
  try {
    for (const begin of steps) {
      const made = begin();
      yield ready;
      ready = made();
    }
  } finally {
    snapshot?.dispose();
  }
  asked?.();
  yield ready;
}

function inParts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / TOGETHER);
  return Array.from({ length: count }, (_, at) => items.slice(at * TOGETHER, (at + 1) * TOGETHER));
}

function withEdits(server: Server, edits: ReadonlyMap<string, EditedFile>): SnapshotToBuild {
  const snapshot = server.withFiles(Object.fromEntries([...edits].map(([name, { text }]) => [name, text])));
  if (!snapshot) throw new Error('The API of TypeScript takes no edited files.');
  return snapshot;
}

/** Begins each file by itself, so that it is known which outputs are its own; but with one round trip for all of them. */
function beginEdited(
  { opened, analysis }: ReadProject,
  snapshot: SnapshotToBuild,
  project: ProjectToBuild,
  edits: readonly (readonly [name: string, edited: EditedFile])[],
): () => Outputs {
  const emitted = beginEach(
    opened.open,
    snapshot,
    project,
    edits.map(([name]) => name),
  );
  return () => {
    const made = emitted();
    return new Map(
      edits.flatMap(([name, edited], index) => {
        const original = analysis.files.get(name)!.file.text;
        return [...made[index]!].map(
          ([output, text]) => [output, composeMap(output, text, edited, original)] as const,
        );
      }),
    );
  };
}

function beginEach(
  { native, api }: OpenNativeProject,
  snapshot: SnapshotToBuild,
  { id, program }: ProjectToBuild,
  names: readonly string[],
): () => readonly Outputs[] {
  const method = 'getJavaScriptEmit';
  const requests = names.map((name) => ({ snapshot: snapshot.id, project: id, files: [name] }));
  const answers = transportOf(native, api)?.beginMany?.(method, requests);
  if (answers) return () => answers().map(rawTexts);
  const emit = program.getJavaScriptEmit!;
  const call = (name: string) => emit.call(program, [name]);
  return () => askMany(api, names, call, (name) => emit.gen!([name])).map(textsOf);
}

function plainJavaScript(
  { opened }: ReadProject,
  names: readonly string[],
  begun: Begun | undefined,
): Outputs {
  const wanted = new Set(names);
  // The outputs are not told apart by file: where one of the files changes after all, none of them is of use.
  const isOfUse = begun !== undefined && [...begun.files].every((name) => wanted.has(name));
  if (!isOfUse) return javaScript(opened.project.program, names);
  const rest = javaScript(
    opened.project.program,
    names.filter((name) => !begun.files.has(name)),
  );
  return joined([begun.outputs(), rest]);
}

/** @param wrong - takes the files whose declarations are in error: `tsc` writes none of them, the API makes them all the same */
function declarations({ opened, ownFiles }: ReadProject, wrong: Set<string>): Outputs {
  const { program } = opened.project;
  if (!program.getDeclarationEmit) return new Map<string, string>();
  // Asked for one, the API makes a declaration file of JSON too, which hides the JSON from the next build.
  const names = ownFiles.filter((name) => !name.endsWith('.json'));
  const made = program.getDeclarationEmit(names);
  for (const { fileName } of made.diagnostics) if (fileName !== undefined) wrong.add(fileName);
  if (wrong.size === 0) return textsOf(made);
  return textsOf(program.getDeclarationEmit(names.filter((name) => !wrong.has(name))));
}

function joined(parts: Iterable<Outputs>): Outputs {
  const all = new Map<string, string>();
  for (const part of parts) for (const [name, text] of part) all.set(name, text);
  return all;
}

function textsOf({ outputFiles }: EmitOutput): Outputs {
  return new Map([...outputFiles].map(([name, { text }]) => [name, text]));
}

/** An answer past the API's objects. */
interface RawEmit {
  readonly outputFiles: readonly { readonly fileName: string; readonly text: string }[];
}

function rawTexts(response: Response): Outputs {
  if ('error' in response) throw response.error;
  const { outputFiles } = response.result as RawEmit;
  return new Map(outputFiles.map(({ fileName, text }) => [fileName, text]));
}
