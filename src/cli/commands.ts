import { buildCommand } from './build/command.js';
import { cacheCommand } from './cache/command.js';
import type { Command } from './command.js';
import { verifyCommand } from './verify/command.js';

/** Every command, in the order of `keyshape --help`. */
export const commands: readonly Command[] = [buildCommand, verifyCommand, cacheCommand];
