import { processIo } from './io.js';
import { commandLine, run } from './run.js';
import { describeError } from './system-errors.js';

/** Runs the command line that this process was started with. */
export function start(): void {
  const line = commandLine(process.argv.slice(2));
  // The last net, for what a callback of a watch or a stream throws.
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    // Nobody reads any more: what had to be said was said, or nobody wanted to know.
    if (error.code !== 'EPIPE') process.stderr.write(`keyshape: ${describeError(error)}\n`);
    process.exit(process.exitCode ?? line.command?.failure ?? 2);
  });
  void run(line, processIo(process, workingFolder())).then((code) => {
    // Not `process.exit`, which would cut off what is still being written to a pipe.
    process.exitCode = code;
  });
}

function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write(
      'keyshape: the folder that it was started in is no longer there. Change into one that is.\n',
    );
    process.exit(2);
  }
}
