import { createRequire } from 'node:module';
import { dirname } from 'node:path';

import type ts = require('typescript');

import {
  knownVersions,
  loadNative,
  type Native,
  UnsupportedCompiler,
} from '../compilers/native/read-types.js';
import { UsageError } from './command.js';

/** The compiler that a project resolves. */
export type ProjectCompiler =
  | { readonly kind: 'classic'; readonly compiler: typeof ts }
  | { readonly kind: 'native'; readonly native: Native };

const known = `keyshape is known to work with TypeScript 4.9 to 6.0, ${knownVersions.join(' and ')}`;

/**
 * Loads the `typescript` that the project itself resolves.
 *
 * @param configFile - the absolute path of its `tsconfig.json`
 * @throws UsageError where there is none, or one that is not supported
 */
export async function loadCompiler(configFile: string): Promise<ProjectCompiler> {
  let found: { readonly version?: unknown };
  try {
    found = createRequire(configFile)('typescript') as { readonly version?: unknown };
  } catch {
    throw new UsageError(
      `no \`typescript\` can be resolved from ${dirname(configFile)}. Install one: npm install --save-dev typescript. ${known}.`,
    );
  }
  if ('createProgram' in found) {
    const compiler = found as typeof ts;
    const [major = 0, minor = 0] = compiler.version.split('.').map(Number);
    if (major > 4 || (major === 4 && minor >= 9)) return { kind: 'classic', compiler };
    throw new UsageError(`TypeScript ${compiler.version} is too old. ${known}.`);
  }
  try {
    return { kind: 'native', native: await loadNative(dirname(configFile)) };
  } catch (error) {
    if (!(error instanceof UnsupportedCompiler)) throw error;
    throw new UsageError(
      `TypeScript ${String(found.version)} does not have the API that keyshape works with. ${known}.`,
    );
  }
}
