import { readFileSync } from 'node:fs';

import { UsageError } from '../command.js';
import { isAbsent, reasonOf } from '../system-errors.js';

/**
 * The text of an output file, without a byte order mark.
 *
 * @returns `undefined` where there is none
 * @throws UsageError where it cannot be read
 */
export function outputText(name: string): string | undefined {
  try {
    return readFileSync(name, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw new UsageError(`${name} cannot be read: ${reasonOf(error)}`);
  }
}
