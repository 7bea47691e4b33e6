// What became of the requests.
import { modelNames } from './traffic.mjs';

/** @typedef {import('./traffic.mjs').ModelName} ModelName */
/** @typedef {import('./traffic.mjs').Request} Request */
/** @typedef {import('./releases.mjs').Release} Release */

/** @typedef {{ requests: number, hits: number, misses: number, failedReads: number, staleReads: number, changes: number, unanswered: number }} Counts */

/** An instance read what it could not use. @typedef {Request & { release: Release, reason: string }} Failure */

/** @returns {Counts} */
function noCounts() {
  return { requests: 0, hits: 0, misses: 0, failedReads: 0, staleReads: 0, changes: 0, unanswered: 0 };
}

export class Tally {
  total = noCounts();
  models = /** @type {Record<ModelName, Counts>} */ (
    Object.fromEntries(modelNames.map((name) => [name, noCounts()]))
  );
  /** The first failed read of each model in each release. @type {Failure[]} */
  failures = [];
  /** How long after a change was acknowledged a read still gave what was there before it, in milliseconds. */
  oldestStale = 0;
  /** The reads of the first new instance. */
  start = { reads: 0, hits: 0 };
  #sinceLastTake = noCounts();

  /** A request to the first new instance. @param {string} outcome */
  addStart(outcome) {
    if (outcome === 'hit') this.start.hits++;
    if (outcome === 'hit' || outcome === 'miss') this.start.reads++;
  }

  /**
   * @param {Request} request
   * @param {Release} release - of the instance that answered
   * @param {{ outcome: 'hit' | 'miss' | 'failed' | 'changed' | 'broken', revision: number, reason: string }} answer
   * @param {{ revision: number, since: number }} least - what the read must not be behind of
   * @param {boolean} isTolerant - whether the cache may be away
   */
  add(request, release, { outcome, revision, reason }, least, isTolerant) {
    if (outcome === 'broken' && !isTolerant)
      throw new Error(`an instance could not use the cache: ${reason}`);
    const isStale = (outcome === 'hit' || outcome === 'miss') && revision < least.revision;
    if (isStale) this.oldestStale = Math.max(this.oldestStale, Date.now() - least.since);
    for (const counts of [this.total, this.models[request.model], this.#sinceLastTake]) {
      counts.requests++;
      if (isStale) counts.staleReads++;
      if (outcome === 'broken') counts.unanswered++;
      else if (outcome === 'changed') counts.changes++;
      else if (outcome === 'hit') counts.hits++;
      else if (outcome === 'miss') counts.misses++;
      else counts.failedReads++;
    }
    if (outcome === 'failed') this.#note({ release, ...request, reason });
  }

  /** @param {Failure} failure */
  #note(failure) {
    const isKnown = this.failures.some(
      ({ release, model }) => release === failure.release && model === failure.model,
    );
    if (!isKnown) this.failures.push(failure);
  }

  /** What came in since the last call of this method. */
  take() {
    const counts = this.#sinceLastTake;
    this.#sinceLastTake = noCounts();
    return counts;
  }
}
