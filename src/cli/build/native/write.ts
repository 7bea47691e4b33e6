import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { Outputs } from '../../../compilers/native/emit/outputs.js';

/** Writes outputs. One that is as it should be stays untouched, so that whatever watches it rests. */
export function writeOutputs(outputs: Outputs): void {
  for (const [name, text] of outputs) {
    if (isOnDisk(name, text)) continue;
    mkdirSync(dirname(name), { recursive: true });
    writeFileSync(name, text);
  }
}

function isOnDisk(name: string, text: string): boolean {
  try {
    return readFileSync(name, 'utf8') === text;
  } catch {
    return false;
  }
}
