#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

import { processIo } from './io.js';
import { commandLine, run } from './run.js';
import { describeError } from './system-errors.js';

// A command is over in a second or two, and most of what V8 optimises by then runs a few times more: in a build of 200 models a
// third of this process's time, on Node 20. There it waits eight times as long before it does. Later ones have a quicker optimiser between,
// and complain of a flag that they do not know, so that the version has to be asked.
if (Number.parseInt(process.versions.v8, 10) < 12) setFlagsFromString('--interrupt-budget=540000');

const line = commandLine(process.argv.slice(2));

// The last net, for what a callback of a watch or a stream throws.
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  // Nobody reads any more: what had to be said was said, or nobody wanted to know.
  if (error.code !== 'EPIPE') process.stderr.write(`keyshape: ${describeError(error)}\n`);
  process.exit(process.exitCode ?? line.command?.failure ?? 2);
});

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

run(line, processIo(process, workingFolder())).then((code) => {
  // Not `process.exit`, which would cut off what is still being written to a pipe.
  process.exitCode = code;
});
