import Module, { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, MessageChannel, parentPort, receiveMessageOnPort } from 'node:worker_threads';

import { type LoadContext, type LoadedModule, rewritten } from './hooks.js';
import { editRequired } from './required.js';

/** What is used of `node:module`; some of it is not in every version. */
interface Hooks {
  register(specifier: string | URL, ...rest: unknown[]): void;
  registerHooks?(hooks: { readonly load: SyncLoad }): void;
}

type SyncLoad = (
  url: string,
  context: LoadContext,
  next: (url: string, context: LoadContext) => LoadedModule,
) => LoadedModule;

const hooks = Module as unknown as Hooks;
const register = hooks.register.bind(hooks);

/** `node --watch` runs the program again when one of these changes. */
function report(files: readonly string[]): void {
  if (process.env.WATCH_REPORT_DEPENDENCIES && process.send) process.send({ 'watch:require': files });
}

let inThread = false;

/** Puts the hook into the thread of the asynchronous ones, below all that come later. */
function registerThread(): void {
  inThread = true;
  const { port1, port2 } = new MessageChannel();
  port1.on('message', report);
  port1.unref();
  // A short program is over before its thread hears of anything.
  process.on('exit', () => {
    for (let found = receiveMessageOnPort(port1); found; found = receiveMessageOnPort(port1))
      report(found.message);
  });
  register(pathToFileURL(join(dirname(__filename), 'thread.js')), {
    data: { port: port2 },
    transferList: [port2],
  });
}

function registerHere(): void {
  editRequired(report);
  if (!hooks.registerHooks) {
    registerThread();
    return;
  }
  hooks.registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const isRequired = context.conditions?.includes('import') === false;
      return inThread && !isRequired ? loaded : rewritten(url, loaded, report);
    },
  });
  // Asynchronous hooks run below these: who registers some compiles there, and has to find ours below its own.
  hooks.register = (...given) => {
    if (!inThread) registerThread();
    register(...given);
  };
  syncBuiltinESMExports();
}

// What `node -r` names is loaded into the thread of the asynchronous hooks too, which has no parent to talk to and runs no program.
// Hooks of its own would end that thread, and the program with it, without a word.
if (isMainThread || parentPort) registerHere();
