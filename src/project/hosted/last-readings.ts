import { isVersionArgument, nodeOf, type TypeSource } from '../../calls/type-source.js';
import type { Reading } from '../../reader/read.js';
import { lastFinds } from './last-finds.js';
import type { ConfiguredProgram } from './program-state.js';

/** The versions of all types that a file asks for, whole, by the places of their sources. No type of it is in error. */
type FileVersions = readonly (readonly [place: string, version: string])[];

/** In hex digits: every version is the beginning of one. */
const WHOLE = 64;

/**
 * Reads the types that something changed for since the last build of a project, and has the versions of all others from that one.
 *
 * @param sources - where the types stand
 * @param read - reads types
 * @returns a reading for each source, in order; one of the last build reads its type when more than its version is asked for
 */
export function readChanged(
  configured: ConfiguredProgram,
  sources: readonly TypeSource[],
  read: (sources: readonly TypeSource[]) => readonly Reading[],
): readonly Reading[] {
  const last = lastFinds<FileVersions>(configured, '-versions', []);
  if (last === undefined) return read(sources);
  const versions = new Map(
    [...last.files].flatMap(([file, found]) => found.map(([place, version]) => [file + place, version])),
  );
  const known = (source: TypeSource) => versions.get(fileOf(source) + placeIn(source));
  const changed = sources.filter((source) => known(source) === undefined);
  const fresh = bySource(changed, changed.length > 0 ? read(changed) : []);
  const again = new Map<string, ReadonlyMap<TypeSource, Reading>>();
  // A text is seldom asked for, and then as a rule all those of a file.
  function readAgain(source: TypeSource): Reading {
    const file = fileOf(source);
    let readings = again.get(file);
    if (readings === undefined) {
      const ofFile = sources.filter((one) => fileOf(one) === file && !fresh.has(one));
      readings = bySource(ofFile, read(ofFile));
      again.set(file, readings);
    }
    return readings.get(source)!;
  }
  const readings = sources.map(
    (source) => fresh.get(source) ?? new LastReading(known(source)!, () => readAgain(source)),
  );
  if (changed.length > 0) last.keep(versionsByFile(sources, readings));
  return readings;
}

/** What is known of a type by the last build: its version. */
class LastReading implements Reading {
  readonly problems = [];

  constructor(
    private readonly whole: string,
    private readonly readAgain: () => Reading,
  ) {}

  version(length: number): string {
    return this.whole.slice(0, length);
  }

  text(): string {
    return this.readAgain().text();
  }

  tree(): ReturnType<Reading['tree']> {
    return this.readAgain().tree();
  }
}

function bySource(
  sources: readonly TypeSource[],
  readings: readonly Reading[],
): ReadonlyMap<TypeSource, Reading> {
  return new Map(sources.map((source, index) => [source, readings[index]!]));
}

/** What the next build may use: an error is told with its place and path each time, so that a file with one is read again. */
function versionsByFile(
  sources: readonly TypeSource[],
  readings: readonly Reading[],
): ReadonlyMap<string, FileVersions> {
  const found = new Map<string, (readonly [string, string])[]>();
  const inError = new Set<string>();
  sources.forEach((source, index) => {
    const file = fileOf(source);
    const reading = readings[index]!;
    if (reading.problems.length > 0) {
      inError.add(file);
      return;
    }
    const list = found.get(file) ?? [];
    list.push([placeIn(source), reading.version(WHOLE)]);
    found.set(file, list);
  });
  for (const file of inError) found.delete(file);
  return found;
}

function fileOf(source: TypeSource): string {
  return nodeOf(source).getSourceFile().fileName;
}

/** Where a source stands in its file. */
function placeIn(source: TypeSource): string {
  const { pos, end } = nodeOf(source);
  return isVersionArgument(source) ? `:${pos}-${end}(${source.index}` : `:${pos}-${end}`;
}
