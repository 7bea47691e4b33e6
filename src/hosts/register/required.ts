import fs from 'node:fs';
import Module from 'node:module';

import { type DependencyReport, edited, isSource } from './edited.js';

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

function wrapped(handler: Handler | undefined, report: DependencyReport): Handler | undefined {
  if (handler === undefined) return undefined;
  return (module, fileName) => {
    if (!isSource(fileName)) return handler(module, fileName);
    const change = edited(fs.readFileSync(fileName, 'utf8'), fileName, report);
    if (change === undefined) return handler(module, fileName);
    const restore = readAs(fileName, change);
    try {
      return handler(module, fileName);
    } finally {
      restore();
    }
  };
}

/** Has the next reading of a file give another text; hands back what ends that. */
function readAs(fileName: string, text: string): () => void {
  const { readFileSync } = fs;
  const restore = () => {
    if (fs.readFileSync === reading) fs.readFileSync = readFileSync;
  };
  const reading = ((...given: Parameters<typeof readFileSync>) => {
    if (given[0] !== fileName) return readFileSync(...given);
    restore();
    return given[1] === undefined ? Buffer.from(text) : text;
  }) as typeof readFileSync;
  fs.readFileSync = reading;
  return restore;
}
