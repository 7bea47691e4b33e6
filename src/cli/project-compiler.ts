import { BuildError } from '../calls/diagnostics.js';
import { type ProjectCompiler, resolveCompiler } from '../project/compiler.js';
import { UsageError } from './command.js';

/**
 * Loads the `typescript` that the project itself resolves.
 *
 * @param configFile - the absolute path of its `tsconfig.json`
 * @throws UsageError where there is none, or one that is not supported
 */
export function loadCompiler(configFile: string): ProjectCompiler {
  try {
    return resolveCompiler(configFile);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    // What the user called is named already; a code is for builds, whose output people search.
    throw new UsageError(error.message.replace(/^error KS\d+: /, ''));
  }
}
