/** Outputs of a project, by absolute path. */
export type Outputs = ReadonlyMap<string, string>;

/** Takes outputs as they are made. */
export type Write = (outputs: Outputs) => Promise<void>;
