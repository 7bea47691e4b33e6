import {
  type CacheEvent,
  SharedCache,
  type SharedCacheOptions,
  type Store,
} from '../../../src/cache/index.js';
import { MemoryStore } from './memory-store.js';

interface User {
  readonly name: string;
}

const v1 = '1111111111111111';
const v2 = '2222222222222222';
const ada: User = { name: 'Ada' };
const grace: User = { name: 'Grace' };

function setUp(options: Partial<SharedCacheOptions> = {}, store: Store = new MemoryStore()) {
  const errors: string[] = [];
  const events: CacheEvent[] = [];
  const cache = new SharedCache(store, {
    ttl: 1_000,
    onError: (error, operation) => errors.push(`${operation}: ${(error as Error).message}`),
    onEvent: (event) => events.push(event),
    ...options,
  });
  const types = () => events.map(({ type, reason }) => (reason === undefined ? type : `${type}: ${reason}`));
  return { cache, store: store as MemoryStore, errors, events, types };
}

const never = () => Promise.reject(new Error('not to be loaded'));

/** A promise, and how to settle it. */
function later<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const turn = () => new Promise((done) => setImmediate(done));

describe('fetch', () => {
  test('loads once, stores under token and version, then hits', async () => {
    const { cache, store, types } = setUp();
    expect(await cache.fetch<User>('user:1', async () => ada, {}, v1)).toEqual(ada);
    expect(await cache.fetch<User>('user:1', never, {}, v1)).toEqual(ada);
    const token = store.value('keyshape:user:1');
    expect(token).toMatch(/^[0-9a-z]{12,21}$/);
    expect(store.value(`${v1}:user:1`)).toEqual([token, expect.any(Number), ada]);
    expect(types()).toEqual(['miss', 'fill', 'hit']);
  });

  test('a hit is two commands in one tick', async () => {
    const { cache, store } = setUp();
    await cache.fetch('k', async () => 1, {}, v1);
    store.log.length = 0;
    const hit = cache.fetch('k', never, {}, v1);
    expect(store.log).toEqual(['get keyshape:k', `get ${v1}:k`]);
    await hit;
    expect(store.log).toHaveLength(2);
  });

  test('keeps versions apart, and deletes all of them, also those that it does not know', async () => {
    const { cache } = setUp();
    await cache.fetch('k', async () => 'one', {}, v1);
    await cache.fetch('k', async () => 'two', {}, v2);
    expect(await cache.fetch('k', never, {}, v1)).toBe('one');
    expect(await cache.fetch('k', never, {}, v2)).toBe('two');
    await cache.delete('k');
    expect(await cache.fetch('k', async () => 'new', {}, v1)).toBe('new');
    expect(await cache.fetch('k', async () => 'new', {}, v2)).toBe('new');
  });

  test.each([null, 0, '', false, [], {}])('stores %j', async (value) => {
    const { cache } = setUp();
    await cache.fetch<unknown>('k', async () => value, {}, v1);
    expect(await cache.fetch<unknown>('k', never, {}, v1)).toEqual(value);
  });

  test.each([undefined, () => 1, Symbol('s')])('does not store %p, which JSON cannot hold', async (value) => {
    const { cache, store, types } = setUp();
    expect(await cache.fetch<unknown>('k', async () => value, {}, v1)).toBe(value);
    expect(store.value(`${v1}:k`)).toBeUndefined();
    expect(types()).toEqual(['miss', 'refused: no value']);
  });

  test('what cannot be stored is returned all the same, and reported', async () => {
    const { cache, errors, types } = setUp();
    expect(await cache.fetch('k', async () => 1n, {}, v1)).toBe(1n);
    expect(errors).toEqual([expect.stringContaining('fill: ')]);
    expect(types()).toEqual(['miss']);
  });

  test('a load that fails is not stored, reaches everyone who waits, and is tried again', async () => {
    const { cache, store } = setUp();
    await cache.fetch('other', async () => 1, {}, v1);
    store.put('keyshape:k', 'token', 1_000);
    const { promise, resolve } = later<void>();
    const failing = async () => {
      await promise;
      throw new Error('no database');
    };
    const both = [cache.fetch('k', failing, {}, v1), cache.fetch('k', never, {}, v1)];
    await turn();
    resolve();
    for (const one of both) await expect(one).rejects.toThrow('no database');
    const synchronous = () => {
      throw new Error('at once');
    };
    await expect(cache.fetch('k', synchronous, {}, v1)).rejects.toThrow('at once');
    expect(await cache.fetch('k', async () => 2, {}, v1)).toBe(2);
  });
});

describe('one load in a process', () => {
  test('is shared by those who miss at once', async () => {
    const { cache, types } = setUp();
    let loads = 0;
    const load = async () => {
      loads += 1;
      await turn();
      return ada;
    };
    const all = await Promise.all(Array.from({ length: 10 }, () => cache.fetch<User>('k', load, {}, v1)));
    expect(all).toEqual(Array(10).fill(ada));
    expect(loads).toBe(1);
    expect(types().filter((type) => type === 'shared')).toHaveLength(9);
  });

  test('is not shared by versions', async () => {
    const { cache } = setUp();
    const values = await Promise.all([
      cache.fetch('k', async () => 'one', {}, v1),
      cache.fetch('k', async () => 'two', {}, v2),
    ]);
    expect(values).toEqual(['one', 'two']);
  });

  test('is never joined after a delete, and what it loaded is never served', async () => {
    const { cache, store } = setUp();
    const database = later<string>();
    const before = cache.fetch('k', () => database.promise, {}, v1);
    await turn();
    await cache.delete('k');
    const after = cache.fetch('k', async () => 'new', {}, v1);
    expect(await after).toBe('new');
    database.resolve('old');
    expect(await before).toBe('old');
    // The late fill is there, and it is no hit.
    expect(store.value(`${v1}:k`)).toEqual([expect.any(String), expect.any(Number), 'old']);
    expect(await cache.fetch('k', async () => 'new', {}, v1)).toBe('new');
  });

  test('a delete by another process is as good', async () => {
    const { cache, store } = setUp();
    const database = later<string>();
    const before = cache.fetch('k', () => database.promise, {}, v1);
    await turn();
    store.entries.delete('keyshape:k');
    expect(await cache.fetch('k', async () => 'new', {}, v1)).toBe('new');
    database.resolve('old');
    await before;
    expect(await cache.fetch('k', async () => 'new', {}, v1)).toBe('new');
  });
});

describe('a load that hangs', () => {
  test('keeps those who joined it, and nobody who comes ten seconds later', async () => {
    const { cache, store } = setUp();
    store.put('keyshape:k', 'token', 60_000);
    const database = later<string>();
    const first = cache.fetch('k', () => database.promise, {}, v1);
    await turn();
    const joined = cache.fetch('k', never, {}, v1);
    await turn();
    const now = performance.now();
    const clock = jest.spyOn(performance, 'now').mockReturnValue(now + 10_001);
    try {
      expect(await cache.fetch('k', async () => 'loaded', {}, v1)).toBe('loaded');
    } finally {
      clock.mockRestore();
    }
    expect(await cache.fetch('k', never, {}, v1)).toBe('loaded');
    database.resolve('late');
    expect(await Promise.all([first, joined])).toEqual(['late', 'late']);
  });
});

describe('read', () => {
  test('is a hit, or a miss that can be filled', async () => {
    const { cache } = setUp();
    const miss = await cache.read<User>('k', v1);
    if (miss.hit) throw new Error('a hit in an empty cache');
    await miss.fill(ada);
    expect(await cache.read<User>('k', v1)).toEqual({ hit: true, value: ada });
  });

  test('a fill after a delete is never served', async () => {
    const { cache } = setUp();
    const miss = await cache.read<User>('k', v1);
    await cache.delete('k');
    if (!miss.hit) await miss.fill(ada);
    expect(await cache.read<User>('k', v1)).toMatchObject({ hit: false });
  });
});

describe('everything has an end', () => {
  test('every time that a store is told is whole: Redis refuses parts of a millisecond', async () => {
    const { cache, store } = setUp({ ttl: 1_000 / 3 });
    await cache.fetch('k', async () => 1, {}, v1);
    await cache.fetch('l', async () => 1, { ttl: 0.1 }, v1);
    await cache.delete('k', { hold: 2.5 });
    // The entry of an older version, written by whoever counts otherwise.
    store.put('keyshape:m', 'token', 5_000);
    store.put(`${v1}:m`, ['token', Date.now() + 2_000.25, 1], 5_000);
    expect(await cache.fetch('m', never, {}, [v2, v1])).toBe(1);
    const times = store.log.flatMap((line) => /^(?:set|add) \S+ (.*)$/.exec(line)?.[1] ?? []);
    expect(times).toEqual(['668', '334', '668', '1', '3', expect.stringMatching(/^\d+$/)]);
  });

  test('entries live for the ttl, tokens for twice as long', async () => {
    const { cache, store } = setUp();
    await cache.fetch('k', async () => 1, {}, v1);
    await cache.fetch('l', async () => 1, { ttl: 5_000 }, v1);
    const miss = await cache.read<number>('m', v1);
    if (!miss.hit) await miss.fill(1, 10);
    expect(store.log.filter((line) => !line.startsWith('get'))).toEqual([
      'add keyshape:k 2000',
      `set ${v1}:k 1000`,
      'add keyshape:l 10000',
      `set ${v1}:l 5000`,
      'add keyshape:m 2000',
      `set ${v1}:m 10`,
    ]);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, '5'])(
    'a ttl of %p is refused',
    async (ttl) => {
      const given = { ttl: ttl as number };
      expect(() => setUp(given)).toThrow(/`ttl` is a positive number of milliseconds/);
      const { cache } = setUp();
      await expect(cache.fetch('k', never, given, v1)).rejects.toThrow(/`ttl`/);
      await expect(cache.delete('k', { hold: ttl as number })).rejects.toThrow(/`hold`/);
    },
  );
});

describe('older versions', () => {
  async function warm() {
    const set = setUp();
    await set.cache.fetch<User>('k', async () => ada, { ttl: 600 }, v1);
    set.events.length = 0;
    set.store.log.length = 0;
    return set;
  }

  test('are fallen back on one by one, and copied under the same token for the rest of their time', async () => {
    const { cache, store, types } = await warm();
    const old = store.value(`${v1}:k`);
    expect(await cache.fetch<User>('k', never, {}, [v2, '3333333333333333', v1])).toEqual(ada);
    expect(store.value(`${v2}:k`)).toEqual(old);
    const [copied] = store.log.filter((line) => line.startsWith('set'));
    const rest = Number(copied?.split(' ')[2]);
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThanOrEqual(600);
    expect(store.log.slice(0, 4)).toEqual([
      'get keyshape:k',
      `get ${v2}:k`,
      'get 3333333333333333:k',
      `get ${v1}:k`,
    ]);
    expect(types()).toEqual(['fallback']);
    expect(await cache.read<User>('k', v2)).toEqual({ hit: true, value: ada });
  });

  test('a copy that fails, or is slow, is still a hit', async () => {
    for (const set of [() => Promise.reject(new Error('full')), () => new Promise<never>(() => {})]) {
      const { store } = await warm();
      const failing = Object.assign(Object.create(store) as MemoryStore, { set });
      const { cache, errors } = setUp({ timeout: 20 }, failing);
      expect(await cache.fetch<User>('k', never, {}, [v2, v1])).toEqual(ada);
      expect(errors).toEqual([expect.stringMatching(/^fill: /)]);
    }
  });

  test('are no hit after a delete, and not while the key is held', async () => {
    for (const options of [{}, { hold: 1_000 }]) {
      const { cache } = await warm();
      await cache.delete('k', options);
      expect(await cache.fetch<User>('k', async () => grace, {}, [v2, v1])).toEqual(grace);
    }
  });

  test('a list of one is that version, an empty one is none', async () => {
    const { cache } = await warm();
    expect(await cache.fetch<User>('k', never, {}, [v1])).toEqual(ada);
    const empty = [] as unknown as [string];
    await expect(cache.fetch<User>('k', never, {}, empty)).rejects.toThrow(/without a version/);
  });
});

describe('hold', () => {
  test('nothing hits and nothing is stored until it ends', async () => {
    const { cache, store, types } = setUp();
    await cache.fetch<User>('k', async () => ada, {}, v1);
    const before = await cache.read<User>('other', v1);
    await cache.delete('k', { hold: 1_000 });
    await cache.delete('other', { hold: 1_000 });
    if (!before.hit) await before.fill(ada);
    expect(await cache.fetch<User>('k', async () => grace, {}, v1)).toEqual(grace);
    expect(await cache.fetch<User>('other', async () => grace, {}, v1)).toEqual(grace);
    expect(store.value('keyshape:k')).toBe('!');
    expect(types().at(-1)).toBe('refused: held');

    await cache.delete('k');
    expect(await cache.fetch<User>('k', async () => grace, {}, v1)).toEqual(grace);
    expect(await cache.fetch<User>('k', never, {}, v1)).toEqual(grace);
  });

  test('ends by itself, and what was loaded before it is not served', async () => {
    const { cache, store } = setUp();
    await cache.fetch<User>('k', async () => ada, {}, v1);
    await cache.delete('k', { hold: 20 });
    expect(store.log.at(-1)).toBe('set keyshape:k 20');
    await new Promise((done) => setTimeout(done, 40));
    expect(await cache.fetch<User>('k', async () => grace, {}, v1)).toEqual(grace);
  });

  test('loads are not shared meanwhile: one may have begun before the commit', async () => {
    const { cache } = setUp();
    await cache.delete('k', { hold: 1_000 });
    const database = later<string>();
    const first = cache.fetch('k', () => database.promise, {}, v1);
    await turn();
    expect(await cache.fetch('k', async () => 'new', {}, v1)).toBe('new');
    database.resolve('old');
    await first;
  });

  test('is refused by a store that could write over it', async () => {
    const memory = new MemoryStore();
    const { cache, store } = setUp(
      {},
      Object.assign(Object.create(memory) as MemoryStore, { add: undefined }),
    );
    await expect(cache.delete('k', { hold: 1_000 })).rejects.toThrow(/cannot hold a key.*`add`/);
    expect(store.value('keyshape:k')).toBeUndefined();
    // The rest works: the token is set, and read back.
    expect(await cache.fetch('k', async () => 1, {}, v1)).toBe(1);
    expect(await cache.fetch('k', never, {}, v1)).toBe(1);
  });
});

describe('a server that fails', () => {
  const dead: Store = {
    get: () => Promise.reject(new Error('gone')),
    set: () => Promise.reject(new Error('gone')),
    delete: () => Promise.reject(new Error('gone')),
    add: () => Promise.reject(new Error('gone')),
  };
  const frozen: Store = {
    get: () => new Promise(() => {}),
    set: () => new Promise(() => {}),
    delete: () => new Promise(() => {}),
    add: () => new Promise(() => {}),
  };

  test('is a miss, and its deletes reject', async () => {
    const { cache, errors, types } = setUp({}, dead);
    expect(await cache.fetch<User>('k', async () => ada, {}, v1)).toEqual(ada);
    expect(errors).toEqual(['read: gone']);
    expect(types()).toEqual(['miss', 'refused: unread']);
    await expect(cache.delete('k')).rejects.toThrow('gone');
    await expect(cache.delete('k', { hold: 100 })).rejects.toThrow('gone');
  });

  test('one that does not answer is a miss after `timeout`, and its deletes reject after `deleteTimeout`', async () => {
    const { cache, errors } = setUp({ timeout: 30, deleteTimeout: 50 }, frozen);
    expect(await cache.fetch<User>('k', async () => ada, {}, v1)).toEqual(ada);
    expect(errors).toEqual(['read: keyshape: the cache did not answer within 30 ms']);
    await expect(cache.delete('k')).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(cache.delete('k', { hold: 100 })).rejects.toThrow('within 50 ms');
  });

  test('after the timeout nothing is stored, though the server wakes up', async () => {
    const memory = new MemoryStore();
    const frost = later<void>();
    const slow = Object.assign(Object.create(memory) as MemoryStore, {
      get: async (key: string) => {
        await frost.promise;
        return memory.get(key);
      },
    });
    const { cache } = setUp({ timeout: 20 }, slow);
    expect(await cache.fetch<User>('k', async () => ada, {}, v1)).toEqual(ada);
    const miss = await cache.read<User>('k', v1);
    frost.resolve();
    await turn();
    if (!miss.hit) await miss.fill(ada);
    expect(memory.entries.size).toBe(0);
  });

  test('a process that was busy for longer than the timeout still takes the answer', async () => {
    const { cache } = setUp(
      { timeout: 20 },
      {
        ...dead,
        get: (key: string) =>
          new Promise((done) => setImmediate(() => done(key.startsWith('keyshape:') ? 't' : ['t', 0, 1]))),
      },
    );
    const hit = cache.fetch('k', never, {}, v1);
    for (const end = Date.now() + 50; Date.now() < end; );
    expect(await hit).toBe(1);
  });

  test('a fill that hangs does not keep the value from its reader', async () => {
    const memory = new MemoryStore();
    const { cache, errors } = setUp(
      { timeout: 20 },
      Object.assign(Object.create(memory) as MemoryStore, { set: frozen.set }),
    );
    expect(await cache.fetch<User>('k', async () => ada, {}, v1)).toEqual(ada);
    expect(errors).toEqual(['fill: keyshape: the cache did not answer within 20 ms']);
  });
});

describe('listeners that throw', () => {
  const throwing = (text: string) => () => {
    throw new Error(text);
  };

  test('fail no read: of the events it is reported, of the errors it is printed', async () => {
    const errors: string[] = [];
    const { cache } = setUp({
      onEvent: throwing('no such label'),
      onError: (error, operation) => errors.push(`${operation}: ${(error as Error).message}`),
    });
    expect(await cache.fetch('k', async () => 1, {}, v1)).toBe(1);
    expect(await cache.fetch('k', never, {}, v1)).toBe(1);
    expect(errors).toEqual(Array(3).fill('event: no such label'));

    const print = jest.spyOn(console, 'error').mockImplementation(() => {});
    try {
      const broken = setUp({ onEvent: throwing('event'), onError: throwing('error') }).cache;
      expect(await broken.fetch('k', async () => 1, {}, v1)).toBe(1);
      expect(print).toHaveBeenCalledWith('keyshape: `onError` of a SharedCache threw', new Error('error'));
    } finally {
      print.mockRestore();
    }
  });

  // Nobody waits for their promises, and a rejection that nobody catches ends the process.
  test('may be asynchronous', async () => {
    const errors: string[] = [];
    const { cache } = setUp({
      onEvent: async () => throwing('no such label')(),
      onError: (error, operation) => errors.push(`${operation}: ${(error as Error).message}`),
    });
    expect(await cache.fetch('k', async () => 1, {}, v1)).toBe(1);
    await new Promise(setImmediate);
    expect(errors).toEqual(Array(2).fill('event: no such label'));

    const print = jest.spyOn(console, 'error').mockImplementation(() => {});
    try {
      const broken = setUp({
        onEvent: throwing('event'),
        onError: async () => throwing('error')(),
      }).cache;
      expect(await broken.fetch('k', async () => 1, {}, v1)).toBe(1);
      await new Promise(setImmediate);
      expect(print).toHaveBeenCalledWith('keyshape: `onError` of a SharedCache threw', new Error('error'));
    } finally {
      print.mockRestore();
    }
  });

  test('may be methods of a class', async () => {
    class Options {
      ttl = 1_000;
      count = 0;
      onEvent() {
        this.count += 1;
      }
    }
    const options = new Options();
    await new SharedCache(new MemoryStore(), options).fetch('k', async () => 1, {}, v1);
    expect(options.count).toBe(2);
  });
});

describe('what is there already', () => {
  test.each([
    ['a value without a token, as plain versioned keys have it', ada],
    ['an entry of another token', ['other', 9e15, ada]],
    ['an entry that is too short', ['token']],
    ['a text', 'token'],
    ['an entry without a token', [null, 9e15, ada]],
  ])('%s is no hit, and is written over', async (_, value) => {
    const { cache, store } = setUp();
    store.put('keyshape:k', 'token', 1_000);
    store.put(`${v1}:k`, value, 1_000);
    expect(await cache.fetch<User>('k', async () => grace, {}, v1)).toEqual(grace);
    expect(await cache.fetch<User>('k', never, {}, v1)).toEqual(grace);
  });

  test.each([[5], [{ a: 1 }], [''], [['t']]])(
    'a token key that holds %j serves and stores nothing',
    async (value) => {
      const { cache, store, types } = setUp();
      store.put('keyshape:k', value, 1_000);
      store.put(`${v1}:k`, [value, 9e15, ada], 1_000);
      expect(await cache.fetch<User>('k', async () => grace, {}, v1)).toEqual(grace);
      expect(types()).toEqual(['miss', 'refused: no token']);
    },
  );

  test('a token that is evicted at once: nothing is stored', async () => {
    const memory = new MemoryStore();
    const { cache } = setUp(
      {},
      Object.assign(Object.create(memory) as MemoryStore, { add: async () => true }),
    );
    expect(await cache.fetch<User>('k', async () => ada, {}, v1)).toEqual(ada);
    expect(memory.entries.size).toBe(0);
  });
});

describe('wrong use', () => {
  test('no version throws, and touches nothing', async () => {
    const { cache, store } = setUp();
    await expect(cache.fetch<User>('k', async () => ada)).rejects.toThrow(
      /SharedCache\.fetch was called without a version.*versionOf/,
    );
    await expect(cache.read<User>('k')).rejects.toThrow(/SharedCache\.read was called without a version/);
    expect(store.log).toEqual([]);
  });

  test.each(['', 'a:b', 'keyshape', 5, null])('%j is no version', async (version) => {
    const { cache } = setUp();
    await expect(cache.fetch<User>('k', never, {}, version as string)).rejects.toThrow(/is no version/);
    await expect(cache.fetch<User>('k', never, {}, [v1, version as string])).rejects.toThrow(/is no version/);
  });

  test.each(['', undefined, 5, 1n, Symbol('k'), ['k']])('%p is no key', async (key) => {
    const { cache } = setUp();
    await expect(cache.fetch<User>(key as string, never, {}, v1)).rejects.toThrow(/a key is a text/);
    await expect(cache.delete(key as string)).rejects.toThrow(/a key is a text/);
  });

  test('a key with half a character, which would be that of another one on the server', async () => {
    const { cache, store } = setUp();
    await expect(cache.fetch('user:\ud800', never, {}, v1)).rejects.toThrow(/well-formed Unicode/);
    await expect(cache.delete('user:\udfff')).rejects.toThrow(/well-formed Unicode/);
    expect(store.log).toEqual([]);
    expect(await cache.fetch('user:😀\n ü', async () => 1, {}, v1)).toBe(1);
  });

  // Versions are hexadecimal, so that the first of these could be the key of an entry.
  test.each(['', '0123456789abcdef:', 'cafe', 5, null])('%j is no prefix', (prefix) => {
    expect(() => setUp({ prefix: prefix as string })).toThrow(/`prefix`/);
  });

  test('a prefix within which a version by hand would lie', async () => {
    const { cache } = setUp({ prefix: 'v1:token:' });
    await expect(cache.fetch('k', never, {}, 'v1')).rejects.toThrow(/is no version/);
  });

  test.each([
    ['a client', { get() {}, set() {}, del() {} }],
    ['nothing', undefined],
    ['a text', 'redis://localhost'],
  ])('%s is no store', (_, store) => {
    expect(() => new SharedCache(store as unknown as Store, { ttl: 1 })).toThrow(
      /this is no store.*ioredisStore/,
    );
  });

  test.each([undefined, null, 60_000])('%p is no set of options', (options) => {
    const given = options as unknown as SharedCacheOptions;
    expect(() => new SharedCache(new MemoryStore(), given)).toThrow(/how long its entries live/);
  });

  test('listeners that are none', () => {
    const given = { onError: 'log', onEvent: {} } as unknown as SharedCacheOptions;
    expect(() => setUp({ onError: given.onError })).toThrow(/`onError` is a function/);
    expect(() => setUp({ onEvent: given.onEvent })).toThrow(/`onEvent` is a function/);
  });

  test('a version or a time in the place of options, which would be without effect', async () => {
    const { cache, store } = setUp();
    const given = <T>(value: unknown) => value as T;
    await expect(cache.fetch('k', never, given(v1), v1)).rejects.toThrow(/fetch: the options are an object/);
    await expect(cache.delete('k', given(30_000))).rejects.toThrow(/delete: the options are an object/);
    await expect(cache.fetch('k', given('value'), {}, v1)).rejects.toThrow(/`load` is a function/);
    expect(store.log).toEqual([]);
  });

  test('a time-out that is longer than a timer takes waits', async () => {
    const { cache } = setUp({ timeout: 2 ** 40, deleteTimeout: 2 ** 31 });
    await cache.fetch('k', async () => 1, {}, v1);
    expect(await cache.fetch('k', never, {}, v1)).toBe(1);
    await cache.delete('k');
    const { cache: slow } = setUp(
      { timeout: 2 ** 40 },
      Object.assign(Object.create(new MemoryStore()) as MemoryStore, {
        get: (key: string) =>
          new Promise((done) => setTimeout(done, 20, key.startsWith('keyshape:') ? 't' : ['t', 0, 1])),
      }),
    );
    expect(await slow.fetch('k', never, {}, v1)).toBe(1);
  });

  test('services with prefixes of their own do not share tokens', async () => {
    const { cache, store } = setUp({ prefix: 'token/' });
    await cache.fetch<User>('k', async () => ada, {}, v1);
    expect([...store.entries.keys()]).toEqual(['token/k', `${v1}:k`]);
  });
});
