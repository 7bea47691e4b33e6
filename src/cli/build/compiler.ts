import { createRequire } from 'node:module';
import { dirname } from 'node:path';

import type ts = require('typescript');

import { knownVersions, loadNative, type Native, UnsupportedCompiler } from '../../reader/native/index.js';

/** The compiler that a project resolves. */
export type BuildCompiler =
  | { readonly kind: 'classic'; readonly compiler: typeof ts }
  | { readonly kind: 'native'; readonly native: Native };

/** There is no compiler here that a build can work with; the message is for the user. */
export class NoCompiler extends Error {}

const known = `keyshape build is known to work with TypeScript 4.9 to 6.0, ${knownVersions.join(' and ')}`;

/**
 * Loads the `typescript` that the project itself resolves.
 *
 * @param configFile - the absolute path of its `tsconfig.json`
 * @throws NoCompiler where there is none, or one that is not supported
 */
export async function loadCompiler(configFile: string): Promise<BuildCompiler> {
  let found: { readonly version?: unknown };
  try {
    found = createRequire(configFile)('typescript') as { readonly version?: unknown };
  } catch {
    throw new NoCompiler(
      `no \`typescript\` can be resolved from ${dirname(configFile)}. Install one: npm install --save-dev typescript. ${known}.`,
    );
  }
  if ('createProgram' in found) {
    const compiler = found as typeof ts;
    const [major = 0, minor = 0] = compiler.version.split('.').map(Number);
    if (major > 4 || (major === 4 && minor >= 9)) return { kind: 'classic', compiler };
    throw new NoCompiler(`TypeScript ${compiler.version} is too old. ${known}.`);
  }
  try {
    return { kind: 'native', native: await loadNative(dirname(configFile)) };
  } catch (error) {
    if (!(error instanceof UnsupportedCompiler)) throw error;
    throw new NoCompiler(
      `TypeScript ${String(found.version)} does not have the API that keyshape builds with. ${known}.`,
    );
  }
}
