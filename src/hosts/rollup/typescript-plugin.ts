import { join } from 'node:path';

import type ts = require('typescript');

import { isTypeScriptName } from '../../paths.js';
import { inputsOf, type KeyshapeOptions, setupError, toError } from '../../project/index.js';
import { configurationError } from '../configuration-change.js';
import { createBuildInfo } from './build-info.js';
import { equippedCompiler, projectCompiler } from './equipped-compiler.js';

/** The options of `@rollup/plugin-typescript`, and keyshape's own under `keyshape`. */
export interface TypescriptPluginOptions {
  readonly keyshape?: KeyshapeOptions;
  /** The TypeScript module to build with. Left out, it is that of the project. */
  readonly typescript?: typeof ts;
  readonly [option: string]: unknown;
}

/** What is used of the context that Rollup calls hooks with. */
interface HookContext {
  readonly meta: { readonly watchMode: boolean };
  addWatchFile(path: string): void;
  error(message: string): never;
}

/** What is used of `@rollup/plugin-typescript`. */
interface TypescriptPlugin {
  readonly name: string;
  buildStart?(this: HookContext, options: unknown): unknown;
  load?(this: HookContext, id: string): unknown;
  watchChange?(this: HookContext, id: string, change: unknown): unknown;
  generateBundle?(this: HookContext, ...rest: unknown[]): unknown;
}

/**
 * Makes `@rollup/plugin-typescript`, with calls of keyshape replaced. It is right in watch mode and with `incremental`, because the
 * compiler's builder is told of versions; errors stop the build and name file and line.
 *
 * @param typescript - what `@rollup/plugin-typescript` exports
 * @param options - its options, and keyshape's own under `keyshape`
 * @returns what the plugin itself would return
 * @throws BuildError where the plugin is another one
 */
export function wrapTypescriptPlugin<Options, Plugin extends { readonly name: string }>(
  typescript: (options?: Options) => Plugin,
  options: TypescriptPluginOptions = {},
): Plugin {
  const { keyshape: value, ...own } = options;
  const { compiler, hosted } = equippedCompiler(options.typescript ?? projectCompiler(), {
    value,
    place: 'in `keyshape` among the options of keyshape/rollup',
  });
  const plugin = typescript({ ...own, typescript: compiler } as Options);
  const { buildStart, load, watchChange, generateBundle } = plugin as TypescriptPlugin;
  if (plugin.name !== 'typescript' || !buildStart || !load || !watchChange || !generateBundle) {
    throw setupError({
      code: 'KS3007',
      message: `\`keyshape\` of keyshape/rollup wraps @rollup/plugin-typescript 11 or 12, and was handed the plugin ${plugin.name}, which it cannot keep fresh.`,
    });
  }
  const host = { name: '@rollup/plugin-typescript', life: plugin, whole: true };
  const buildInfo = createBuildInfo();
  let build = {};
  const hooks: TypescriptPlugin = {
    name: plugin.name,
    async buildStart(given) {
      await buildStart.call(this, given);
      buildInfo.putAside(hosted());
      build = {};
    },
    // The plugin makes a warning of an error. Here, after it has waited for the compiler, the build can be stopped.
    async load(id) {
      const loaded = await load.call(this, id);
      const present = hosted();
      if (!present) return loaded;
      if (this.meta.watchMode) {
        // Rollup watches what it bundles, and types are not part of that.
        const { files, folders } = inputsOf(present.compiler, present.program, outputsOf(present.program));
        for (const path of [...files, ...folders]) this.addWatchFile(path);
      }
      const errors = present.diagnostics();
      const outdated = configurationError(host, build, present.compiler, present.program);
      const error = errors.length > 0 ? toError(present.compiler, present.program, errors) : outdated;
      if (error) this.error(error.message);
      return loaded;
    },
    async watchChange(id, change) {
      await watchChange.call(this, id, change);
      // It waits for the compiler only if the file is one that it would bundle.
      const bundled = hosted()
        ?.program.getRootFileNames()
        .find((name) => isTypeScriptName(name));
      if (bundled !== undefined) await watchChange.call(this, bundled, change);
    },
    async generateBundle(...given) {
      buildInfo.putBack();
      await generateBundle.apply(this, given);
    },
  };
  return { ...plugin, ...hooks };
}

function outputsOf(program: ts.Program): readonly string[] {
  const { outDir, declarationDir } = program.getCompilerOptions();
  const root = process.cwd();
  return [outDir, declarationDir, join(root, '.rollup.cache'), join(root, 'node_modules')].flatMap(
    (folder) => folder ?? [],
  );
}
