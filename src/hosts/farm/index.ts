import type { Dependencies, KeyshapeOptions } from '../../project/index.js';
import { createBundler } from '../bundler/bundler.js';
import { errorText } from '../bundler/reports.js';

/** What is used of the context that Farm calls hooks with. */
export interface FarmContext {
  /** Farm builds the module again when the file changes. */
  addWatchFile(module: string, file: string): void;
}

/** A module as Farm hands it over. */
export interface FarmModule {
  readonly resolvedPath: string;
  readonly content: string;
  readonly moduleType: string;
}

/** What Farm takes for a module. */
export interface FarmOutput {
  content: string;
  moduleType: string;
  sourceMap: string;
}

/** A plugin of Farm. */
export interface FarmPlugin {
  readonly name: string;
  readonly priority: number;
  readonly buildStart: { executor(): void };
  readonly updateModules: { executor(change: { paths: [string, string][] }): string[] };
  readonly transform: {
    readonly filters: { resolvedPaths: string[] };
    executor(module: FarmModule, context: FarmContext): Promise<FarmOutput | undefined>;
  };
}

/**
 * Makes the plugin for Farm.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @returns the plugin
 * @example
 * ```ts
 * // farm.config.ts
 * import { defineConfig } from '@farmfe/core';
 * import { keyshape } from 'keyshape/farm';
 *
 * export default defineConfig({ plugins: [keyshape()] });
 * ```
 */
export function keyshape(options?: KeyshapeOptions): FarmPlugin {
  const bundler = createBundler('keyshape/farm', options);
  return {
    name: 'keyshape',
    // Higher comes first; what compiles has 99 or 100.
    priority: 102,
    buildStart: { executor: () => bundler.update() },
    updateModules: {
      executor({ paths }) {
        bundler.update();
        return [...new Set([...paths.map(([path]) => path), ...bundler.outdated()])];
      },
    },
    transform: {
      filters: { resolvedPaths: ['\\.[cm]?[jt]sx?$'] },
      // Asynchronous, because Farm dies of what is thrown.
      async executor({ resolvedPath, content, moduleType }, context) {
        const outcome = bundler.transform(content, resolvedPath);
        if (!outcome) return undefined;
        watch(context, resolvedPath, outcome.dependencies);
        if (!outcome.output) throw new Error(errorText(outcome));
        const { text, map } = outcome.output;
        return { content: text, moduleType, sourceMap: map().toString() };
      },
    },
  };
}

function watch(context: FarmContext, module: string, { files }: Dependencies): void {
  for (const file of files) context.addWatchFile(module, file);
}
