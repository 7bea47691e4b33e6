import { createHash, type Hash } from 'node:crypto';

import type ts = require('typescript');

import { buildId, packageVersion } from '../../version.js';
import { plainOptions } from '../configuration/classic.js';
import { readRecordFile, recordPath, writeRecordFile } from '../record/record-file.js';
import { originalVersion } from './freshness.js';
import type { HostedProgram } from './hosted-program.js';

/** What is inlined into each file, as digests by file name. */
export type Digests = ReadonlyMap<string, string>;

interface Record {
  /** Stands for everything that the digests follow from. */
  readonly key: string;
  readonly digests: readonly (readonly [string, string])[];
}

/** Internal since 5.3; without it a build is never taken for unchanged. */
interface ResolvingProgram extends ts.Program {
  forEachResolvedModule?(
    visit: (
      resolution: { readonly resolvedModule?: ts.ResolvedModuleFull },
      name: string,
      mode: unknown,
      file: string,
    ) => void,
  ): void;
}

/**
 * The digests of a program. Where the last build of the same project had the very same sources, resolutions and options,
 * they are that one's, and no type is read: a builder then finds nothing to do.
 *
 * @param hosted - a program that a builder made
 */
export function digestsOf(hosted: HostedProgram): Digests {
  const place = placeOf(hosted.program);
  const key = place && keyOf(hosted);
  if (place === undefined || key === undefined) return freshDigests(hosted);
  const last = readDigests(place, key);
  if (last) return last;
  const digests = freshDigests(hosted);
  writeDigests(place, key, digests);
  return digests;
}

/** The digests of a program as its types are read now. */
export function freshDigests(hosted: HostedProgram): Digests {
  return new Map([...hosted.analysis().files].map(([name, { digest }]) => [name, digest]));
}

function placeOf(program: ts.Program): string | undefined {
  const { configFilePath, incremental, composite } = program.getCompilerOptions();
  if (typeof configFilePath !== 'string' || !(incremental || composite)) return undefined;
  return digestsPath(configFilePath, '');
}

/** Where a record of digests lies. */
export function digestsPath(configFile: string, kind: string): string | undefined {
  return recordPath(configFile, createHash('sha256').update(configFile).digest('hex').slice(0, 16) + kind);
}

function keyOf({ compiler, program, options, build }: HostedProgram): string | undefined {
  const { forEachResolvedModule } = program as ResolvingProgram;
  if (forEachResolvedModule === undefined) return undefined;
  const hash = createHash('sha256');
  const add = (...parts: readonly unknown[]) => void hash.update(`${JSON.stringify(parts)}\n`);
  add(packageVersion, buildId, compiler.version, options, build, program.getCurrentDirectory());
  add(plainOptions(program.getCompilerOptions()));
  for (const file of program.getSourceFiles()) {
    const version = originalVersion(file);
    if (version === undefined) return undefined;
    add(file.fileName, version, file.impliedNodeFormat);
  }
  forEachResolvedModule.call(program, ({ resolvedModule }, name, mode, file) =>
    add(file, name, mode, resolvedModule?.resolvedFileName),
  );
  addReferences(hash, program.getResolvedProjectReferences() ?? [], new Set());
  return hash.digest('hex');
}

/** Which projects are listed, and what belongs to them, decides what is an error. */
function addReferences(
  hash: Hash,
  references: readonly (ts.ResolvedProjectReference | undefined)[],
  seen: Set<string>,
): void {
  const listed = references.filter((reference) => reference !== undefined);
  hash.update(`${JSON.stringify(listed.map(({ sourceFile }) => sourceFile.fileName))}\n`);
  for (const { sourceFile, commandLine, references: further } of listed) {
    if (seen.has(sourceFile.fileName)) continue;
    seen.add(sourceFile.fileName);
    hash.update(`${JSON.stringify([plainOptions(commandLine.options), commandLine.fileNames])}\n`);
    addReferences(hash, further ?? [], seen);
  }
}

/** The digests that a record holds, where it is one that was written under the same key. */
export function readDigests(path: string, key: string): Digests | undefined {
  const record = readRecord(path);
  return record?.key === key ? new Map(record.digests) : undefined;
}

/** Writes the record that {@link readDigests} reads. */
export function writeDigests(path: string, key: string, digests: Digests): void {
  const record: Record = { key, digests: [...digests] };
  writeRecordFile(path, JSON.stringify(record));
}

/** Whatever else lies in its place, or in it, is not a record. */
function readRecord(path: string): Record | undefined {
  try {
    const value: unknown = JSON.parse(readRecordFile(path) ?? '');
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('digests' in value)) return false;
  return typeof value.key === 'string' && Array.isArray(value.digests) && value.digests.every(isDigest);
}

function isDigest(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
