import { spawnSync } from 'node:child_process';

import type { Io } from './io.js';

/** A text of at most so many lines is printed as it is. */
const LINES = 40;

/** Prints a text; a long one in a terminal through the user's pager. */
export function page(text: string, io: Io): void {
  const isLong = text.split('\n').length > LINES;
  if (!io.isTerminal || !isLong) {
    io.out(text);
    return;
  }
  const [command = 'less', ...args] = (process.env.PAGER || 'less -FRX').split(' ');
  const { error } = spawnSync(command, args, { input: text, stdio: ['pipe', 'inherit', 'inherit'] });
  if (error !== undefined) io.out(text);
}
