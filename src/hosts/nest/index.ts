import type ts = require('typescript');

import {
  compilerOf,
  emitOutdated,
  hostedProgram,
  isEquipped,
  type KeyshapeOptions,
  rewriting,
} from '../../project/index.js';
import { assertNothingIsKept } from '../bare.js';

/**
 * The hook that the Nest CLI calls for an entry in `plugins` of `nest-cli.json`, with its own compiler.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @param program - the program that Nest emits
 * @returns the transformer
 * @throws BuildError for webpack, which keeps outputs without asking
 * @example { "compilerOptions": { "plugins": ["keyshape/nest"] } }
 */
export function before(options: KeyshapeOptions, program: ts.Program): ts.TransformerFactory<ts.SourceFile> {
  // A compiler that ts-patch patched does all of it, and keeps watching builds fresh.
  if (isEquipped(program)) return () => (file) => file;
  assertNothingIsKept(
    program,
    'Take "keyshape/nest" out of nest-cli.json, and put `keyshape()` from keyshape/webpack or keyshape/rspack into `plugins` of its configuration.',
  );
  const compiler = compilerOf(program, undefined);
  const host = { value: options, place: 'in the options of keyshape/nest' };
  const hosted = hostedProgram(compiler, program, { host });
  // Nest asks once its builder has decided what it emits.
  emitOutdated(hosted);
  return rewriting(hosted);
}
