import type ts = require('typescript');

import {
  assertFresh,
  compilerOf,
  type HostOptions,
  hostedProgram,
  isEquipped,
  type KeyshapeOptions,
  transformerFor,
} from '../../project/index.js';
import { assertNothingIsKept } from '../bare.js';

const freshAgain =
  'Nest tells a plugin nothing of what it does not emit: turn `incremental` and `composite` off for `nest build`, and for `nest start --watch` let ts-patch patch the compiler, with `"transformProgram": true` in the entry of keyshape in `tsconfig.json` (docs/hosts/nest.md).';

/**
 * The hook that the Nest CLI calls for an entry in `plugins` of `nest-cli.json`, with its own compiler.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @param program - the program that Nest emits
 * @returns the transformer
 * @throws BuildError for a build that keeps outputs; and while a file is transformed: every error of the program at once
 * @example { "compilerOptions": { "plugins": ["keyshape/nest"] } }
 */
export function before(options: KeyshapeOptions, program: ts.Program): ts.TransformerFactory<ts.SourceFile> {
  // A compiler that ts-patch patched does all of it, and keeps watching builds fresh.
  if (isEquipped(program)) return () => (file) => file;
  assertNothingIsKept(
    program,
    'Take "keyshape/nest" out of nest-cli.json, and put `keyshape()` from keyshape/webpack or keyshape/rspack into `plugins` of its configuration.',
  );
  const host: HostOptions = { value: options, place: 'in the options of keyshape/nest' };
  // At once: where nothing is to be emitted, no transformer is asked.
  assertFresh(hostedProgram(compilerOf(program, undefined), program, { host }), freshAgain);
  return transformerFor(program, undefined, host);
}
