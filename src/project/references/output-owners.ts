import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

import { isRecord } from '../../calls/is-record.js';
import { entriesOf, jsonAt } from '../../disk.js';
import { isInside, isPackaged, isTypeScriptName, slashed, upwards } from '../../paths.js';

/** The compiler options of a configuration, paths absolute; `undefined` where it cannot be read. */
export type OptionsOf = (configFile: string) => Readonly<Record<string, unknown>> | undefined;

/** A configuration whose build wrote a file. */
export interface OutputOwner {
  readonly configFile: string;
  readonly options: Readonly<Record<string, unknown>>;
}

const declaration = /\.d\.[cm]?ts$/;
const configuration = /[tj]sconfig[^/\\]*\.json$/i;

/** Finds out whose output a declaration file is, by the configurations around it and around the source that it names. */
export class OutputOwners {
  private readonly known = new Map<string, readonly OutputOwner[]>();
  private readonly folders = new Map<string, readonly OutputOwner[]>();

  constructor(private readonly optionsOf: OptionsOf) {}

  /**
   * The configurations that write a file: none for one that was written by hand or installed.
   *
   * @param fileName - the absolute path of a file of a program
   */
  of(fileName: string): readonly OutputOwner[] {
    let owners = this.known.get(fileName);
    if (owners === undefined) {
      owners = declaration.test(fileName) ? this.find(fileName) : [];
      this.known.set(fileName, owners);
    }
    return owners;
  }

  private find(fileName: string): readonly OutputOwner[] {
    const file = realPath(fileName);
    // A package manager put it there; a workspace's package is a link, whose real path lies elsewhere.
    if (isPackaged(file)) return [];
    for (const start of [dirname(file), ...sourcesOf(file).map((source) => dirname(source))]) {
      for (const folder of upwards(start)) {
        const owners = this.configuredIn(folder).filter((owner) => writes(owner, file));
        if (owners.length > 0) return owners;
      }
    }
    return [];
  }

  private configuredIn(folder: string): readonly OutputOwner[] {
    let found = this.folders.get(folder);
    if (found === undefined) {
      found = entriesOf(folder)
        .filter(({ name }) => configuration.test(name))
        .flatMap(({ name }) => {
          const configFile = join(folder, name);
          const options = this.optionsOf(configFile);
          return options === undefined ? [] : [{ configFile, options }];
        });
      this.folders.set(folder, found);
    }
    return found;
  }
}

/** Whether a file is where the build of a configuration writes. */
function writes({ configFile, options }: OutputOwner, file: string): boolean {
  if (options.noEmit === true) return false;
  const stem = file.replace(declaration, '');
  const { outFile, declarationDir, outDir } = options;
  if (typeof outFile === 'string')
    return realPath(dirname(outFile)) === dirname(stem) && isStemOf(outFile, stem);
  const folder = declarationDir ?? outDir;
  const target = typeof folder === 'string' ? realPath(folder) : undefined;
  // A folder that holds the configuration itself holds sources too.
  if (target !== undefined && !isInside(target, configFile)) return isInside(target, file);
  return ['.ts', '.tsx', '.mts', '.cts'].some((extension) => existsSync(stem + extension));
}

function isStemOf(outFile: string, stem: string): boolean {
  return slashed(outFile).split('/').at(-1)?.replace(/\.js$/, '') === basename(stem);
}

/** The sources that a build says a file is made of: in its declaration map, or in the build info beside it. */
function sourcesOf(file: string): readonly string[] {
  const map = recordAt(`${file}.map`);
  const mapped = listOf(map?.sources).map((source) =>
    resolve(dirname(file), String(map?.sourceRoot ?? ''), source),
  );
  if (mapped.length > 0) return mapped.slice(0, 1);
  for (const folder of upwards(dirname(file))) {
    for (const { name } of entriesOf(folder)) {
      if (!name.endsWith('.tsbuildinfo')) continue;
      const info = recordAt(join(folder, name));
      const program = isRecord(info?.program) ? info.program : undefined;
      const source = [info?.fileNames, program?.fileNames, info?.root]
        .flatMap(listOf)
        .find((one) => isTypeScriptName(one) && !one.includes('node_modules'));
      if (source !== undefined) return [resolve(folder, source)];
    }
    // Outputs and their build info lie in one package.
    if (existsSync(join(folder, 'package.json'))) break;
  }
  return [];
}

function recordAt(path: string): Readonly<Record<string, unknown>> | undefined {
  const value = jsonAt(path);
  return isRecord(value) ? value : undefined;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The path without links; as far as it exists. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), relative(parent, path));
  }
}
