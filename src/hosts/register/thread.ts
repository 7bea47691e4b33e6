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
  // Of CommonJS there is no text here: it is read where it runs, by the handler of its extension, which `.cts` has none of. Where an ES
  // module imports names of one, tsx asks for it with a query, and has what it compiles here run in its place.
  const hasText = loaded.source !== null && loaded.source !== undefined;
  if (!hasText && !/\.cts(?:[?#]|$)|\?/.test(url)) return loaded;
  return rewritten(url, loaded, (files) => port?.postMessage(files));
}
