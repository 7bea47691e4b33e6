import { createHash } from 'node:crypto';

import { type KeyshapeOptions, packageVersion, reportsError } from '../../project/index.js';
import { createBundler } from '../bundler/bundler.js';
import { LookingBundler } from '../bundler/looking-bundler.js';
import { emptyMemory } from '../ts-jest/memory.js';
import { createTransformer as createTsJest } from '../ts-jest/transformer.js';
import {
  loadTransformer,
  namedTransformer,
  type Transformer,
  type TransformerEntry,
  type TransformRequest,
} from './inner.js';

/** What the entry of keyshape/jest takes in `transform` of Jest's configuration. */
export interface JestOptions {
  /** The transformer that compiles, as it would stand there itself; left out, @swc/jest, ts-jest or babel-jest, whichever is installed. */
  readonly transform?: TransformerEntry;
  /** keyshape's own options; they go over those of the entry in `tsconfig.json`. */
  readonly keyshape?: KeyshapeOptions;
}

interface Edited {
  readonly text: string;
  /** What the errors are, where there are any: then the text is as it was. */
  readonly error: Error | undefined;
}

/** What the transformers of a process share; one that watches keeps it from one run to the next. */
interface Live {
  readonly bundler: LookingBundler;
  config: TransformRequest['config'] | undefined;
}

const live = new Map<string, Live>();
let refreshing = false;

/** Takes in what changed on the disk. Jest makes its transformers anew for each test file, before it transforms anything for it. */
async function refreshAll(): Promise<void> {
  // Emptying Jest's memory makes transformers too.
  if (refreshing) return;
  refreshing = true;
  try {
    for (const { bundler, config } of live.values()) {
      if (bundler.refresh() && config) await emptyMemory(config);
    }
  } finally {
    refreshing = false;
  }
}

/**
 * Makes the Jest transformer: the one that compiles, handed the sources with calls of keyshape replaced, so that the versions are in
 * the key of its cache.
 *
 * @param options - the transformer that compiles, and keyshape's own options under `keyshape`
 * @returns what Jest calls; it throws a BuildError for calls that cannot be replaced
 * @example
 * ```js
 * // jest.config.js
 * export default { transform: { '^.+\\.[cm]?[jt]sx?$': ['keyshape/jest', { transform: '@swc/jest' }] } };
 * ```
 */
export async function createTransformer(options: JestOptions = {}): Promise<Transformer> {
  const named = namedTransformer(options.transform, process.cwd());
  if (named.name === 'ts-jest') {
    // It has a program of its own, whose files it reads itself, whatever text it is handed.
    const { keyshape } = options;
    return (await createTsJest({ ...named.options, ...(keyshape && { keyshape }) })) as Transformer;
  }
  await refreshAll();
  const inner = await loadTransformer(named, process.cwd());
  const state = stateFor(options.keyshape ?? {});

  function edited(text: string, path: string, { config }: TransformRequest): Edited {
    state.config = config;
    const outcome = state.bundler.transform(text, path);
    if (!outcome) return { text, error: undefined };
    const { output, errors } = outcome;
    return output ? { text: output.text, error: undefined } : { text, error: reportsError(errors) };
  }

  function checked(text: string, path: string, request: TransformRequest): string {
    const { text: made, error } = edited(text, path, request);
    if (error) throw error;
    return made;
  }

  const ownKey = (text: string, path: string, { configString, instrument }: TransformRequest) =>
    createHash('sha256')
      .update(JSON.stringify([text, path, configString, instrument, process.env.NODE_ENV]))
      .digest('hex');
  const suffix = (error: Error | undefined) => `-${packageVersion}${error ? `-${error.message.length}` : ''}`;

  return {
    canInstrument: inner.canInstrument ?? false,
    getCacheKey(text, path, request) {
      const { text: made, error } = edited(text, path, request);
      return (inner.getCacheKey ?? ownKey)(made, path, request) + suffix(error);
    },
    async getCacheKeyAsync(text, path, request) {
      const { text: made, error } = edited(text, path, request);
      const ask = inner.getCacheKeyAsync?.bind(inner) ?? inner.getCacheKey?.bind(inner) ?? ownKey;
      return (await ask(made, path, request)) + suffix(error);
    },
    ...(inner.process && {
      process: (text, path, request) => inner.process?.(checked(text, path, request), path, request),
    }),
    processAsync: async (text, path, request) => {
      const made = checked(text, path, request);
      return inner.processAsync
        ? inner.processAsync(made, path, request)
        : inner.process?.(made, path, request);
    },
  };
}

function stateFor(options: KeyshapeOptions): Live {
  const key = JSON.stringify(options);
  let state = live.get(key);
  if (state === undefined) {
    state = { bundler: new LookingBundler(createBundler('keyshape/jest', options)), config: undefined };
    live.set(key, state);
  }
  return state;
}

export default { createTransformer };
