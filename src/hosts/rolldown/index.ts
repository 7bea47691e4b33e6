import type { KeyshapeOptions } from '../../project/index.js';
import { type RollupPlugin, rollupPlugin } from '../bundler/rollup-plugin.js';

/**
 * Makes the plugin for Rolldown, and for what is built on it: tsdown.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @returns the plugin
 * @example
 * ```ts
 * // rolldown.config.ts
 * import { keyshape } from 'keyshape/rolldown';
 *
 * export default { input: 'src/main.ts', plugins: [keyshape()] };
 * ```
 */
export function keyshape(options?: KeyshapeOptions): RollupPlugin {
  return rollupPlugin('keyshape/rolldown', options);
}
