import type ts = require('typescript');

import { type KeyshapeOptions, setupError, toError } from '../../transform/index.js';
import { createBuildInfo } from './build-info.js';
import { equippedCompiler, projectCompiler } from './compiler.js';

/** The options of `@rollup/plugin-typescript`, and keyshape's own under `keyshape`. */
export interface TypescriptPluginOptions {
  readonly keyshape?: KeyshapeOptions;
  /** The TypeScript module to build with. Left out, it is that of the project. */
  readonly typescript?: typeof ts;
  readonly [option: string]: unknown;
}

/** What is used of the context that Rollup calls hooks with. */
interface HookContext {
  error(message: string): never;
}

/** What is used of `@rollup/plugin-typescript`. */
interface TypescriptPlugin {
  readonly name: string;
  buildStart?(this: HookContext, options: unknown): unknown;
  load?(this: HookContext, id: string): unknown;
  generateBundle?(this: HookContext, ...rest: unknown[]): unknown;
}

/**
 * Makes the Rollup plugin: `@rollup/plugin-typescript`, with calls of keyshape replaced. It is right in watch mode and with
 * `incremental`, because the compiler's builder is told of versions; errors stop the build and name file and line.
 *
 * @param typescript - what `@rollup/plugin-typescript` exports
 * @param options - its options, and keyshape's own under `keyshape`
 * @returns what the plugin itself would return
 * @throws KeyshapeError where the plugin is another one
 * @example
 * ```js
 * // rollup.config.js
 * import typescript from '@rollup/plugin-typescript';
 * import { keyshape } from 'keyshape/rollup';
 *
 * export default { input: 'src/main.ts', plugins: [keyshape(typescript, { tsconfig: 'tsconfig.json' })] };
 * ```
 */
export function keyshape<Options, Plugin extends { readonly name: string }>(
  typescript: (options?: Options) => Plugin,
  options: TypescriptPluginOptions = {},
): Plugin {
  const { keyshape: settings = {}, ...own } = options;
  const { compiler, engine } = equippedCompiler(options.typescript ?? projectCompiler(), settings);
  const plugin = typescript({ ...own, typescript: compiler } as Options);
  const { buildStart, load, generateBundle } = plugin as TypescriptPlugin;
  if (plugin.name !== 'typescript' || !buildStart || !load || !generateBundle) {
    throw setupError({
      code: 'KS3007',
      message: `\`keyshape\` of keyshape/rollup wraps @rollup/plugin-typescript 11 or 12, and was handed the plugin ${plugin.name}, which it cannot keep fresh.`,
    });
  }
  const buildInfo = createBuildInfo();
  const hooks: TypescriptPlugin = {
    name: plugin.name,
    async buildStart(given) {
      await buildStart.call(this, given);
      buildInfo.putAside(engine());
    },
    // The plugin makes a warning of an error. Here, after it has waited for the compiler, the build can be stopped.
    async load(id) {
      const loaded = await load.call(this, id);
      const present = engine();
      const errors = present?.diagnostics() ?? [];
      if (present && errors.length > 0) {
        this.error(toError(present.compiler, present.program, errors).message);
      }
      return loaded;
    },
    async generateBundle(...given) {
      buildInfo.putBack();
      await generateBundle.apply(this, given);
    },
  };
  return { ...plugin, ...hooks };
}
