import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { root, type ToolSet, toolSet } from './tools.js';

/** What a build did. */
export interface Report {
  readonly code: number;
  readonly text: string;
  /** The files it wrote, the same name once for each time. */
  readonly written: readonly string[];
}

/** A patched compiler in a process of its own. */
export interface Builder {
  run(...args: string[]): Promise<Report>;
  /** For a build that watches. */
  changed(files: readonly string[]): Promise<Report>;
  stop(): void;
}

export function startBuilder(tools: ToolSet): Builder {
  const child: ChildProcess = fork(join(root, 'test/support/build-worker.cjs'), [toolSet(tools)]);
  const waiting = new Map<number, (report: Report) => void>();
  let last = 0;
  child.on('message', (message: { readonly id: number; readonly result: Report }) => {
    waiting.get(message.id)?.(message.result);
    waiting.delete(message.id);
  });
  const ask = (command: string, given: object) =>
    new Promise<Report>((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      child.send({ id: last, command, ...given });
    });
  return {
    run: (...args) => ask('run', { args }),
    changed: (files) => ask('changed', { files }),
    stop: () => void child.kill(),
  };
}
