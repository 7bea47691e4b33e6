import type { ModelName } from './versions.js';

/** What the database is asked: which revision a row has, or to change it, which gives the new one. */
export interface Query {
  readonly query: number;
  readonly model: ModelName;
  readonly id: number;
  readonly change: boolean;
}

const waiting = new Map<number, (revision: number) => void>();
let last = 0;

// The database is the process that plays the demo, so that all instances have the same one.
process.on('message', ({ query, revision }: { query?: number; revision: number }) => {
  if (query === undefined) return;
  waiting.get(query)?.(revision);
  waiting.delete(query);
});

/** Reads, or changes, the revision of a row. */
export function revisionOf(model: ModelName, id: number, change = false): Promise<number> {
  last += 1;
  const message: Query = { query: last, model, id, change };
  return new Promise((resolve) => {
    waiting.set(message.query, resolve);
    process.send?.(message);
  });
}
