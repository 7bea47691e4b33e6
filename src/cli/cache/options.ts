/** What the arguments say. */
export interface CacheOptions {
  readonly current: readonly string[];
  readonly versions: readonly string[];
  readonly prefix: string;
  readonly sample: number;
  readonly rate: number;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}
