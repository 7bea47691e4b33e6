import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type Finished, packedPackage } from '../support/package.js';
import { root } from '../support/tools.js';

let worker: ChildProcess | undefined;
let last = 0;

function startWorker(): ChildProcess {
  const child = fork(join(root, 'test/cli/cli-worker.mjs'), [packedPackage()]);
  child.unref();
  child.channel?.unref();
  child.setMaxListeners(0);
  return child;
}

/** Runs a command line of the packed keyshape in a folder, in a process that serves them all; nothing is coloured. */
export async function runCli(cwd: string, ...args: string[]): Promise<Finished> {
  worker ??= startWorker();
  const child = worker;
  last += 1;
  const id = last;
  return new Promise((resolve) => {
    const listen = (answer: Finished & { readonly id: number }) => {
      if (answer.id !== id) return;
      child.off('message', listen);
      resolve({ code: answer.code, text: answer.text });
    };
    child.on('message', listen);
    child.send({ id, cwd, args });
  });
}
