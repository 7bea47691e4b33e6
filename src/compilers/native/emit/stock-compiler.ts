import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { endWithUs } from '../../../process-end.js';

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
  const [program, ...before] = compilerOf(configFile);
  const child = spawn(program, [...before, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, to be ended as one.
    detached: process.platform !== 'win32',
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const code = await endWithUs(child, closed);
  const text = Buffer.concat(chunks).toString('utf8');
  return { code, text, lines: text.split(/\r?\n/).filter((line) => line !== '') };
}

/** The command that `tsc` is: the program itself where the package tells its place, which saves a start of Node. */
function compilerOf(configFile: string): readonly [string, ...string[]] {
  const manifest = createRequire(configFile).resolve('typescript/package.json');
  const locator = join(dirname(manifest), 'lib/getExePath.js');
  try {
    const { default: getExePath } = createRequire(locator)(locator) as { readonly default: () => unknown };
    const program = getExePath();
    if (typeof program === 'string') return [program];
  } catch {
    // A version that keeps it elsewhere: its own script knows.
  }
  return [process.execPath, join(dirname(manifest), 'bin/tsc')];
}

/** What `tsc` says of outputs that it could not write; its exit code is that of any error. */
export function unwritten({ lines }: StockRun): readonly string[] {
  const start = 'error TS5033: ';
  return lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
}

/** An option as the command line has it. */
export function asArguments(options: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(options).flatMap(([name, value]) => [
    `--${name}`,
    Array.isArray(value) ? value.join(',') : String(value),
  ]);
}
