import { join } from 'node:path';

import type { KeyshapeOptions } from '../../project/index.js';
import { type WebpackPlugin, webpackPlugin } from '../bundler/webpack-plugin.js';

/**
 * Makes the plugin for webpack. It works on the source, before whichever loader compiles it.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @returns the plugin
 * @example
 * ```js
 * // webpack.config.js
 * const { keyshape } = require('keyshape/webpack');
 *
 * module.exports = { entry: './src/main.ts', plugins: [keyshape()] };
 * ```
 */
export function keyshape(options?: KeyshapeOptions): WebpackPlugin {
  return webpackPlugin('keyshape/webpack', join(__dirname, '../bundler/loader.js'), options);
}
