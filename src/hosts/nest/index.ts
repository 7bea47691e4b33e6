import type ts = require('typescript');

import { type HostOptions, isEquipped, type KeyshapeOptions, transformerFor } from '../../project/index.js';

/**
 * The hook that the Nest CLI calls for an entry in `plugins` of `nest-cli.json`, with its own compiler.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @param program - the program that Nest emits
 * @returns the transformer
 * @throws BuildError while a file is transformed: every error of the program at once; and for a build that keeps outputs
 * @example { "compilerOptions": { "plugins": ["keyshape/nest"] } }
 */
export function before(options: KeyshapeOptions, program: ts.Program): ts.TransformerFactory<ts.SourceFile> {
  // A compiler that ts-patch patched does all of it, and keeps watching builds fresh.
  if (isEquipped(program)) return () => (file) => file;
  const host: HostOptions = { value: options, place: 'in the options of keyshape/nest' };
  return transformerFor(program, undefined, host);
}
