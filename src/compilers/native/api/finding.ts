import type ts = require('typescript');

import type { Method, NativeProject, NativeSymbol, RemoteChecker } from './reading.js';

/** What finding call sites asks of the checker of TypeScript 7 beyond what reading types does. */
export interface SymbolQuestions extends RemoteChecker {
  readonly getAliasedSymbol: Method<[NativeSymbol], NativeSymbol>;
  /** Many places in one request, and no tree of the file. */
  getSymbolAtPosition(fileName: string, positions: readonly number[]): readonly (NativeSymbol | undefined)[];
  getExportsOfModule(symbol: NativeSymbol): readonly NativeSymbol[];
  getShorthandAssignmentValueSymbol(node: ts.Node): NativeSymbol | undefined;
  getExportSpecifierLocalTargetSymbol(node: ts.Node): NativeSymbol | undefined;
}

/** Many nodes in one request, on 7.0 and 7.1. */
export type SymbolsAtLocations = (nodes: readonly ts.Node[]) => readonly (NativeSymbol | undefined)[];

export interface BuildProject extends NativeProject {
  readonly checker: SymbolQuestions;
}

export type { NativeSymbol };
