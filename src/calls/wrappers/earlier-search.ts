import type { Scan } from './scan.js';

/** What of the scan of a file asks for a version, by its place in the lists there. In nearly all files nothing does. */
export interface AskingPlaces {
  readonly calls: readonly number[];
  readonly implementations: readonly number[];
}

/** What an earlier search for wrappers found, as far as it still holds. */
export interface EarlierSearch {
  /** By file name; what is not there is asked about. */
  readonly files: ReadonlyMap<string, AskingPlaces>;
  /** Takes what this search found, for the next. */
  keep(files: ReadonlyMap<string, AskingPlaces>): void;
}

/** Whether nothing of a file asks. */
export function asksNothing({ calls, implementations }: AskingPlaces): boolean {
  return calls.length === 0 && implementations.length === 0;
}

/** What of a scan asks, as it is known; all else of it was found to be no error. */
export function scanOf(scan: Scan, { calls, implementations }: AskingPlaces): Scan {
  return {
    file: scan.file,
    calls: calls.map((place) => scan.calls[place]!),
    implementations: implementations.map((place) => scan.implementations[place]!),
    passed: new Map(),
    abstracts: [],
    values: [],
    stands: [],
    marks: [],
  };
}
