import { isInside, isPackaged } from '../../paths.js';
import type { Bundler, Outcomes } from '../bundler/bundler.js';

/** What is used of Vite's development server. */
export interface DevServer {
  readonly config: { readonly root: string };
  readonly watcher: {
    add(paths: string[]): unknown;
    emit(event: 'change', path: string): unknown;
    prependListener(event: 'add' | 'change' | 'unlink', listener: (path: string) => void): unknown;
  };
}

/** A checkout writes many files at once. */
const pause = 20;
/** A watcher (chokidar, 3 to 5) passes over a change of a file for good that comes within 50 ms of another that it told. */
const blindness = 60;

/**
 * Tells a development server that a module changed when a type did that its calls read. A server knows of no types: it is told as if
 * the module had been saved, and does what it then does, in every environment and in Vitest too.
 *
 * @param server - the server
 * @param bundler - what answers for the modules that it serves
 */
export function keepFresh({ watcher }: DevServer, bundler: Bundler): void {
  const saved = new Set<string>();
  // The outcomes before the change: a request that comes before the server is told would renew them, and the page would stay as it is.
  let before: Outcomes | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isTelling = false;
  function tell(files: readonly string[]): void {
    isTelling = true;
    for (const file of files) watcher.emit('change', file);
    isTelling = false;
  }
  /** Looks at what was saved. A file may have been told while it was being written, and not again. */
  function look(earlier: Outcomes | undefined): readonly string[] {
    bundler.update({ changed: [...saved], isStructural: false });
    return bundler.outdated(earlier);
  }
  function settle(): void {
    tell(look(before).filter((file) => !saved.has(file)));
    before = undefined;
    const told = bundler.answers();
    timer = setTimeout(() => {
      tell(look(told));
      saved.clear();
    }, blindness - pause).unref();
  }
  const listen = (isStructural: boolean) => (path: string) => {
    if (isTelling) return;
    before ??= bundler.outcomes();
    bundler.update({ changed: [path], isStructural });
    saved.add(path);
    clearTimeout(timer);
    timer = setTimeout(settle, pause).unref();
  };
  // Before the server's own, which may ask for modules at once.
  watcher.prependListener('add', listen(true));
  watcher.prependListener('unlink', listen(true));
  watcher.prependListener('change', listen(false));
}

/** Watches what no watcher of a server sees: it watches its root, and what it served from elsewhere. */
export function watchOutside({ config, watcher }: DevServer, files: readonly string[]): void {
  const outside = files.filter((file) => !isInside(config.root, file) && !isPackaged(file));
  if (outside.length > 0) watcher.add(outside);
}
