import { type BunPlugin, keyshape } from './index.js';

/** What is used of Bun's own global. */
interface Bun {
  plugin(plugin: BunPlugin): unknown;
}

// `preload = ["keyshape/bun/preload"]` in bunfig.toml.
(globalThis as unknown as { readonly Bun: Bun }).Bun.plugin(keyshape());
