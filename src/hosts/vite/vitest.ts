import type { Bundler } from '../bundler/bundler.js';

/** What is used of what Vitest hands to a plugin. */
export interface VitestContext {
  readonly vitest: { readonly config: { related?: string[] | undefined } };
  /** Since Vitest 4, which is the first to keep modules on disk. */
  defineCacheKeyGenerator?(generate: (module: { readonly id: string }) => false | undefined): void;
}

/**
 * Tells Vitest what it cannot see: that a module with calls follows from more than its own text and what it imports.
 *
 * @param context - what Vitest hands over
 * @param bundler - what answers for its modules
 */
export function equipVitest(context: VitestContext, bundler: Bundler): void {
  // Its cache on disk knows a module by its text.
  context.defineCacheKeyGenerator?.(({ id }) => (bundler.holds(id) ? false : undefined));
  countTypes(context.vitest.config, bundler);
}

/** `related` and `--changed` run the tests that import a file; imports of types are gone when they look. */
function countTypes(config: VitestContext['vitest']['config'], bundler: Bundler): void {
  const counted = (files: string[] | undefined) =>
    files && [...new Set([...files, ...bundler.dependents(files)])];
  let related = counted(config.related);
  Object.defineProperty(config, 'related', {
    configurable: true,
    enumerable: true,
    get: () => related,
    set(files: string[] | undefined) {
      related = counted(files);
    },
  });
}
