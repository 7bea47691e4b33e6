// The database: how often each row was changed, and what everyone must see of that.
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./traffic.mjs').ModelName} ModelName */
/** @typedef {{ model: ModelName, id: number }} Row */

/** How long an answer is under way, in milliseconds. */
const latency = 4;

export class Database {
  /** @type {Map<string, number>} */
  #revisions = new Map();
  /** The revisions that no read may be behind of, and since when. @type {Map<string, { revision: number, since: number }>} */
  #seen = new Map();

  /** Reads or changes a row, and answers with its revision. @param {Row & { change: boolean }} query */
  async answer({ model, id, change }) {
    const key = `${model}:${id}`;
    const revision = (this.#revisions.get(key) ?? 0) + (change ? 1 : 0);
    if (change) this.#revisions.set(key, revision);
    await sleep(latency);
    return revision;
  }

  /** From now on no read may be behind this revision: the change was acknowledged. @param {Row} row @param {number} [revision] */
  acknowledge({ model, id }, revision = this.#revisions.get(`${model}:${id}`) ?? 0) {
    const known = this.#seen.get(`${model}:${id}`);
    if (revision > (known?.revision ?? 0)) this.#seen.set(`${model}:${id}`, { revision, since: Date.now() });
  }

  /** What an entry that is found from now on must not be behind of, by row: `user:1`. @returns {(row: string) => number} */
  acknowledged() {
    const seen = new Map(this.#seen);
    return (row) => seen.get(row)?.revision ?? 0;
  }

  /** What a read that begins now must not be behind of. @param {Row} row */
  least({ model, id }) {
    return this.#seen.get(`${model}:${id}`) ?? { revision: 0, since: 0 };
  }
}
