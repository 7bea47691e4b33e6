import type { SharedCache, Store } from '../../../../src/cache/index.js';
import type { Step, World } from './explore.js';
import type { loadCache } from './source.js';

type Cache = ReturnType<typeof loadCache>;

/** How a process is used, and what can go wrong with its commands. */
export interface Weather {
  /** A write can be answered before it happens. */
  readonly late?: boolean;
  /** Several readers use it at once. */
  readonly isShared?: boolean;
  /** The answer of a command can get lost: its sender sees an error, and it happens later, or has happened. */
  readonly lossy?: boolean;
}

interface Instance {
  readonly cache: SharedCache;
  /** What its steps have to themselves. */
  readonly own: readonly string[];
}

export const key = 'k';
export const tokenKey = 'keyshape:k';

/**
 * A cache server, a database with one row, and processes, all of whose steps wait until the exploration takes them. The row's value is a number
 * that only grows; a fetch that began after a delete was acknowledged must not give less than what was committed before it.
 */
export class Rollout implements World {
  readonly #cache: Cache;
  readonly #pending: Step[] = [];
  readonly #counts = new Map<string, number>();
  readonly entries = new Map<string, unknown>();
  readonly #complaints: string[] = [];
  #row = 0;
  #acknowledged = 0;

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  get steps(): readonly Step[] {
    return this.#pending;
  }

  /** A cache in a process of its own. */
  instance(name: string, weather: Weather = {}): Instance {
    const cache = new this.#cache.SharedCache(this.#store(name, weather), options);
    return { cache, own: weather.isShared ? [name] : [] };
  }

  /** Fetches, once for each number of times, with a version or several. */
  async read(who: string, { cache, own }: Instance, version: Version, { times = 1, atOnce = false } = {}) {
    const load = async () => {
      let row = 0;
      await this.#happen(who, 'reads the row', { reads: ['row'], writes: own }, () => {
        row = this.#row;
      });
      // Others can join while what was read is under way.
      if (own.length > 0) await this.#happen(who, 'has the row', { reads: [], writes: own });
      return row;
    };
    for (let time = 0; time < times; time += 1) {
      if (!atOnce) await this.#happen(who, 'begins', { reads: ['acknowledged'], writes: own });
      const least = this.#acknowledged;
      const value = await cache.fetch(key, load, {}, version as string);
      if (value < least) this.#complaints.push(`${who} was given ${value} after the delete of ${least}`);
    }
  }

  /** Commits a value and deletes; again until the delete is acknowledged. */
  async write(who: string, { cache }: Instance, value: number, hold = false) {
    if (hold) await cache.delete(key, { hold: 1_000 });
    await this.#happen(who, 'commits', { reads: [], writes: ['row'] }, () => {
      this.#row = Math.max(this.#row, value);
    });
    for (let isDeleted = false; !isDeleted; ) {
      isDeleted = await cache.delete(key).then(
        () => true,
        () => false,
      );
    }
    this.#acknowledged = Math.max(this.#acknowledged, value);
  }

  /** Holds, commits a value, and is killed. */
  async writeAndDie(who: string, { cache }: Instance, value: number) {
    await cache.delete(key, { hold: 1_000 });
    await this.commitAndDie(who, value);
  }

  /** Commits a value under a hold that is there, and is killed. What a hold promises counts from the commit. */
  async commitAndDie(who: string, value: number) {
    await this.#happen(who, 'commits', { reads: [], writes: ['row', 'acknowledged'] }, () => {
      this.#row = value;
      this.#acknowledged = value;
    });
    this.#wait(who, 'hold ends', { reads: [], writes: [tokenKey] }, () => this.#endHold(this.entries), true);
  }

  /** Something that the server may throw away, at any time. */
  evictable(stored: string) {
    this.#wait(
      'server',
      `evicts ${stored}`,
      { reads: [], writes: [stored] },
      () => void this.entries.delete(stored),
      true,
    );
  }

  /** Reads what is left as processes that come later do; what they are given must be what is in the database. */
  async finish() {
    for (const endsHold of [false, true]) {
      for (const version of ['v1', 'v2', ['v2', 'v1']]) {
        const left = new Map(this.entries);
        if (endsHold) this.#endHold(left);
        const cache = new this.#cache.SharedCache(plainStore(left), options);
        const value = await cache.fetch(key, async () => this.#row, {}, version as string);
        if (value < this.#acknowledged)
          this.#complaints.push(`${version} is left with ${value} after the delete of ${this.#acknowledged}`);
      }
    }
    if (this.#complaints.length > 0) throw new Error(this.#complaints.join('; '));
  }

  #endHold(entries: Map<string, unknown>) {
    if (entries.get(tokenKey) === '!') entries.delete(tokenKey);
  }

  #happen(who: string, what: string, touches: Touches, act: () => void = () => {}): Promise<void> {
    return new Promise((resolve) =>
      this.#wait(who, what, touches, () => {
        act();
        resolve();
      }),
    );
  }

  #wait(who: string, what: string, { reads, writes }: Touches, run: () => void, isOptional = false) {
    this.#alternatives(who, [{ what, reads, writes, isOptional, run }]);
  }

  /** Steps of which one happens. */
  #alternatives(who: string, ways: readonly (Omit<Step, 'id'> & { readonly what: string })[]) {
    const count = (this.#counts.get(who) ?? 0) + 1;
    this.#counts.set(who, count);
    const steps = ways.map(({ what, run, writes, ...step }) => ({
      ...step,
      // One of them takes the others away.
      writes: ways.length > 1 ? [...writes, `${who} ${count}`] : writes,
      id: `${who} ${count}: ${what}`,
      run: () => {
        for (const one of steps) this.#pending.splice(this.#pending.indexOf(one), 1);
        run();
      },
    }));
    this.#pending.push(...steps);
  }

  #store(name: string, { late = false, lossy = false, isShared = false }: Weather): Store {
    // What one reader does next hangs on its own commands alone; what several of one process do, on the loads they share.
    const own = isShared ? [name] : [];
    const command = <T>(what: string, stored: string, isWrite: boolean, act: () => T, canBeLate = isWrite) =>
      new Promise<T | undefined>((resolve, reject) => {
        // A delete is what the acknowledged value hangs on.
        const acknowledges = what.startsWith('delete') ? ['acknowledged'] : [];
        const writes = [...(isWrite ? [stored] : []), ...acknowledges, ...own];
        const touches = { reads: isWrite ? [] : [stored], writes, isOptional: false };
        const inside = { reads: [], writes: own, isOptional: false };
        const happenLater = () => {
          if (isWrite) this.#wait(name, `${what}, late`, { reads: [], writes: [stored] }, act);
        };
        const lose = () => reject(new Error('lost'));
        const ways = [{ ...touches, what, run: () => resolve(act()) }];
        const add = (way: { reads: string[]; writes: string[] }, how: string, ...runs: (() => void)[]) => {
          const run = () => {
            for (const one of runs) one();
          };
          ways.push({ ...way, isOptional: false, what: `${what}: ${how}`, run });
        };
        if (late && canBeLate) add(inside, 'answered early', () => resolve(undefined), happenLater);
        if (lossy) add(inside, 'lost', lose, happenLater);
        if (lossy && isWrite) add(touches, 'answer lost', act, lose);
        this.#alternatives(name, ways);
      });
    const { entries } = this;
    const plain = plainOperations(entries);
    return {
      get: (stored) => command(`get ${stored}`, stored, false, () => plain.get(stored)),
      set: (stored, value) =>
        command(`set ${stored}`, stored, true, () => plain.set(stored, value), value !== '!'),
      add: (stored, value) => command(`add ${stored}`, stored, true, () => plain.add(stored, value)),
      delete: (stored) => command(`delete ${stored}`, stored, true, () => plain.delete(stored), false),
    };
  }
}

const options = { ttl: 60_000, timeout: Number.POSITIVE_INFINITY, deleteTimeout: Number.POSITIVE_INFINITY };

interface Touches {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

export type Version = string | readonly [string, ...string[]];

function plainOperations(entries: Map<string, unknown>) {
  return {
    get: (stored: string) => entries.get(stored),
    set: (stored: string, value: unknown) => void entries.set(stored, value),
    add(stored: string, value: unknown) {
      if (!entries.has(stored)) entries.set(stored, value);
    },
    delete: (stored: string) => void entries.delete(stored),
  };
}

function plainStore(entries: Map<string, unknown>): Store {
  const { get, set, add, delete: remove } = plainOperations(entries);
  return {
    get: async (stored) => get(stored),
    set: async (stored, value) => set(stored, value),
    add: async (stored, value) => add(stored, value),
    delete: async (stored) => remove(stored),
  };
}
