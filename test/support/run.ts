import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Files } from './project.js';
import { root } from './tools.js';

type Exports = Readonly<Record<string, unknown>>;

let runner: ChildProcess | undefined;

/** One process loads all outputs, because starting one for each takes longer than all the rest of a test. */
function startRunner(): ChildProcess {
  const child = fork(join(root, 'test/support/run-worker.cjs'));
  child.unref();
  child.channel?.unref();
  child.setMaxListeners(0);
  return child;
}

/**
 * Runs an output with Node in a folder where keyshape is not installed.
 *
 * @param outputs - the files
 * @param entry - the path of the one to load
 * @param type - the kind of module that `.js` files are
 * @returns what it exports, through JSON
 */
export async function run(
  outputs: Files,
  entry: string,
  type: 'module' | 'commonjs' = 'module',
): Promise<Exports> {
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-run-'));
  runner ??= startRunner();
  const child = runner;
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
    for (const [path, text] of Object.entries<string>(outputs)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const file = join(folder, entry);
    return await new Promise<Exports>((resolve, reject) => {
      const listen = (answer: { file: string; exports?: Exports; error?: string }) => {
        if (answer.file !== file) return;
        child.off('message', listen);
        if (answer.exports) resolve(answer.exports);
        else reject(new Error(answer.error));
      };
      child.on('message', listen);
      child.send({ file });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
