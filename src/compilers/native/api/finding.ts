import type ts = require('typescript');

import type { Method, NativeProgram, NativeSymbol, Project, RemoteChecker } from './reading.js';

/** What finding call sites asks of the checker of TypeScript 7 beyond what reading types does. */
export interface SymbolQuestions extends RemoteChecker {
  readonly getAliasedSymbol: Method<[NativeSymbol], NativeSymbol>;
  getExportsOfModule(symbol: NativeSymbol): readonly NativeSymbol[];
  getShorthandAssignmentValueSymbol(node: ts.Node): NativeSymbol | undefined;
  getExportSpecifierLocalTargetSymbol(node: ts.Node): NativeSymbol | undefined;
}

/** Many nodes in one request, on 7.0 and 7.1. */
export type SymbolsAtLocations = (nodes: readonly ts.Node[]) => readonly (NativeSymbol | undefined)[];

/** What is told of a file without its tree. */
export interface FileMetadata {
  readonly isDefaultLibrary: boolean;
  readonly isFromExternalLibrary: boolean;
}

export interface BuildProgram extends NativeProgram {
  getSourceFileMetadata(fileName: string): FileMetadata | undefined;
}

export interface BuildProject extends Project {
  readonly program: BuildProgram;
  readonly checker: SymbolQuestions;
}

export type { NativeSymbol };
