import { readFileSync } from 'node:fs';

import { type KeyshapeOptions, reportsError } from '../../project/index.js';
import { createBundler, withMap } from '../bundler/bundler.js';
import { RunningBundler } from '../bundler/running-bundler.js';

/** What is used of Bun's plugins. */
export interface BunBuilder {
  onStart?(callback: () => void): unknown;
  onLoad(
    constraints: { readonly filter: RegExp },
    callback: (args: { readonly path: string }) => BunModule | undefined,
  ): unknown;
}

/** A module as Bun loads it. */
export interface BunModule {
  readonly contents: string;
  readonly loader: 'ts' | 'tsx';
}

/** A plugin of Bun. */
export interface BunPlugin {
  readonly name: string;
  setup(build: BunBuilder): void;
}

/**
 * Makes the plugin for `Bun.build`, and for `Bun.plugin` in a file that is preloaded.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @returns the plugin
 * @example
 * ```ts
 * import { keyshape } from 'keyshape/bun';
 *
 * await Bun.build({ entrypoints: ['src/main.ts'], outdir: 'dist', target: 'bun', plugins: [keyshape()] });
 * ```
 */
export function keyshape(options?: KeyshapeOptions): BunPlugin {
  const bundler = createBundler('keyshape/bun', options);
  const running = new RunningBundler(bundler);
  return {
    name: 'keyshape',
    setup(build) {
      build.onStart?.(() => bundler.update());
      build.onLoad({ filter: /^(?!.*[\\/]node_modules[\\/]).*\.[cm]?tsx?$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        const outcome = running.transform(text, path);
        const loader = path.endsWith('x') ? 'tsx' : 'ts';
        if (!outcome) return { contents: text, loader };
        if (!outcome.output) throw reportsError(outcome.errors);
        return { contents: withMap(outcome.output), loader };
      });
    },
  };
}
