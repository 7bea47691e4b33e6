import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type ts from 'typescript';

/** The repository. */
export const root = resolve(__dirname, '../..');

/** The tool sets of hosts, each in a fixture with its own package-lock.json. */
export type ToolSet = 'ts-patch-3' | 'ts-patch-4' | 'ttypescript' | 'ts-jest' | 'webpack' | 'rollup';

/** Runs `work` while no other process of the tests does, unless `done` says that there is nothing to do. */
export function once(lock: string, done: () => boolean, work: () => void): void {
  for (let tries = 0; ; tries += 1) {
    if (done()) return;
    try {
      mkdirSync(lock, { recursive: false });
      break;
    } catch {
      // A lock left behind by a run that was killed must not stop the next one.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 120_000)
        rmSync(lock, { recursive: true, force: true });
      if (tries > 1200) throw new Error(`waited too long for ${lock}`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    if (!done()) work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** The folder of a tool set, installed. */
export function toolSet(name: ToolSet): string {
  const folder = join(root, 'fixtures/hosts', name);
  const stamp = join(folder, 'node_modules/.installed');
  const wanted = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  once(
    join(folder, '.installing'),
    () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted,
    () => {
      execFileSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], {
        cwd: folder,
        stdio: 'pipe',
      });
      writeFileSync(stamp, wanted);
    },
  );
  return folder;
}

/** The compilers that in-process tests run on: the oldest, the development one and the newest. */
export const compilers = ['4.9', '5.9', '6.0'] as const;

const homes: Readonly<Record<(typeof compilers)[number], ToolSet>> = {
  '4.9': 'ttypescript',
  '5.9': 'ts-patch-3',
  '6.0': 'ts-patch-4',
};

/** Loads a compiler. */
export function loadCompiler(version: (typeof compilers)[number]): typeof ts {
  return require(join(toolSet(homes[version]), 'node_modules/typescript')) as typeof ts;
}
