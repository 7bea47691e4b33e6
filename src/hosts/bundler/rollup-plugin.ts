import type { SourceMap } from 'magic-string';

import type { Dependencies, KeyshapeOptions } from '../../project/index.js';
import { type Bundler, createBundler, handedOver, type Outcome } from './bundler.js';
import { errorText } from './reports.js';

/** What is used of the context that Rollup, Rolldown and Vite call hooks with. */
export interface HookContext {
  readonly meta: { readonly watchMode: boolean };
  addWatchFile(path: string): void;
  error(error: RollupError): never;
}

/** What is used of an error of Rollup, Rolldown and Vite. */
export interface RollupError {
  readonly message: string;
  readonly id?: string;
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
}

/** A plugin of Rollup and Rolldown. */
export interface RollupPlugin {
  readonly name: string;
  buildStart(): void;
  shouldTransformCachedModule(module: { readonly id: string }): boolean;
  readonly transform: TransformHook;
}

/** The hook that replaces the calls of a module. */
export interface TransformHook {
  readonly order: 'pre';
  readonly filter: { readonly id: { include: RegExp[]; exclude: RegExp[] } };
  handler(this: HookContext, code: string, id: string): { code: string; map: SourceMap } | undefined;
}

/**
 * Makes the plugin that Rollup and Rolldown take.
 *
 * @param entry - what the user imports it from
 * @param options - keyshape's options
 */
export function rollupPlugin(entry: string, options: KeyshapeOptions | undefined): RollupPlugin {
  const bundler = createBundler(entry, options);
  return {
    name: 'keyshape',
    buildStart: () => bundler.update(),
    // Rollup keeps a module whose own text did not change.
    shouldTransformCachedModule: ({ id }) => bundler.holds(id),
    transform: transformHook(bundler, watchDependencies),
  };
}

/** A watching build builds a module again when something changes that its calls depend on. */
export function watchDependencies(context: HookContext, { files, folders }: Dependencies): void {
  if (context.meta.watchMode) for (const path of [...files, ...folders]) context.addWatchFile(path);
}

/**
 * Makes the hook that replaces the calls of a module.
 *
 * @param declare - tells the host what a module depends on
 */
export function transformHook(
  bundler: Bundler,
  declare: (context: HookContext, dependencies: Dependencies) => void,
): TransformHook {
  return {
    order: 'pre',
    filter: { id: handedOver },
    handler(code, id) {
      const outcome = bundler.transform(code, id);
      if (!outcome) return undefined;
      declare(this, outcome.dependencies);
      if (!outcome.output) return this.error(rollupError(outcome));
      return { code: outcome.output.text, map: outcome.output.map() };
    },
  };
}

function rollupError(outcome: Outcome): RollupError {
  const [first] = outcome.errors;
  const message = errorText(outcome);
  if (!first?.place) return { message };
  const { fileName, line, column } = first.place;
  return { message, id: fileName, loc: { file: fileName, line, column: column - 1 } };
}
