import type { KeyshapeOptions } from '../../project/index.js';
import { type RollupPlugin, rollupPlugin } from '../bundler/rollup-plugin.js';
import { type TypescriptPluginOptions, wrapTypescriptPlugin } from './typescript-plugin.js';

export type { RollupPlugin, TypescriptPluginOptions };

/**
 * Makes the plugin for Rollup. It works on the source, before whichever plugin compiles it.
 *
 * `@rollup/plugin-typescript` compiles what it finds on the disk, and no other plugin sees the source: hand it over, and it comes back with
 * calls of keyshape replaced.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`. Or what `@rollup/plugin-typescript` exports,
 * followed by the options of that plugin, with keyshape's among them under `keyshape`
 * @returns the plugin
 * @throws BuildError where the plugin that is handed over is another one
 * @example
 * ```js
 * // rollup.config.js
 * import esbuild from 'rollup-plugin-esbuild';
 * import { keyshape } from 'keyshape/rollup';
 *
 * export default { input: 'src/main.ts', plugins: [keyshape(), esbuild()] };
 * ```
 * @example
 * ```js
 * // rollup.config.js
 * import typescript from '@rollup/plugin-typescript';
 * import { keyshape } from 'keyshape/rollup';
 *
 * export default { input: 'src/main.ts', plugins: [keyshape(typescript, { tsconfig: 'tsconfig.json' })] };
 * ```
 */
export function keyshape(options?: KeyshapeOptions): RollupPlugin;
export function keyshape<Options, Plugin extends { readonly name: string }>(
  typescript: (options?: Options) => Plugin,
  options?: TypescriptPluginOptions,
): Plugin;
export function keyshape<Options, Plugin extends { readonly name: string }>(
  first?: KeyshapeOptions | ((options?: Options) => Plugin),
  options?: TypescriptPluginOptions,
): RollupPlugin | Plugin {
  return typeof first === 'function'
    ? wrapTypescriptPlugin(first, options)
    : rollupPlugin('keyshape/rollup', first);
}
