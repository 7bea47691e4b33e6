import { createRequire } from 'node:module';
import { join } from 'node:path';

import { setupError } from '../../project/index.js';

interface JestTransformModule {
  createScriptTransformer?(config: object): Promise<object>;
}

const jestTransform = join('@jest', 'transform', 'build', 'index.js');

/**
 * Empties what Jest keeps of transformed files in memory. It looks at the time of a file alone and asks nobody for a key,
 * so the next run of a process that watches would get the output of the last one.
 *
 * @param config - the configuration that Jest runs with
 * @throws BuildError where this Jest keeps its files elsewhere
 */
export async function emptyMemory(config: { readonly rootDir: string }): Promise<void> {
  const loaded = createRequire(join(config.rootDir, 'package.json')).cache;
  const copies = Object.keys(loaded).filter((path) => path.endsWith(jestTransform));
  for (const path of copies) {
    const { createScriptTransformer }: JestTransformModule = loaded[path]?.exports ?? {};
    // Script transformers of one configuration share their memory.
    const twin: { _cache?: { transformedFiles?: unknown } } | undefined =
      await createScriptTransformer?.(config);
    const files = twin?._cache?.transformedFiles;
    if (!(files instanceof Map)) throw unknownJest();
    files.clear();
  }
  if (copies.length === 0) throw unknownJest();
}

function unknownJest(): Error {
  return setupError({
    code: 'KS3007',
    message:
      'keyshape does not know this version of Jest, and cannot make it forget outputs between two runs in watch mode. It works with Jest 29 and 30.',
  });
}
