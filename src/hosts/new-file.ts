import type ts = require('typescript');

import { setupError } from '../project/index.js';

interface Lists {
  /** The files that `tsconfig.json` included when the host started. */
  readonly first: ReadonlySet<string>;
  build: object;
  present: readonly string[];
}

const listsOf = new WeakMap<object, Lists>();

/**
 * The error of a file that `tsconfig.json` includes and the program does not know: these hosts read the list of files once,
 * and a file that nothing imports can change a type all the same.
 *
 * @param host - its name, and an object that lives as long as it does
 * @param build - the build at hand, for each of which the list is read once
 * @param compiler - the TypeScript module that made the program
 * @param program - the program
 */
export function newFileError(
  host: { readonly name: string; readonly life: object },
  build: object,
  compiler: typeof ts,
  program: ts.Program,
): Error | undefined {
  const { configFilePath } = program.getCompilerOptions();
  if (typeof configFilePath !== 'string') return undefined;
  let lists = listsOf.get(host.life);
  if (lists?.build !== build) {
    const files = { ...compiler.sys, onUnRecoverableConfigFileDiagnostic() {} };
    const present =
      compiler.getParsedCommandLineOfConfigFile(configFilePath, undefined, files)?.fileNames ?? [];
    lists = { first: lists?.first ?? new Set(present), build, present };
    listsOf.set(host.life, lists);
  }
  const { first, present } = lists;
  const unknown = present.find((name) => !first.has(name) && !program.getSourceFile(name));
  if (unknown === undefined) return undefined;
  return setupError({
    code: 'KS3003',
    message: `${unknown} is new, and ${host.name} reads the list of files when it starts, so a call of keyshape would keep its old version if the file changes a type. Start it again.`,
  });
}
