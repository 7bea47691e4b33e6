import { existsSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

import type ts = require('typescript');

import { findLock } from '../lock/file.js';
import { isInside, isPackaged } from '../paths.js';
import { readConfiguration } from './configuration/classic.js';

/** What something is made from: while none of it changes, nothing of it does. */
export interface Inputs {
  /** Absolute names of files, the compiler's own library left out. */
  readonly files: readonly string[];
  /** Folders in which a file that comes or goes may change it. */
  readonly folders: readonly string[];
}

const known = new WeakMap<ts.Program, Inputs>();

/**
 * The inputs of a program: all of it that is not the compiler's own, and the configuration that it was made with. Which of
 * them a type goes through is not asked, because a file that nothing imports can change a type that everything uses.
 *
 * @param compiler - the TypeScript module that made the program
 * @param program - the program
 * @param outputs - folders that builds write to: watching one would build for ever
 */
export function inputsOf(compiler: typeof ts, program: ts.Program, outputs: readonly string[]): Inputs {
  const before = known.get(program);
  if (before) return before;
  const files = program
    .getSourceFiles()
    .filter((file) => !program.isSourceFileDefaultLibrary(file))
    .map((file) => normalize(file.fileName));
  const own = files.filter((path) => !isPackaged(path));
  const { configFilePath } = program.getCompilerOptions();
  // The entry of keyshape is there, and so is what decides how types are read.
  const configs =
    typeof configFilePath === 'string'
      ? readConfiguration(compiler, configFilePath).files.map((path) => normalize(path))
      : [];
  const lock = typeof configFilePath === 'string' ? findLock(dirname(configFilePath)) : undefined;
  const manifests = [
    ...manifestsOf([...files, ...configs]),
    ...(lock === undefined ? [] : [normalize(lock)]),
  ];
  const inputs = { files: [...files, ...configs, ...manifests], folders: foldersOf(own, outputs) };
  known.set(program, inputs);
  return inputs;
}

/**
 * The folders in which a new file may change a type: those of the sources, of which one that lies in another counts with that one.
 *
 * @param sources - the files of a project, without packages
 * @param outputs - folders that builds write to: watching one, or one around it, would build for ever
 */
export function foldersOf(sources: readonly string[], outputs: readonly string[]): readonly string[] {
  const folders = [...new Set(sources.map((path) => dirname(path)))].filter(
    (folder) => !outputs.some((output) => isWithin(normalize(output), folder)),
  );
  return folders.filter((folder) => !folders.some((other) => other !== folder && isWithin(folder, other)));
}

// What package managers write at the end of an install, into the folder of all packages.
const records = ['.package-lock.json', '.modules.yaml', '.yarn-integrity', '.yarn-state.yml'];

/** What decides where an import leads: the nearest `package.json` of each file, and what is installed. */
function manifestsOf(files: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const installs = new Set<string>();
  function look(folder: string): void {
    if (seen.has(folder)) return;
    seen.add(folder);
    const path = join(folder, 'package.json');
    if (existsSync(path)) found.add(path);
    else if (dirname(folder) !== folder) look(dirname(folder));
  }
  for (const file of files) {
    look(dirname(file));
    const [root, inside] = file.split(`${sep}node_modules${sep}`, 2);
    if (inside !== undefined) installs.add(join(root!, 'node_modules'));
  }
  const installed = [...installs].flatMap((folder) => records.map((name) => join(folder, name)));
  return [...found, ...installed.filter((path) => existsSync(path))];
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || isInside(folder, path);
}
