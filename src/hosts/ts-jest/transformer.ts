import { createRequire } from 'node:module';
import { join } from 'node:path';

import { type KeyshapeOptions, setupError } from '../../project/index.js';
import { astTransformer } from './ast-transformer.js';
import {
  compilerFor,
  type JestTransformer,
  type JestTransformOptions,
  type TsJest,
  type TypedCompiler,
} from './internals.js';
import { emptyMemory } from './memory.js';
import { refresh, versionsIn } from './versions.js';

/** The options of ts-jest, and keyshape's own under `keyshape`. */
export interface TsJestOptions {
  /** keyshape's own options; they go over those of the entry in `tsconfig.json`. */
  readonly keyshape?: KeyshapeOptions;
  readonly [option: string]: unknown;
}

interface Live {
  readonly transformer: TsJest;
  readonly request: JestTransformOptions;
}

/** What this process compiles with: a process that watches keeps it from one run to the next. */
const live = new Map<TypedCompiler, Live>();
let refreshing = false;

/** Takes in what changed on the disk. Jest makes its transformers anew for each test file, before it transforms anything for it. */
async function refreshAll(): Promise<void> {
  if (refreshing) return;
  refreshing = true;
  try {
    for (const [compiler, { transformer, request }] of live) {
      if (!refresh(transformer, request)) continue;
      live.delete(compiler);
      await emptyMemory(request.config);
    }
  } finally {
    refreshing = false;
  }
}

/**
 * Makes the Jest transformer: ts-jest, with calls of keyshape replaced and their versions in the cache key.
 *
 * @param options - the options of ts-jest, and keyshape's own under `keyshape`
 * @returns what Jest calls; it throws a BuildError for calls that cannot be replaced, and where ts-jest has no types
 * @example
 * ```js
 * // jest.config.js
 * export default { transform: { '^.+\\.tsx?$': ['keyshape/ts-jest', { tsconfig: 'tsconfig.test.json' }] } };
 * ```
 */
export async function createTransformer(options: TsJestOptions = {}): Promise<JestTransformer> {
  await refreshAll();
  const { keyshape: value, ...own } = options;
  const host = { value, place: 'in `keyshape` among the options of keyshape/ts-jest' };
  let transformer: TsJest | undefined;

  function tsJest(request: JestTransformOptions): TsJest {
    transformer ??= loadTsJest(request.config.rootDir)(own);
    const compiler = compilerFor(transformer, request);
    const { before } = compiler.configSet.resolvedTransformers;
    if (!before?.some(({ name }) => name === 'keyshape')) before?.push(astTransformer(host));
    live.set(compiler, { transformer, request });
    return transformer;
  }

  function addition(text: string, path: string, request: JestTransformOptions): string {
    return versionsIn(compilerFor(tsJest(request), request), host, text, path);
  }

  return {
    getCacheKey: (text, path, request) =>
      tsJest(request).getCacheKey(text, path, request) + addition(text, path, request),
    getCacheKeyAsync: async (text, path, request) =>
      (await tsJest(request).getCacheKeyAsync(text, path, request)) + addition(text, path, request),
    process: (text, path, request) => tsJest(request).process(text, path, request),
    processAsync: async (text, path, request) => tsJest(request).processAsync(text, path, request),
  };
}

/** ts-jest belongs to the project that is tested. */
function loadTsJest(rootDir: string): (options: object) => TsJest {
  interface TsJestModule {
    readonly default: { createTransformer(options: object): TsJest };
  }
  for (const from of [rootDir, process.cwd()]) {
    let path: string;
    const load = createRequire(join(from, 'package.json'));
    try {
      path = load.resolve('ts-jest');
    } catch {
      continue;
    }
    return (load(path) as TsJestModule).default.createTransformer;
  }
  throw setupError({
    code: 'KS3007',
    message: '`keyshape/ts-jest` wraps ts-jest, which is not installed. Install ts-jest 29.',
  });
}
