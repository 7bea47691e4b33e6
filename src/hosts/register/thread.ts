import type { MessagePort } from 'node:worker_threads';

import { type LoadContext, type LoadedModule, rewritten } from './hooks.js';

// What `module.register` loads into the thread of the asynchronous hooks.

let port: MessagePort | undefined;

/** Takes the way back to the thread that runs the program. */
export function initialize(given: { readonly port: MessagePort }): void {
  port = given.port;
}

/** The hook: it is asked after those that were registered later, and so hands them TypeScript. */
export async function load(
  url: string,
  context: LoadContext,
  next: (url: string, context: LoadContext) => Promise<LoadedModule>,
): Promise<LoadedModule> {
  const loaded = await next(url, context);
  // A CommonJS module comes without its text: the handler of its extension reads it when it runs, but `.cts` has no handler. Where an ES
  // module imports names from a CommonJS one, tsx asks for that with a query, and what it compiles here runs in its place.
  const hasText = loaded.source !== null && loaded.source !== undefined;
  if (!hasText && !/\.cts(?:[?#]|$)|\?/.test(url)) return loaded;
  return rewritten(url, loaded, (files) => port?.postMessage(files));
}
