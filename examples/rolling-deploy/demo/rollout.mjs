import { setTimeout as sleep } from 'node:timers/promises';
import { Group } from './child.mjs';
import { Database } from './database.mjs';
import { count } from './holding.mjs';
import { instanceFile } from './releases.mjs';
import { Tally } from './tally.mjs';
import { traffic } from './traffic.mjs';

/** @typedef {import('./releases.mjs').Release} Release */
/** @typedef {import('./holding.mjs').Holding} Holding */

/** A stretch of time, and what the cache held at its end. @typedef {import('./tally.mjs').Counts & { seconds: number, releases: Release[], holding: Holding }} Row */

/**
 * @typedef {object} Run
 * @property {Tally['total']} total
 * @property {Tally['models']} models
 * @property {number} oldestStale - how long after a change a read gave what was there before it, at most, in milliseconds
 * @property {Tally['failures']} failures - the first failed read of each model in each release
 * @property {{ reads: number, hits: number }} start - of the first new instance while it was the only one, for the models that changed
 * @property {{ before: Holding, peak: Holding, after: Holding }} holding - the peak is the row of most bytes once the rollout began
 * @property {Row[]} timeline
 */

/** How long an entry lives, in milliseconds. */
export const ttl = 1500;

export const instanceCount = 3;

const seed = 20_251;
const requestsPerStep = 12;
const stepTime = 50;
const stepsPerRow = 8;

/** The steps with 0, 1, 2 and 3 instances replaced. */
const stages = {
  /** The last stretch outlives every entry of the old release. */
  whole: [16, 16, 16, 40],
  /** As far as it takes to see how a new instance starts. */
  start: [16, 16],
};

/**
 * @typedef {object} Setup
 * @property {'bare' | 'versioned' | 'shared' | 'present version'} keys
 * @property {'v2' | 'v3'} next - the release that takes the place of v1
 * @property {keyof typeof stages} length
 * @property {import('./cache/cache.mjs').SharedCache} cache
 * @property {string} prefix - what every cache key starts with
 * @property {{ old: import('./releases.mjs').Versions, new: import('./releases.mjs').Versions }} versions
 * @property {(row: Row) => void} onRow
 * @property {boolean} faults - whether processes are killed and servers frozen on the way
 * @property {AbortSignal} signal
 */

/**
 * Plays a rolling deployment once: old instances are replaced by new ones, one at a time, under traffic.
 *
 * @param {Setup} setup
 * @returns {Promise<Run>}
 */
export async function rollOut(setup) {
  const processes = new Group();
  try {
    return await new Deployment(setup, processes).play();
  } finally {
    await processes.stop();
  }
}

class Deployment {
  /** @type {{ release: Release, child: import('./child.mjs').Child }[]} */
  #instances = [];
  #requests = traffic(seed);
  #tally = new Tally();
  #database = new Database();
  /** @type {Row[]} */
  #timeline = [];
  #replaced = 0;
  #begin = Date.now();
  #setup;
  #processes;

  /**
   * @param {Setup} setup
   * @param {Group} processes
   */
  constructor(setup, processes) {
    this.#setup = setup;
    this.#processes = processes;
  }

  async play() {
    this.#instances = await Promise.all(Array.from({ length: instanceCount }, () => this.#launch('v1')));
    this.#begin = Date.now();
    for (const [replaced, steps] of stages[this.#setup.length].entries()) {
      this.#replaced = replaced;
      // The next instance starts while the others serve, and takes over when it is ready.
      const fault = this.#setup.faults ? this.#fault(replaced) : undefined;
      const next =
        replaced < stages[this.#setup.length].length - 1 ? this.#launch(this.#setup.next) : undefined;
      const [newcomer] = await Promise.all([next, this.#serveFor(steps)]);
      await fault;
      if (newcomer) {
        const [old] = this.#instances.splice(replaced, 1, newcomer);
        await old.child.stop();
      }
    }
    const { total, models, failures, oldestStale } = this.#tally;
    return {
      total,
      models,
      failures,
      oldestStale,
      start: this.#tally.start,
      holding: summary(this.#timeline),
      timeline: this.#timeline,
    };
  }

  /** What goes wrong in each stretch. @param {number} replaced */
  async #fault(replaced) {
    const { faults } = this.#setup.cache;
    await sleep(4 * stepTime);
    if (replaced === 1) await this.#killBeforeDelete();
    if (replaced === 2) await faults?.strike();
  }

  /** An instance of the old release is lost between the commit of a change and its delete; another takes its place. */
  async #killBeforeDelete() {
    const row = { model: /** @type {const} */ ('user'), id: 1, change: true, die: true };
    const victim = await this.#launch('v1');
    await victim.child.ask(row).catch(() => {});
    this.#database.acknowledge(row);
  }

  /** @param {Release} release */
  async #launch(release) {
    const { keys, cache, prefix } = this.#setup;
    const env = { CACHE_KEYS: keys, CACHE_URL: cache.url, CACHE_PREFIX: prefix, CACHE_TTL: String(ttl) };
    const child = await this.#processes.start(instanceFile(release), env);
    child.onQuery = (query) => this.#database.answer(query);
    return { release, child };
  }

  /** @param {number} steps */
  async #serveFor(steps) {
    const { signal } = this.#setup;
    for (let step = 1; step <= steps; step++) {
      const turns = Array.from({ length: requestsPerStep }, (_, turn) => this.#serve(turn));
      await Promise.all([...turns, sleep(stepTime, undefined, { signal })]);
      if (step % stepsPerRow === 0) await this.#endRow();
    }
  }

  /** @param {number} turn */
  async #serve(turn) {
    const { release, child } = this.#instances[turn % instanceCount];
    const request = this.#requests.next().value;
    const least = this.#database.least(request);
    const answer = await child.ask(request);
    if (answer.outcome === 'changed') this.#database.acknowledge(request, answer.revision);
    this.#tally.add(request, release, answer, least, this.#setup.faults);
    const { old, new: present } = this.#setup.versions;
    if (this.#replaced === 1 && release !== 'v1' && old[request.model][0] !== present[request.model][0])
      this.#tally.addStart(answer.outcome);
  }

  async #endRow() {
    const { cache, prefix, versions, onRow } = this.#setup;
    const least = this.#database.acknowledged();
    const row = {
      seconds: (Date.now() - this.#begin) / 1000,
      releases: this.#instances.map(({ release }) => release),
      ...this.#tally.take(),
      holding: count(await cache.inspect(prefix), prefix, versions, least),
    };
    this.#timeline.push(row);
    onRow(row);
  }
}

/**
 * @param {Row[]} timeline
 * @returns {Run['holding']}
 */
function summary(timeline) {
  const firstNew = timeline.findIndex(({ releases }) => releases.some((release) => release !== 'v1'));
  const holdings = timeline.map(({ holding }) => holding);
  return {
    before: holdings[firstNew - 1],
    peak: holdings.slice(firstNew).reduce((most, holding) => (holding.bytes > most.bytes ? holding : most)),
    after: holdings[holdings.length - 1],
  };
}
