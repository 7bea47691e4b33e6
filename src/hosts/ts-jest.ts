import type ts = require('typescript');

import { type KeyshapeOptions, keyshapeTransformer, packageVersion } from '../transform/index.js';

/** What ts-jest hands to an AST transformer, of which this is used. */
export interface TsJestCompiler {
  /** The program of the start, which knows no test file; in isolated compilation, that of one file. */
  readonly program?: ts.Program | undefined;
  /** Where the present program is; private, so asked only where it is there. */
  readonly _languageService?: { getProgram(): ts.Program | undefined } | undefined;
  readonly configSet: { readonly compilerModule: typeof ts };
}

/** ts-jest's name for this AST transformer. */
export const name = 'keyshape';

/** Part of ts-jest's cache key: another keyshape, another cache. */
export const version = packageVersion;

/**
 * The AST transformer of ts-jest: `astTransformers: { before: ['keyshape/transform'] }`.
 *
 * @param compiler - ts-jest's compiler: it has the program, save under `isolatedModules`
 * @param options - the options of the entry
 * @throws KeyshapeError as {@link keyshapeTransformer} does, while a file is transformed
 */
export function factory(
  compiler: TsJestCompiler,
  options: KeyshapeOptions = {},
): ts.TransformerFactory<ts.SourceFile> {
  const present = () => compiler._languageService?.getProgram() ?? compiler.program;
  return keyshapeTransformer(present, { ...options, ts: compiler.configSet.compilerModule });
}
