import { createHash } from 'node:crypto';

import type ts = require('typescript');

import type { HostedProgram } from './hosted-program.js';

/**
 * What a host that caches outputs adds to its key for a file: it changes exactly when the output or the errors of a bare
 * transformer do, the file's own text aside. Empty where the transformer has nothing to do.
 *
 * @param hosted - the present program
 * @param file - a file of that program
 */
export function cacheKeyOf(hosted: HostedProgram, file: ts.SourceFile): string {
  const { files } = hosted.analysis();
  const result = files.get(file.fileName);
  if (!result) return '';
  const hash = createHash('sha256').update(result.digest);
  // Errors elsewhere (a malformed tag) fail the files that have calls.
  for (const other of files.values()) if (other.diagnostics.length > 0) hash.update(other.digest);
  return hash.digest('hex').slice(0, 16);
}
