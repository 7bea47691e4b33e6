/** A shape that a model has or had. */
export interface Entry {
  readonly version: string;
  /** The canonical form. */
  readonly text: string;
}

/** A model of the lock file. */
export interface Model extends Entry {
  /** `src/user.ts#User`: the path of the declaration relative to its package, and the exported name. */
  readonly identity: string;
  /** Its older shapes, newest first. */
  readonly was: readonly Entry[];
}

/** What a lock file says. */
export interface Lock {
  /** The options that its versions were made with, as the second line has them: `serializer json, any refuse, values open`. */
  readonly options: string;
  /** By identity, ascending. */
  readonly models: readonly Model[];
}
