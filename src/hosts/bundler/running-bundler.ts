import type { Bundler, Outcome } from './bundler.js';

/** What is loaded within this time of one look at the disk counts as loaded together: a start hands over hundreds of modules. */
const TOGETHER = 1000;

/**
 * A bundler in the process that runs the modules. Nothing tells it what changes: test runners that watch, and Bun's `--hot`, load modules
 * anew in the process that they have, and a module may be loaded for the first time long after the others.
 */
export class RunningBundler {
  /** What was handed over since the disk was last looked at. */
  private readonly loaded = new Set<string>();
  private lookedAt = 0;

  constructor(private readonly bundler: Bundler) {}

  /**
   * Replaces the calls in a module that is being loaded; see {@link Bundler.transform}.
   *
   * @param by - which of the hooks asks, where one load of a module passes several
   */
  transform(text: string, path: string, by = ''): Outcome | undefined {
    const load = `${by}:${path}`;
    if (this.loaded.has(load) || Date.now() - this.lookedAt > TOGETHER) {
      this.bundler.update();
      this.loaded.clear();
      this.lookedAt = Date.now();
    }
    this.loaded.add(load);
    return this.bundler.transform(text, path);
  }
}
