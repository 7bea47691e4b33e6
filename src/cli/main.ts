#!/usr/bin/env node
import * as module from 'node:module';
import { setFlagsFromString } from 'node:v8';

// A command is over in a second or two, and most of what V8 optimises by then runs a few times more: in a build of 200 models a
// third of this process's time, on Node 20. There it waits eight times as long before it does. Later versions have a quicker optimiser in between,
// and complain of a flag that they do not know, so that the version has to be asked.
if (Number.parseInt(process.versions.v8, 10) < 12) setFlagsFromString('--interrupt-budget=540000');

// What is compiled of the modules below, and of TypeScript, is kept for the next run: a tenth of a short one's time. Node has that since 22.1.
(module as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();

const { start } = await import('./start.js');
start();
