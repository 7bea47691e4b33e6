import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import type { Job, JobResult } from './run.js';

const root = join(__dirname, '../..');
const needed = ['src', 'test/unit', 'test/matrix'];

/** Transpiles what a child process runs, the reader under test and the cases, and all beside it, as CommonJS. */
export function transpileInto(folder: string): void {
  for (const path of needed.flatMap((part) => sources(join(root, part)))) {
    const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true,
      },
    });
    const target = join(folder, relative(root, path)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

/** Runs the jobs, a process each, as many at a time as there are cores. */
export async function runJobs(folder: string, jobs: readonly Job[]): Promise<readonly JobResult[]> {
  const results: JobResult[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < jobs.length; index = next++) {
      const answer = join(folder, `answer-${index}.json`);
      const script = join(folder, 'test/matrix/run.js');
      const limits = ['--max-old-space-size=4096', script, JSON.stringify(jobs[index]), answer];
      await promisify(execFile)(process.execPath, limits, { maxBuffer: 1e8 });
      results[index] = JSON.parse(readFileSync(answer, 'utf8'));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}
