import { dirname } from 'node:path';

import type ts = require('typescript');

import { isPackaged } from '../../paths.js';
import { readConfiguration } from '../../project/index.js';
import { NotedDisk, namesIn, stampAt } from '../noted-disk.js';
import type { LanguageCompiler } from './internals.js';

/** What differs between the disk and what a compiler knows. */
export interface Changes {
  /** The new texts, by file name. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether files came or went, or the configuration changed: the compiler has to start again. */
  readonly structure: boolean;
}

/** What was found on disk when it was last compared, by path. */
type Seen = Map<string, string>;

const seenBy = new WeakMap<LanguageCompiler, { readonly seen: Seen; readonly disk: NotedDisk }>();

/**
 * Compares the program of a compiler with the disk. ts-jest reads a file once and is told of a change only for files that
 * Jest runs; a file of types alone is never run.
 *
 * @param compiler - ts-jest's compiler
 * @param program - its program
 */
export function changesOf(compiler: LanguageCompiler, program: ts.Program): Changes {
  const { compilerModule } = compiler.configSet;
  const known = seenBy.get(compiler) ?? { seen: new Map(), disk: new NotedDisk() };
  seenBy.set(compiler, known);
  const { seen, disk } = known;
  const texts = new Map<string, string>();
  const folders = new Set<string>();
  let structure = false;
  for (const file of program.getSourceFiles()) {
    if (program.isSourceFileDefaultLibrary(file)) continue;
    addFolders(folders, file.fileName, program.getCurrentDirectory());
    const stamp = stampAt(file.fileName);
    if (seen.get(file.fileName) === stamp) continue;
    // What the program holds is what counts: a time alone does not say when it was read.
    const text = compilerModule.sys.readFile(file.fileName);
    if (text === undefined) structure = true;
    else if (text === file.text) seen.set(file.fileName, stamp);
    else texts.set(file.fileName, text);
  }
  for (const path of configurationOf(compiler))
    structure = differs(seen, path, (one) => stampAt(one)) || structure;
  for (const folder of folders) structure = differs(seen, folder, namesIn) || structure;
  // A new folder, of which the program has no file yet, is seen here.
  structure = disk.foldersDiffer() || structure;
  disk.noteFoldersOf(program.getSourceFiles().map(({ fileName }) => fileName));
  return { texts, structure };
}

const configurations = new WeakMap<LanguageCompiler, readonly string[]>();

/** The `tsconfig.json` of a compiler and what it extends, read once: where one of them changes, the compiler is made anew. */
function configurationOf(compiler: LanguageCompiler): readonly string[] {
  const { compilerModule, parsedTsConfig } = compiler.configSet;
  let files = configurations.get(compiler);
  if (!files) {
    const { configFilePath } = parsedTsConfig.options;
    files = typeof configFilePath === 'string' ? readConfiguration(compilerModule, configFilePath).files : [];
    configurations.set(compiler, files);
  }
  return files;
}

/** A new file may be in the folder of any other, or in a new folder beside one; packages come with their own. */
function addFolders(folders: Set<string>, fileName: string, root: string): void {
  for (let folder = dirname(fileName); !folders.has(folder); folder = dirname(folder)) {
    folders.add(folder);
    if (isPackaged(fileName) || !folder.startsWith(`${root}/`)) return;
  }
}

/** Whether a path was looked at before and is another now. */
function differs(seen: Seen, path: string, look: (path: string) => string): boolean {
  const before = seen.get(path);
  const now = look(path);
  seen.set(path, now);
  return before !== undefined && before !== now;
}
