import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type ts = require('typescript');

import { UsageError } from '../command.js';

/** The compiler of a project. */
export type ProjectCompiler =
  | { readonly kind: 'classic'; readonly compiler: typeof ts }
  /** TypeScript 7: the package of that name holds no compiler that runs in this process. */
  | { readonly kind: 'native'; readonly version: string };

function isClassic(found: object): found is typeof ts {
  return 'createProgram' in found && typeof found.createProgram === 'function';
}

/**
 * The `typescript` that the project itself resolves: another version could emit other output, and read types otherwise.
 *
 * @param config - the absolute path of its `tsconfig.json`
 * @throws UsageError where there is none
 */
export function projectCompiler(config: string): ProjectCompiler {
  let found: object;
  try {
    found = createRequire(config)('typescript') as object;
  } catch {
    throw new UsageError(
      `no \`typescript\` can be resolved from ${dirname(config)}. Run this where the project's dependencies are installed, or install it: npm install --save-dev typescript`,
    );
  }
  if (isClassic(found)) return { kind: 'classic', compiler: found };
  return { kind: 'native', version: 'version' in found ? String(found.version) : 'unknown' };
}

/** The file that a project resolves, or `undefined`. */
export function resolveFrom(config: string, specifier: string): string | undefined {
  try {
    return createRequire(config).resolve(specifier);
  } catch {
    return undefined;
  }
}

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

/** The command of the host that the project builds with, as it stands in a shell. */
export function buildTool(config: string, compiler: typeof ts): string {
  if (resolveFrom(config, 'ts-patch/package.json')) return 'npx tspc';
  if (resolveFrom(config, 'ttypescript/package.json')) return 'npx ttsc';
  return Number(compiler.versionMajorMinor) < 5 ? 'npx ttsc' : 'npx tspc';
}
