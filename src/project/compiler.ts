import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type ts = require('typescript');

import { setupError } from '../calls/diagnostics.js';
import {
  knownVersions,
  loadNative,
  type Native,
  UnsupportedCompiler,
} from '../compilers/native/server/load.js';

/** The compiler that types are read with. */
export type ProjectCompiler =
  | { readonly kind: 'classic'; readonly compiler: typeof ts }
  | { readonly kind: 'native'; readonly native: Native };

const known = `keyshape is known to work with TypeScript 4.9 to 6.0, ${knownVersions.join(' and ')}`;

/**
 * Loads the `typescript` that a project resolves.
 *
 * @param configFile - the absolute name of its `tsconfig.json`
 * @throws BuildError where there is none, or one that is not supported
 */
export function resolveCompiler(configFile: string): ProjectCompiler {
  let found: Partial<typeof ts>;
  try {
    found = createRequire(configFile)('typescript') as Partial<typeof ts>;
  } catch (error) {
    throw notLoaded(configFile, error);
  }
  if (isClassic(found)) return { kind: 'classic', compiler: found };
  if (found.createProgram !== undefined)
    throw unusable(`TypeScript ${String(found.version)} is too old. ${known}.`);
  try {
    return { kind: 'native', native: loadNative(dirname(configFile)) };
  } catch (error) {
    if (!(error instanceof UnsupportedCompiler)) throw notLoaded(configFile, error);
    if (found.version === undefined) throw notLoaded(configFile, 'it exports nothing of a compiler');
    throw unusable(
      `TypeScript ${String(found.version)} does not have the API that keyshape works with. ${known}.`,
    );
  }
}

/**
 * Tells the compiler of a project from others, without loading it.
 *
 * @param given - the compiler that was handed over
 * @throws BuildError where none can be resolved
 */
export function compilerIdentity(configFile: string, given: ProjectCompiler | undefined): string {
  if (given) return `${given.kind} ${(given.kind === 'classic' ? given.compiler : given.native).version}`;
  try {
    const { resolve } = createRequire(configFile);
    const manifest = resolve('typescript/package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: unknown };
    return `${manifest} ${String(version)}`;
  } catch (error) {
    throw notLoaded(configFile, error);
  }
}

/** 4.9 is the first that knows `satisfies`. */
function isClassic(found: Partial<typeof ts>): found is typeof ts {
  return found.createProgram !== undefined && found.isSatisfiesExpression !== undefined;
}

/** What keeps a compiler from being loaded: there is none, or one that is not whole. */
function notLoaded(configFile: string, cause: unknown): Error {
  const folders = createRequire(configFile).resolve.paths('typescript') ?? [];
  const folder = folders.map((one) => join(one, 'typescript')).find((one) => existsSync(one));
  if (folder === undefined) {
    return unusable(
      `no \`typescript\` can be resolved from ${dirname(configFile)}. Install one: npm install --save-dev typescript. ${known}.`,
    );
  }
  const said = cause instanceof Error ? cause.message : String(cause);
  // Node says only there which file a syntax error is in.
  const at = cause instanceof SyntaxError ? /^\/.*|^[A-Z]:\\.*/.exec(cause.stack ?? '')?.[0] : undefined;
  const where = at === undefined ? '' : ` (${at})`;
  return unusable(
    `the TypeScript in ${folder} cannot be loaded: ${said.split('\n', 1)[0]}${where}. It is not whole: install it again, npm install --force typescript.`,
  );
}

function unusable(message: string): Error {
  return setupError({ code: 'KS3004', message });
}
