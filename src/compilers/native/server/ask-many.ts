import type { Api } from '../api/reading.js';

/** So many requests go into one batch: an answer of megabytes costs both processes its memory, a round trip little. */
const BATCH = 64;

/**
 * Asks the server one question of many items: in batches on 7.1, one after the other on 7.0.
 *
 * @param call - asks it of one
 * @param gen - the form of the same that waits for a batch
 * @param otherwise - the answer where the server fails on an item
 */
export function askMany<Item, Answer>(
  api: Api,
  items: readonly Item[],
  call: (item: Item) => Answer,
  gen: (item: Item) => Generator<unknown, Answer, unknown>,
  otherwise?: (error: unknown) => Answer,
): Answer[] {
  const guarded = (item: Item) => {
    try {
      return call(item);
    } catch (error) {
      if (otherwise === undefined) throw error;
      return otherwise(error);
    }
  };
  if (api.batch === undefined) return items.map(guarded);
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    const part = items.slice(start, start + BATCH);
    try {
      for (const answer of api.batch(...part.map(gen))) answers.push(answer as Answer);
    } catch {
      for (const item of part) answers.push(guarded(item));
    }
  }
  return answers;
}
