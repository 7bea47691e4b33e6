import type ts = require('typescript');

import { type HostOptions, packageVersion, setupError, transformerFor } from '../../project/index.js';
import type { AstTransformer, LanguageCompiler } from './internals.js';

/** ts-jest's name for this AST transformer. */
export const name = 'keyshape';

/** Part of ts-jest's cache key: another keyshape, another cache. */
export const version = packageVersion;

/**
 * What ts-jest finds behind an entry `astTransformers: { before: ['keyshape/transform'] }`. Its cache looks at direct
 * imports and one level more, so an output with an old version would be taken from it.
 *
 * @throws BuildError always: `keyshape/ts-jest` takes the place of such an entry
 */
export function factory(): never {
  throw setupError({
    code: 'KS3003',
    message:
      'the cache of ts-jest looks at a file, its imports and theirs, so a call of keyshape would keep its old version when a type further away changes. Take keyshape out of `astTransformers`, and let Jest use keyshape’s own transformer, which wraps ts-jest and takes its options: "transform": { "^.+\\\\.tsx?$": ["keyshape/ts-jest", {}] }',
  });
}

/** The AST transformer that `keyshape/ts-jest` puts into ts-jest. */
export function astTransformer(host: HostOptions): AstTransformer {
  return {
    name,
    version,
    factory(compiler: LanguageCompiler): ts.TransformerFactory<ts.SourceFile> {
      const present = () => compiler._languageService?.getProgram() ?? compiler.program;
      return transformerFor(present, compiler.configSet.compilerModule, host);
    },
  };
}
