import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { endWithUs } from './temporary.js';

/** What a run of `tsc` came to. */
export interface StockRun {
  readonly code: number | null;
  /** What it printed. */
  readonly text: string;
  /** The same, line by line; empty ones left out. */
  readonly lines: readonly string[];
}

/**
 * Runs the project's own `tsc`.
 *
 * @param configFile - the configuration that the compiler is resolved from
 * @param cwd - where it runs: by default the folder of the configuration
 */
export async function runStock(
  configFile: string,
  args: readonly string[],
  cwd: string = dirname(configFile),
): Promise<StockRun> {
  const manifest = createRequire(configFile).resolve('typescript/package.json');
  const child = spawn(process.execPath, [join(dirname(manifest), 'bin/tsc'), ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const text = Buffer.concat(chunks).toString('utf8');
  return { code, text, lines: text.split(/\r?\n/).filter((line) => line !== '') };
}

/** An option as the command line has it. */
export function asArguments(options: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => [
    `--${name}`,
    Array.isArray(value) ? value.join(',') : String(value),
  ]);
}
