import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { KeyshapeOptions } from '../../project/index.js';
import { type WebpackPlugin, webpackPlugin } from '../bundler/webpack-plugin.js';

/** What is used of a configuration of Next. */
export interface NextConfig {
  readonly turbopack?: { readonly rules?: Readonly<Record<string, unknown>> | undefined } | undefined;
  readonly experimental?: Readonly<Record<string, unknown>> | undefined;
  readonly webpack?: ((config: WebpackConfig, context: never) => unknown) | null | undefined;
}

interface WebpackConfig {
  plugins?: WebpackPlugin[];
}

type ConfigFunction = (phase: string, context: never) => unknown;

/**
 * Puts keyshape into a configuration of Next, for Turbopack and for webpack.
 *
 * @param config - the configuration as it is, or the function that makes it
 * @param options - keyshape's options; they go over those of the entry in `tsconfig.json`
 * @returns the configuration
 * @example
 * ```ts
 * // next.config.ts
 * import { withKeyshape } from 'keyshape/next';
 *
 * export default withKeyshape({ reactStrictMode: true });
 * ```
 */
export function withKeyshape<Config extends object>(config: Config, options?: KeyshapeOptions): Config {
  if (typeof config !== 'function') return equipped(config, options ?? {});
  const make = config as ConfigFunction;
  const wrapped: ConfigFunction = async (phase, context) =>
    equipped((await make(phase, context)) as object, options ?? {});
  return wrapped as unknown as Config;
}

function equipped<Config extends object>(config: Config, options: KeyshapeOptions): Config {
  const { turbopack, webpack, experimental }: NextConfig = config;
  const rule = {
    // Packages are JavaScript already.
    condition: { not: 'foreign' },
    loaders: [{ loader: join(__dirname, 'loader.js'), options: { keyshape: JSON.stringify(options) } }],
  };
  const rules: Record<string, unknown> = { ...turbopack?.rules };
  for (const glob of ['*.ts', '*.tsx', '*.mts', '*.cts']) {
    const own = rules[glob];
    rules[glob] = own === undefined ? rule : [rule, ...[own].flat()];
  }
  return {
    ...config,
    turbopack: { ...turbopack, rules },
    ...(isKnown(refresh) && { experimental: { [refresh]: false, ...experimental } }),
    webpack(given: WebpackConfig, context: never) {
      const plugin = webpackPlugin('keyshape/next', join(__dirname, '../bundler/loader.js'), options);
      given.plugins = [...(given.plugins ?? []), plugin];
      return webpack ? webpack(given, context) : given;
    },
  };
}

/**
 * Has `next dev` with Turbopack put a new module in the place of the old one in the server that runs. Where a request comes while a loader
 * is at work, whose module was not saved itself, that is lost for good: the server answers with the old version, though the new one is
 * compiled. Without it Next loads the modules again.
 */
const refresh = 'turbopackServerFastRefresh';

/** Whether the Next that runs has a setting: it warns of one that it does not have. */
function isKnown(setting: string): boolean {
  const schema = 'next/dist/server/config-schema.js';
  // The program is Next itself, or a server of the user's; where it is neither, its folder may be that of the application.
  for (const from of [process.argv[1], join(process.cwd(), 'package.json')]) {
    try {
      if (from) return readFileSync(createRequire(from).resolve(schema), 'utf8').includes(setting);
    } catch {
      // There is none to be found from there.
    }
  }
  return false;
}
