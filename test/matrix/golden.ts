import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const pathOf = (name: string) => join(__dirname, `../golden/${name}.json`);

/**
 * Versions on record. The same major release never changes one: a test that disagrees with the record has found a fault
 * in the code, so never edit the record to make a test pass. New cases are recorded by `KEYSHAPE_RECORD=1 npx jest`,
 * whose difference must hold additions only.
 */
export function readGolden(name: string): unknown {
  return JSON.parse(readFileSync(pathOf(name), 'utf8'));
}

/** Writes the record, only where the environment asks for it. */
export function writeGolden(name: string, value: unknown): void {
  if (process.env.KEYSHAPE_RECORD !== '1') return;
  writeFileSync(pathOf(name), `${JSON.stringify(value, null, 1)}\n`);
}
