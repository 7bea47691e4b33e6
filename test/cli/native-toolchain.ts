import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { VerifyResult } from '../../src/cli/verify/result.js';
import { type NativeVersion, nativeFolder } from '../native/projects.js';
import { packedPackage } from '../support/package.js';
import { root } from '../support/tools.js';
import { type Plant, plant, type Toolchain } from './tree.js';

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

let worker: ChildProcess | undefined;
let last = 0;

function startWorker(): ChildProcess {
  const child = fork(join(root, 'test/cli/native-worker.mjs'), [packedPackage()], {
    serialization: 'advanced',
  });
  child.unref();
  child.channel?.unref();
  child.setMaxListeners(0);
  return child;
}

async function ask(command: 'build' | 'verify', given: object): Promise<unknown> {
  worker ??= startWorker();
  const child = worker;
  last += 1;
  const id = last;
  return new Promise((resolve, reject) => {
    // A worker that dies answers nothing: without this the test would wait for ever.
    const died = (code: number | null) => reject(new Error(`the worker ended with exit code ${code}`));
    const listen = (answer: Answer) => {
      if (answer.id !== id) return;
      child.off('message', listen).off('exit', died);
      if (answer.error === undefined) resolve(answer.result);
      else reject(new Error(answer.error));
    };
    child.on('message', listen).once('exit', died);
    child.send({ id, command, given });
  });
}

/** TypeScript 7 with `keyshape build`. */
export function nativeTools(version: NativeVersion): Toolchain {
  return {
    async build(config, isPlain) {
      if (isPlain) {
        const tsc = join(nativeFolder, `node_modules/typescript-${version}/bin/tsc`);
        spawnSync(process.execPath, [tsc, '-p', config]);
      } else await ask('build', { config });
    },
    verify: async (config, cwd) => (await ask('verify', { config, cwd })) as VerifyResult,
  };
}

/** Makes projects that have TypeScript 7 installed. */
export function nativePlant(version: NativeVersion): Plant {
  const tools = nativeTools(version);
  return (files) => {
    const tree = plant(files, tools);
    const link = join(tree.folder, 'node_modules/typescript');
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(nativeFolder, `node_modules/typescript-${version}`), link);
    return tree;
  };
}
