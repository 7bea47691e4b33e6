import { dirname, normalize, sep } from 'node:path';

import type ts = require('typescript');

/** What the output of a file with calls depends on. */
export interface Inputs {
  readonly files: readonly string[];
  /** Folders in which a new file may change a type. */
  readonly folders: readonly string[];
}

const known = new WeakMap<ts.Program, Inputs>();

/**
 * The inputs of a program: all of it that is not the compiler's own. Which of them a type goes through is not asked,
 * because a file that nothing imports can change a type that everything uses.
 *
 * @param program - the program
 * @param outputs - folders that builds write to: watching one would build for ever
 */
export function inputsOf(program: ts.Program, outputs: readonly string[]): Inputs {
  const before = known.get(program);
  if (before) return before;
  const files = program
    .getSourceFiles()
    .filter((file) => !program.isSourceFileDefaultLibrary(file))
    .map((file) => normalize(file.fileName));
  const own = files.filter((path) => !path.includes(`${sep}node_modules${sep}`));
  const folders = [...new Set(own.map((path) => dirname(path)))].filter(
    (folder) => !outputs.some((output) => isWithin(normalize(output), folder)),
  );
  const inputs = {
    files,
    folders: folders.filter(
      (folder) => !folders.some((other) => other !== folder && isWithin(folder, other)),
    ),
  };
  known.set(program, inputs);
  return inputs;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}
