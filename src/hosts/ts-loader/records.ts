import { normalize } from 'node:path';

import type ts = require('typescript');

/** A program and the TypeScript module that made it. */
export interface Compiled {
  readonly compiler: typeof ts;
  readonly program: ts.Program;
  /** Whether it is meant to hold every file that `tsconfig.json` includes. */
  readonly whole: boolean;
}

/** What became of a file when ts-loader compiled it. */
export interface FileRecord {
  /** By what it was compiled, if something of it depends on other files. */
  readonly compiled?: Compiled | undefined;
  readonly error?: Error | undefined;
}

/** The files that were compiled and not yet asked for. webpack runs all loaders in one process. */
const records = new Map<string, FileRecord>();

/** Keeps what became of a file for the loader that runs next. */
export function record(fileName: string, became: FileRecord): void {
  records.set(normalize(fileName), became);
}

/** Takes what became of a file. */
export function recall(path: string): FileRecord | undefined {
  const became = records.get(path);
  records.delete(path);
  return became;
}
