#!/usr/bin/env node
import { processIo } from './io.js';
import { run } from './run.js';

const args = process.argv.slice(2);
run(args, processIo(process, process.cwd(), !args.includes('--no-color'))).then((code) => {
  // Not `process.exit`, which would cut off what is still being written to a pipe.
  process.exitCode = code;
});
