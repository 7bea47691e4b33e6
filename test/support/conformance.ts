import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tools.js';

/** What one compiler was asked, and where it answered otherwise than the record. */
export interface Conformance {
  readonly compiler: string;
  readonly what: string;
  readonly compared: number;
  readonly differences: number;
}

/** Keeps a line for the table that `scripts/conformance.mjs` prints when all compilers were asked. */
export function keepConformance(line: Conformance): void {
  const folder = join(root, 'node_modules/.cache/keyshape/conformance');
  mkdirSync(folder, { recursive: true });
  const name = `${line.compiler} ${line.what}`.replace(/[^\w.-]+/g, '-');
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(line));
}
