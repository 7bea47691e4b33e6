/** Outputs of a project, by absolute path. */
export type Outputs = ReadonlyMap<string, string>;

/** Takes outputs as they are made. */
export type Write = (outputs: Outputs) => Promise<void>;

/** How the outputs that a server makes are handed on. */
export interface Writing {
  /** Takes those that are wanted before the rest. */
  readonly write: Write;
  /** Takes the rest, part by part as it is made. */
  readonly writeParts: (parts: Iterable<Outputs>) => Promise<void>;
  /** Called when nothing more is asked of the server, before the last part is handed on. */
  readonly asked: () => unknown;
}
