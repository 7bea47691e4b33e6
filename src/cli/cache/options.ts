/** Versions, and the types that they are of, as written. */
export type PresentVersions = ReadonlyMap<string, readonly string[]>;

/** What the arguments say. */
export interface CacheOptions {
  /** The versions of the present build, and the types that they are of where that is known. */
  readonly current: PresentVersions;
  readonly versions: readonly string[];
  readonly prefix: string;
  readonly sample: number;
  readonly rate: number;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}
