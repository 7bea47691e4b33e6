import type ts = require('typescript');

import type { TransformerOptions } from '../../project/index.js';
import { setupError } from '../../project/index.js';

// What is used of ts-jest that its typings hide. All of it is the same from 29.0 on; where it is not, users are told.

/** An AST transformer as ts-jest keeps it. */
export interface AstTransformer {
  readonly name: string;
  readonly version: string;
  readonly options?: TransformerOptions;
  factory(compiler: LanguageCompiler, options?: TransformerOptions): ts.TransformerFactory<ts.SourceFile>;
}

/** ts-jest's compiler: a language service and the texts it works on. */
export interface LanguageCompiler {
  /** The program of the start, which knows no test file; in isolated compilation, that of one file. */
  readonly program?: ts.Program | undefined;
  /** Absent in isolated compilation. */
  readonly _languageService?: { getProgram(): ts.Program | undefined } | undefined;
  readonly configSet: ConfigSet;
  _updateMemoryCache?(text: string, fileName: string): void;
}

/** ts-jest's settings for one Jest configuration. */
export interface ConfigSet {
  readonly compilerModule: typeof ts;
  readonly parsedTsConfig: { readonly options: ts.CompilerOptions };
  readonly resolvedTransformers: { readonly before?: AstTransformer[] };
}

/** The part of Jest's transform options that is looked at. */
export interface JestTransformOptions {
  readonly config: { readonly rootDir: string };
}

/** What Jest keeps of a file. */
export interface TransformedSource {
  readonly code: string;
  readonly map?: unknown;
}

/** What Jest calls. */
export interface JestTransformer {
  getCacheKey(text: string, path: string, options: JestTransformOptions): string;
  getCacheKeyAsync(text: string, path: string, options: JestTransformOptions): Promise<string>;
  process(text: string, path: string, options: JestTransformOptions): TransformedSource;
  processAsync(text: string, path: string, options: JestTransformOptions): Promise<TransformedSource>;
}

/** ts-jest's transformer. */
export interface TsJest extends JestTransformer {
  _configsFor?(options: JestTransformOptions): ConfigSet;
  readonly _compiler?: { readonly _compilerInstance?: LanguageCompiler } | undefined;
}

/** A compiler that has types, and the way to hand it a text. */
export type TypedCompiler = LanguageCompiler &
  Required<Pick<LanguageCompiler, '_languageService' | '_updateMemoryCache'>>;

/**
 * ts-jest's compiler for a Jest configuration; asked for the first time, ts-jest makes it.
 *
 * @throws BuildError where it works without types, or is another than the one known
 */
export function compilerFor(transformer: TsJest, options: JestTransformOptions): TypedCompiler {
  const configSet = transformer._configsFor?.(options);
  const compiler = transformer._compiler?._compilerInstance;
  if (!configSet || !compiler) throw unknownTsJest();
  if (!compiler._languageService) {
    throw setupError({
      code: 'KS2007',
      message:
        'ts-jest compiles each file alone, without type information, so calls of keyshape cannot be replaced. Turn `isolatedModules` off for tests: in the options of `keyshape/ts-jest`, or with `tsconfig: { …, "isolatedModules": false }` there, where tsconfig.json turns it on.',
    });
  }
  if (!compiler._updateMemoryCache || !configSet.resolvedTransformers.before) throw unknownTsJest();
  return compiler as TypedCompiler;
}

/** Makes ts-jest forget a compiler, so that it makes a new one when it is asked the next time. */
export function forget(transformer: TsJest, compiler: LanguageCompiler): void {
  interface Known {
    readonly compiler?: { readonly _compilerInstance?: LanguageCompiler };
  }
  const { _cachedConfigSets: sets } = transformer.constructor as { _cachedConfigSets?: Known[] };
  const index = sets?.findIndex((known) => known.compiler?._compilerInstance === compiler) ?? -1;
  if (!sets || index < 0) throw unknownTsJest();
  sets.splice(index, 1);
}

function unknownTsJest(): Error {
  return setupError({
    code: 'KS3007',
    message: '`keyshape/ts-jest` does not know this version of ts-jest. It works with ts-jest 29.',
  });
}
