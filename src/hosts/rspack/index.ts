import { join } from 'node:path';

import type { KeyshapeOptions } from '../../project/index.js';
import { type WebpackPlugin, webpackPlugin } from '../bundler/webpack-plugin.js';

/**
 * Makes the plugin for Rspack. It works on the source, before whichever loader compiles it.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @returns the plugin
 * @example
 * ```js
 * // rspack.config.js
 * const { keyshape } = require('keyshape/rspack');
 *
 * module.exports = { entry: './src/main.ts', plugins: [keyshape()] };
 * ```
 */
export function keyshape(options?: KeyshapeOptions): WebpackPlugin {
  return webpackPlugin('keyshape/rspack', join(__dirname, '../bundler/loader.js'), options);
}
