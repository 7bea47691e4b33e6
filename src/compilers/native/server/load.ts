import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { KeyshapeError } from '../../../error.js';
import type { AstModule, FileSystemModule, NativeModule } from '../api/reading.js';

/** The versions that the reader is tested with; the error message names them. */
export const knownVersions = ['7.0.2', '7.1.0-beta'] as const;

/** TypeScript 7, loaded. */
export interface Native {
  readonly version: string;
  readonly module: NativeModule;
  readonly ast: AstModule;
  /** What a callback of 7.1 answers to leave an operation to the disk; 7.0 takes `undefined` for it. */
  readonly disk: symbol | undefined;
}

/** TypeScript 7 is not installed, or its API is not one that is known here. */
export class UnsupportedCompiler extends KeyshapeError {
  override get name(): string {
    return 'UnsupportedCompiler';
  }
}

/** 7.1 and later, then 7.0. */
const entries = [
  { api: 'sync', ast: 'ast' },
  { api: 'unstable/sync', ast: 'unstable/ast' },
] as const;

/** The real one, where a test runner puts another in its place: only that one loads ES modules. */
const { createRequire } = process.getBuiltinModule('node:module');

/**
 * Loads TypeScript 7 as a project has it installed. Users of 5 and 6 have none of it: nothing here is loaded before.
 *
 * @param folder the project, or any folder below it
 * @param name the package, where it is installed under another name
 * @throws UnsupportedCompiler with a message for the user
 */
export function loadNative(folder: string, name = 'typescript'): Native {
  const { version, candidates } = candidatesIn(folder, name);
  for (const { api, ast, files } of candidates) {
    const native = made(version, requireFrom(api), requireFrom(ast), files && requireFrom(files));
    if (native) return native;
  }
  throw unsupported(version);
}

/** The paths of an API that may be there. */
interface Candidate {
  readonly api: string;
  readonly ast: string;
  readonly files: string | undefined;
}

function candidatesIn(
  folder: string,
  name: string,
): { readonly version: string; readonly candidates: readonly Candidate[] } {
  const require = createRequire(join(folder, 'package.json'));
  const candidates = entries.flatMap((entry) => {
    const api = resolve(require, `${name}/${entry.api}`);
    const ast = resolve(require, `${name}/${entry.ast}`);
    return api === undefined || ast === undefined
      ? []
      : [{ api, ast, files: resolve(require, `${name}/fs`) }];
  });
  return { version: versionOf(require, name), candidates };
}

function made(version: string, module: unknown, ast: unknown, files: unknown): Native | undefined {
  if (!isNativeModule(module) || !isAstModule(ast)) return undefined;
  return { version, module, ast, disk: isFileSystemModule(files) ? files.serverFS.useOS : undefined };
}

function unsupported(version: string): UnsupportedCompiler {
  return new UnsupportedCompiler(
    `TypeScript ${version} does not have the API that keyshape reads types with. It is known to work with ${knownVersions.join(' and ')}; with 4.9 to 6.0, use keyshape/transform.`,
  );
}

function versionOf(require: NodeJS.Require, name: string): string {
  const path = resolve(require, `${name}/package.json`);
  if (path === undefined) {
    throw new UnsupportedCompiler(
      `TypeScript is not installed here. Install it: \`npm install --save-dev typescript@${knownVersions[0]}\`.`,
    );
  }
  const { version } = require(path) as { readonly version: string };
  return version;
}

function resolve(require: NodeJS.Require, specifier: string): string | undefined {
  try {
    const path = require.resolve(specifier);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** The API is ES modules only, which Node loads by `require` since 20.19 and 22.12. */
function requireFrom(path: string): unknown {
  // From its own folder: Node warns of an ES module that is required outside of `node_modules`.
  return createRequire(join(dirname(path), 'package.json'))(path);
}

function isNativeModule(module: unknown): module is NativeModule {
  const needed = ['API', 'TypeFlags', 'ObjectFlags', 'SymbolFlags', 'ElementFlags', 'SignatureKind'];
  return isObject(module) && needed.every((name) => name in module) && 'NodeBuilderFlags' in module;
}

function isAstModule(module: unknown): module is AstModule {
  return isObject(module) && 'SyntaxKind' in module && 'isStatement' in module;
}

function isFileSystemModule(module: unknown): module is FileSystemModule {
  return isObject(module) && 'serverFS' in module && isObject(module.serverFS) && 'useOS' in module.serverFS;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
