import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type ts = require('typescript');

import { resolveFrom } from '../../../project/configuration/plugin-entry.js';

/**
 * ts-patch's compiler, which runs the other plugins of `plugins` on emit, so that what is emitted here is what the build
 * emitted; `undefined` where ts-patch is not installed.
 */
export function patchedCompiler(config: string): typeof ts | undefined {
  const found = resolveFrom(config, 'ts-patch/package.json');
  if (!found) return undefined;
  // ts-patch exports the compiler under one name in its version 3 and under another in 4; the file has not moved.
  return createRequire(config)(join(dirname(found), 'compiler/typescript.js')) as typeof ts;
}
