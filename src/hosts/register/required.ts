import { createHash } from 'node:crypto';
import fs from 'node:fs';
import Module from 'node:module';

import { type DependencyReport, edited, isSource } from './edited.js';

/** What is changed of `node:fs` while a file is compiled. */
const disk: { readFileSync: typeof fs.readFileSync; statSync: typeof fs.statSync } = fs;

type Handler = (module: NodeJS.Module, fileName: string) => void;
type Extensions = Record<string, Handler | undefined>;

/**
 * Replaces the calls in what is `require`d. Whoever compiles TypeScript there (tsx, ts-node, Node itself) is the handler of its
 * extension, and reads the file itself: while it does, the file has another text.
 *
 * @param report - is told what else a module depends on
 */
export function editRequired(report: DependencyReport): void {
  const extensions = (Module as unknown as { readonly _extensions: Extensions })._extensions;
  // What has no handler of its own goes to that of `.js`.
  for (const extension of ['.ts', '.cts', '.mts', '.tsx', '.js']) {
    let handler = wrapped(extensions[extension], report);
    const isListed = Object.keys(extensions).includes(extension);
    const define = (enumerable: boolean) =>
      Object.defineProperty(extensions, extension, {
        configurable: true,
        enumerable,
        get: () => handler,
        set(given: Handler | undefined) {
          handler = wrapped(given, report);
          // Node looks for files of the extensions that are listed.
          define(given !== undefined);
        },
      });
    define(isListed);
  }
}

/** A module, with what handlers give the text to that it runs. */
type CompiledModule = NodeJS.Module & { _compile(...given: unknown[]): unknown };

/** The files that are being compiled. Handlers of TypeScript hand on to the one of `.js`, which has been wrapped as well. */
const underway = new Set<string>();

function wrapped(handler: Handler | undefined, report: DependencyReport): Handler | undefined {
  if (handler === undefined) return undefined;
  return (module, fileName) => {
    if (!isSource(fileName) || underway.has(fileName)) return handler(module, fileName);
    underway.add(fileName);
    let restore: (() => void) | undefined;
    const end = () => {
      restore?.();
      underway.delete(fileName);
    };
    try {
      const change = edited(fs.readFileSync(fileName, 'utf8'), fileName, 'require', report);
      if (change !== undefined) restore = readAs(fileName, change);
      beforeItRuns(module as CompiledModule, end);
      return handler(module, fileName);
    } finally {
      end();
    }
  };
}

/** Does something once a module is compiled, before it runs: what it does itself is no part of its compilation. */
function beforeItRuns(module: CompiledModule, work: () => void): void {
  const compile = module._compile;
  const own = Object.getOwnPropertyDescriptor(module, '_compile');
  module._compile = (...given) => {
    work();
    if (own) Object.defineProperty(module, '_compile', own);
    else Reflect.deleteProperty(module, '_compile');
    return compile.apply(module, given);
  };
}

/**
 * Has the next reading of a file give another text, and its time be another for each text: @babel/register keeps on the disk what it
 * compiled, and knows a file by its time alone.
 *
 * @returns what ends both
 */
function readAs(fileName: string, text: string): () => void {
  const { readFileSync, statSync } = disk;
  let isRead = false;
  let isOver = false;
  // Others may have wrapped them meanwhile: then they stay, and do nothing more.
  const restoreText = () => {
    isRead = true;
    if (disk.readFileSync === reading) disk.readFileSync = readFileSync;
  };
  const reading = ((...given: Parameters<typeof readFileSync>) => {
    if (isRead || given[0] !== fileName) return readFileSync(...given);
    restoreText();
    return given[1] === undefined ? Buffer.from(text) : text;
  }) as typeof readFileSync;
  const looking = ((...given: Parameters<typeof statSync>) => {
    const stats = statSync(...given);
    return !isOver && given[0] === fileName && stats instanceof fs.Stats ? laterBy(stats, text) : stats;
  }) as typeof statSync;
  disk.readFileSync = reading;
  disk.statSync = looking;
  return () => {
    isOver = true;
    restoreText();
    if (disk.statSync === looking) disk.statSync = statSync;
  };
}

/** The state of a file with a time that is the text's own: later by a number of milliseconds that follows from it. */
function laterBy(stats: fs.Stats, text: string): fs.Stats {
  const time = stats.mtimeMs + 1 + createHash('sha256').update(text).digest().readUInt32BE();
  return Object.assign(stats, { mtimeMs: time, mtime: new Date(time) });
}
