import type { Bundler } from '../bundler/bundler.js';

/** What is used of what Vitest hands to a plugin. */
export interface VitestContext {
  /** Not before Vitest 4, which is the first to keep modules on disk. */
  defineCacheKeyGenerator?(generate: (module: { readonly id: string }) => false | undefined): void;
}

/**
 * Keeps modules with calls out of Vitest's cache on disk, which knows a module by its own text.
 *
 * @param context - what Vitest hands over
 * @param bundler - what answers for its modules
 */
export function keepFromCache(context: VitestContext, bundler: Bundler): void {
  context.defineCacheKeyGenerator?.(({ id }) => (bundler.holds(id) ? false : undefined));
}
