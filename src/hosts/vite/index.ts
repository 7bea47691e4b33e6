import type { KeyshapeOptions } from '../../project/index.js';
import { createBundler } from '../bundler/bundler.js';
import { type TransformHook, transformHook, watchDependencies } from '../bundler/rollup-plugin.js';
import { type DevServer, keepFresh, watchOutside } from './dev-server.js';
import { equipVitest, type VitestContext } from './vitest.js';

/** A plugin of Vite and Vitest. */
export interface VitePlugin {
  readonly name: string;
  readonly enforce: 'pre';
  config(): { optimizeDeps: { exclude: string[] } };
  configureServer(server: DevServer): void;
  configureVitest(context: VitestContext): void;
  buildStart(): void;
  readonly transform: TransformHook;
}

/**
 * Makes the plugin for Vite and Vitest.
 *
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @returns the plugin
 * @example
 * ```ts
 * // vite.config.ts
 * import { keyshape } from 'keyshape/vite';
 * import { defineConfig } from 'vite';
 *
 * export default defineConfig({ plugins: [keyshape()] });
 * ```
 */
export function keyshape(options?: KeyshapeOptions): VitePlugin {
  const bundler = createBundler('keyshape/vite', options);
  let server: DevServer | undefined;
  return {
    name: 'keyshape',
    enforce: 'pre',
    // No module imports it once its calls are replaced.
    config: () => ({ optimizeDeps: { exclude: ['keyshape'] } }),
    configureServer(started) {
      server = started;
      keepFresh(started, bundler);
    },
    configureVitest: (context) => equipVitest(context, bundler),
    buildStart: () => bundler.update(),
    transform: transformHook(bundler, (context, dependencies) => {
      if (server) watchOutside(server, dependencies.files);
      else watchDependencies(context, dependencies);
    }),
  };
}
