import { createHash } from 'node:crypto';

import { jsonAt } from '../../disk.js';
import { writeRecordFile } from '../record/record-file.js';
import type { HostedProgram } from './hosted-program.js';
import { fileStates, recordOf, settingsOf } from './program-state.js';

/** What is inlined into each file, as digests by file name. */
export type Digests = ReadonlyMap<string, string>;

interface DigestRecord {
  /** Stands for everything that the digests follow from. */
  readonly key: string;
  readonly digests: readonly (readonly [string, string])[];
}

/**
 * The digests of a program. Where the last build of the same project had the very same sources, resolutions and options,
 * they are that one's, and no type is read: a builder then finds nothing to do.
 *
 * @param hosted - a program that a builder made
 */
export function digestsOf(hosted: HostedProgram): Digests {
  const place = recordOf(hosted.program, '');
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

function keyOf(hosted: HostedProgram): string | undefined {
  const files = fileStates(hosted.compiler, hosted.program);
  if (files === undefined) return undefined;
  const hash = createHash('sha256').update(settingsOf(hosted));
  for (const [name, { key }] of files) hash.update(`${JSON.stringify([name, key])}\n`);
  return hash.digest('hex');
}

/** The digests that a record holds, where it is one that was written under the same key. */
export function readDigests(path: string, key: string): Digests | undefined {
  const record = jsonAt(path);
  return isDigestRecord(record) && record.key === key ? new Map(record.digests) : undefined;
}

/** Writes the record that {@link readDigests} reads. */
export function writeDigests(path: string, key: string, digests: Digests): void {
  const record: DigestRecord = { key, digests: [...digests] };
  writeRecordFile(path, JSON.stringify(record));
}

/** Whatever else lies in its place, or in it, is not a record. */
function isDigestRecord(value: unknown): value is DigestRecord {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('digests' in value)) return false;
  return typeof value.key === 'string' && Array.isArray(value.digests) && value.digests.every(isDigest);
}

function isDigest(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
