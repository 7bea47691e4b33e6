import type { KeyshapeOptions } from '../../project/index.js';
import { type Bundler, createBundler, handedOver } from './bundler.js';

/** A module of webpack, and what it keeps in its cache beside it. */
export interface BuiltModule {
  readonly resource?: string;
  /** How its text is read: `javascript/auto`, `asset/source`. */
  readonly type?: string;
  readonly buildInfo?: { keyshape?: string | undefined } | null;
}

interface ModuleHooks {
  /** Asked for a module none of whose dependencies changed. */
  readonly needBuild?: {
    tapPromise(name: string, callback: (module: BuiltModule) => Promise<true | undefined>): void;
  };
}

/** What is used of the compiler of webpack and Rspack. */
export interface WebpackCompiler {
  readonly options: { readonly module: { readonly rules: unknown[] } };
  readonly hooks: {
    readonly compile: { tap(name: string, callback: () => void): void };
    readonly compilation: { tap(name: string, callback: (compilation: never) => void): void };
  };
  readonly webpack?: {
    readonly NormalModule?: { getCompilationHooks?(compilation: never): ModuleHooks };
  };
}

/** A plugin of webpack and Rspack. */
export interface WebpackPlugin {
  apply(compiler: WebpackCompiler): void;
}

/** What the loader is told by its query: a part of a module's name, so that other options make another module in a cache. */
export interface LoaderQuery {
  readonly entry: string;
  readonly options: KeyshapeOptions;
}

const bundlers = new Map<string, Bundler>();

/** What the plugin and the loaders that it puts in share. */
export function bundlerFor(query: LoaderQuery): Bundler {
  const key = JSON.stringify(query);
  let bundler = bundlers.get(key);
  if (bundler === undefined) {
    bundler = createBundler(query.entry, query.options);
    bundlers.set(key, bundler);
  }
  return bundler;
}

/**
 * Makes the plugin that webpack and Rspack take: a loader before all others.
 *
 * @param entry - what the user imports it from
 * @param loader - the absolute path of the loader: what is bundled does not know where it lies
 * @param options - keyshape's options
 */
export function webpackPlugin(entry: string, loader: string, options: KeyshapeOptions = {}): WebpackPlugin {
  return {
    apply({ options: { module }, hooks, webpack }) {
      const query: LoaderQuery = { entry, options };
      hooks.compile.tap('keyshape', () => bundlerFor(query).update());
      // A module that held nothing of ours named no dependencies, yet a function that it calls may take a version now. Rspack has no such hook.
      hooks.compilation.tap('keyshape', (compilation) => {
        const { needBuild } = webpack?.NormalModule?.getCompilationHooks?.(compilation) ?? {};
        needBuild?.tapPromise('keyshape', async ({ resource, buildInfo }) => {
          const isOther =
            resource !== undefined && bundlerFor(query).digest(resource) !== buildInfo?.keyshape;
          return isOther || undefined;
        });
      });
      module.rules.push({
        test: handedOver.include,
        exclude: handedOver.exclude,
        enforce: 'pre',
        use: [{ loader: `${loader}?${encodeURIComponent(JSON.stringify(query))}` }],
      });
    },
  };
}
