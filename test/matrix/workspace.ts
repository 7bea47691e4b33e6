import { join } from 'node:path';
import type ts from 'typescript';
import { readTypes } from '../../src/compilers/classic/read-types.js';
import { type RealPackage, realTypesFolder } from './packages.js';
import { callNodes, callsOf, outcome, realOptions } from './read-packages.js';

/** A replacement in a file's text; an insertion where both ends are one. */
export interface Edit {
  readonly fileName: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits that belong together, and files that they bring along. */
export interface Change {
  readonly what: string;
  readonly edits: readonly Edit[];
  readonly added?: ReadonlyMap<string, string>;
}

/** A package's typings in memory: each change makes a program of its own out of the unchanged one. */
export class Workspace {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** The call of each root, by name. */
  readonly calls: ReadonlyMap<string, ts.TypeNode>;
  readonly #callFile: string;

  constructor(
    readonly compiler: typeof ts,
    readonly known: RealPackage,
    names: readonly string[],
  ) {
    const { program, file } = callsOf(known, names, { compiler, packages: [] });
    this.program = program;
    this.checker = program.getTypeChecker();
    const nodes = callNodes(compiler, file);
    this.calls = new Map(names.map((name, index) => [name, nodes[index]!]));
    this.#callFile = file.fileName;
  }

  /** The version of a root, or what stands in its way, after a change. */
  versionAfter(change: Change, name: string): string {
    const { compiler, program } = this;
    const texts = new Map(change.added);
    for (const [fileName, edits] of byFile(change.edits)) {
      texts.set(fileName, edited(program.getSourceFile(fileName)!.text, edits));
    }
    texts.set(
      this.#callFile,
      `${this.known.statement}\ndeclare function versionOf<T>(): string;\nversionOf<${this.known.written(name)}>();\n`,
    );
    const changed = compiler.createProgram(
      [this.#callFile],
      realOptions(compiler),
      this.#host(texts),
      program,
    );
    changed.getTypeChecker();
    const nodes = callNodes(compiler, changed.getSourceFile(this.#callFile)!);
    const [reading] = readTypes(compiler, changed, nodes, { any: this.known.any, serializer: 'json' });
    return outcome(reading!);
  }

  #host(texts: ReadonlyMap<string, string>): ts.CompilerHost {
    const { compiler, program } = this;
    const host = compiler.createCompilerHost(realOptions(compiler));
    const { fileExists, getSourceFile } = host;
    host.fileExists = (name) => texts.has(name) || fileExists.call(host, name);
    host.getCurrentDirectory = () => realTypesFolder;
    host.getSourceFile = (name, target, ...rest) => {
      const text = texts.get(name);
      if (text !== undefined) return compiler.createSourceFile(name, text, target);
      return program.getSourceFile(name) ?? getSourceFile.call(host, name, target, ...rest);
    };
    return host;
  }
}

function byFile(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
  const files = new Map<string, Edit[]>();
  for (const edit of edits) files.set(edit.fileName, [...(files.get(edit.fileName) ?? []), edit]);
  return files;
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}

/** Whether two changes touch the same text. */
export function overlap(a: Change, b: Change): boolean {
  return a.edits.some((x) =>
    b.edits.some((y) => x.fileName === y.fileName && x.start <= y.end && y.start <= x.end),
  );
}

/** A path beside a file. */
export function beside(fileName: string, name: string): string {
  return join(fileName, '..', name);
}
