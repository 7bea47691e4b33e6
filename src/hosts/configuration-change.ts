import { isDeepStrictEqual } from 'node:util';

import type ts = require('typescript');

import { type ConfigurationOnDisk, plainOptions, readConfiguration, setupError } from '../project/index.js';

/** A host that reads `tsconfig.json` once. */
export interface ReadingHost {
  readonly name: string;
  /** An object that lives as long as the host does. */
  readonly life: object;
  /** Whether its program is meant to hold every file that `tsconfig.json` includes. */
  readonly whole: boolean;
}

interface Readings {
  readonly first: ConfigurationOnDisk;
  readonly firstNames: ReadonlySet<string>;
  readonly build: object;
  readonly present: ConfigurationOnDisk;
}

/** By the life of a host, then by the path of the configuration: a host may build several projects. */
const readingsOf = new WeakMap<object, Map<string, Readings>>();

/**
 * The error of a `tsconfig.json` that says something else than when the host started. A new file that nothing imports can
 * change a type, and so can an option; the options of keyshape are among them.
 *
 * @param host - the host
 * @param build - the build at hand, for each of which the configuration is read once
 * @param compiler - the TypeScript module that made the program
 * @param program - the program
 */
export function configurationError(
  { name, life, whole }: ReadingHost,
  build: object,
  compiler: typeof ts,
  program: ts.Program,
): Error | undefined {
  const { configFilePath } = program.getCompilerOptions();
  if (typeof configFilePath !== 'string') return undefined;
  const { first, firstNames, present } = readings(life, configFilePath, build, compiler);
  const added = present.fileNames.find((file) => !firstNames.has(file) && !program.getSourceFile(file));
  if (whole && added !== undefined) return startAgain(`${added} is new`, name, 'the list of files');
  if (isDeepStrictEqual(plainOptions(first.options), plainOptions(present.options))) return undefined;
  return startAgain(`what ${configFilePath} says of options changed`, name, 'them');
}

function readings(life: object, configFile: string, build: object, compiler: typeof ts): Readings {
  let known = readingsOf.get(life);
  if (!known) {
    known = new Map();
    readingsOf.set(life, known);
  }
  let found = known.get(configFile);
  if (found?.build !== build) {
    const present = readConfiguration(compiler, configFile);
    const first = found?.first ?? present;
    found = { first, firstNames: found?.firstNames ?? new Set(first.fileNames), build, present };
    known.set(configFile, found);
  }
  return found;
}

function startAgain(change: string, host: string, read: string): Error {
  return setupError({
    code: 'KS3003',
    message: `${change}, and ${host} reads ${read} when it starts, so a call of keyshape would keep its old version if that changes a type. Start it again.`,
  });
}
