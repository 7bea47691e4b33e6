import { readSealedRecord, writeSealedRecord } from '../record/record-file.js';
import {
  type ConfiguredProgram,
  type FileStates,
  fileStates,
  recordOf,
  settingsOf,
} from './program-state.js';

/** What the last build of a project found in its files, as far as it still holds. */
export interface LastFinds<Found> {
  /** By file name; what is not there has to be found anew. */
  readonly files: ReadonlyMap<string, Found>;
  /** Takes what this build found, for the next. */
  keep(found: ReadonlyMap<string, Found>): void;
}

interface Record {
  /** Stands for what the finds follow from beside the files. */
  readonly key: string;
  /** The state of each file of the program. */
  readonly files: readonly (readonly [name: string, key: string])[];
  readonly found: readonly (readonly [name: string, found: unknown])[];
}

/**
 * What the last build of a project found, without the files in which something else may be found now. Types at a place follow from the text
 * of its file, the files that its imports lead to, however far, and those that declare globally: a compiler asks no others.
 *
 * @param kind - the end of the record's name
 * @param names - what the finds follow from beside the program and the options
 * @returns `undefined` where no next build could use what is found
 */
export function lastFinds<Found>(
  configured: ConfiguredProgram,
  kind: string,
  names: unknown,
): LastFinds<Found> | undefined {
  const { compiler, program } = configured;
  const place = recordOf(program, kind);
  const states = place === undefined ? undefined : fileStates(compiler, program);
  if (place === undefined || states === undefined) return undefined;
  // Their order decides which of two overloads comes first.
  const globals = [...states].flatMap(([name, { isGlobal }]) => (isGlobal ? [name] : []));
  const key = JSON.stringify([settingsOf(configured), names, globals]);
  const record = readSealedRecord(place) as Record | undefined;
  const last = record?.key === key ? record : undefined;
  const changed = changedSince(new Map(last?.files), states);
  const holds = last !== undefined && !globals.some((name) => changed.has(name));
  const found = holds ? last.found.filter(([name]) => states.has(name) && !changed.has(name)) : [];
  return {
    files: new Map(found) as ReadonlyMap<string, Found>,
    keep(found) {
      const files = [...states].map(([name, state]) => [name, state.key] as const);
      writeSealedRecord(place, { key, files, found: [...found] } satisfies Record);
    },
  };
}

/** The files that are not what they were, and those whose imports lead there. */
function changedSince(last: ReadonlyMap<string, string>, states: FileStates): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  for (const [name, { imported }] of states) {
    for (const target of imported) {
      const list = importers.get(target);
      if (list) list.push(name);
      else importers.set(target, [name]);
    }
  }
  const changed = new Set([...states].flatMap(([name, { key }]) => (last.get(name) === key ? [] : [name])));
  // A set takes in what is added while it is walked.
  for (const name of changed) for (const importer of importers.get(name) ?? []) changed.add(importer);
  return changed;
}
