/** What is assumed of those who write and read entries, beyond what the types say. */
export interface ReadingOptions {
  /** What the entries are written with. `json` loses `undefined`, and writes a `Date` as a string. */
  readonly serializer: 'json' | 'structured';
  /** `open`: a stored value may have fields that its type does not declare. `exact`: it never has. */
  readonly values: 'open' | 'exact';
  /** `tolerant`: a reader ignores fields that its type does not declare. `strict`: it refuses them. */
  readonly readers: 'tolerant' | 'strict';
  /** How many steps a decision may take before it is given up as not proven. */
  readonly budget: number;
}

/** JSON, open values, tolerant readers. */
export const DEFAULT_READING: ReadingOptions = {
  serializer: 'json',
  values: 'open',
  readers: 'tolerant',
  budget: 1_000_000,
};
