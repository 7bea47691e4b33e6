import { resolve } from 'node:path';

/** The name of a file as compilers write it. */
export function slashed(fileName: string): string {
  return resolve(fileName).replaceAll('\\', '/');
}
