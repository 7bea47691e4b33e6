import { SharedCache } from '../../src/cache/index.js';
import { isOnPath, type Program, type Server, startCluster, startServer } from '../support/servers.js';
import { type ClientName, type Connection, clients } from './clients.js';

const v1 = '1111111111111111';
const v2 = '2222222222222222';

const over: Readonly<Record<Program | 'redis-server, cluster', readonly ClientName[]>> = {
  'redis-server': ['ioredis', 'node-redis', 'Keyv'],
  'redis-server, cluster': ['ioredis Cluster', 'node-redis Cluster'],
  memcached: ['memjs'],
};

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
const never = () => Promise.reject(new Error('not to be loaded'));

/** A promise, and how to settle it. */
function later<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

for (const [setting, names] of Object.entries(over)) {
  const [program, isCluster] = setting.split(', ') as [Program, string?];
  // Reported as skipped, by name, where the server is not installed.
  const describeWithServer = isOnPath(program) ? describe : describe.skip;

  describeWithServer(setting, () => {
    let servers: readonly Server[] = [];
    let stop: () => Promise<unknown> = async () => {};

    beforeAll(async () => {
      if (isCluster) ({ servers, stop } = await startCluster());
      else {
        const server = await startServer(program);
        servers = [server];
        stop = () => server.kill();
      }
    });
    afterAll(() => stop());

    describe.each(names)('%s', (name) => {
      const open: Connection[] = [];
      let keys = 0;
      const connect = async () => {
        const connection = await clients[name](servers[0]!.port);
        open.push(connection);
        return connection.store;
      };
      const newKey = () => {
        keys += 1;
        return `${name.replace(' ', '-')}:${keys}`;
      };
      const newCache = async (more: { timeout?: number; deleteTimeout?: number } = {}) => {
        const errors: unknown[] = [];
        const onError = (error: unknown) => void errors.push(error);
        return { cache: new SharedCache(await connect(), { ttl: 60_000, onError, ...more }), errors };
      };
      afterAll(() => Promise.all(open.map(({ close }) => close())));

      test('two processes with two versions: hits, and a delete by one that reaches both', async () => {
        const key = newKey();
        const { cache: old, errors } = await newCache();
        const { cache: current } = await newCache();
        await old.fetch(key, async () => ({ name: 'Zürich' }), {}, v1);
        await current.fetch(key, async () => ['new'], {}, v2);
        expect(await current.fetch(key, never, {}, v1)).toEqual({ name: 'Zürich' });
        expect(await old.fetch(key, never, {}, v2)).toEqual(['new']);
        await old.delete(key);
        expect(await old.fetch(key, async () => 1, {}, v1)).toBe(1);
        expect(await current.fetch(key, async () => 2, {}, v2)).toBe(2);
        await old.delete(newKey());
        expect(errors).toEqual([]);
      });

      test('a delete during a load: nobody is given the old value afterwards', async () => {
        const key = newKey();
        const [{ cache }, { cache: other }] = [await newCache(), await newCache()];
        const database = later<string>();
        const loading = later<void>();
        const load = () => {
          loading.resolve();
          return database.promise;
        };
        const before = cache.fetch(key, load, {}, v1);
        await loading.promise;
        await other.delete(key);
        expect(await cache.fetch(key, async () => 'new', {}, v1)).toBe('new');
        database.resolve('old');
        expect(await before).toBe('old');
        expect(await other.fetch(key, async () => 'new', {}, v1)).toBe('new');
        expect(await other.fetch(key, never, {}, v1)).toBe('new');
      });

      test('an older version is fallen back on, and copied', async () => {
        const key = newKey();
        const [{ cache: old }, { cache: current, errors }] = [await newCache(), await newCache()];
        await old.fetch(key, async () => 'old', {}, v1);
        expect(await current.fetch(key, never, {}, [v2, v1])).toBe('old');
        expect(await current.fetch(key, never, {}, v2)).toBe('old');
        await old.delete(key);
        expect(await current.read(key, [v2, v1] as unknown as string)).toMatchObject({ hit: false });
        expect(errors).toEqual([]);
      });

      test('an entry ends', async () => {
        const key = newKey();
        const { cache } = await newCache();
        await cache.fetch(key, async () => 1, { ttl: 900 }, v1);
        expect(await cache.fetch(key, never, {}, v1)).toBe(1);
        await pause(2_100);
        expect(await cache.fetch(key, async () => 2, {}, v1)).toBe(2);
      });

      test('a thousand keys at once', async () => {
        const { cache, errors } = await newCache({ timeout: 30_000 });
        const all = Array.from({ length: 1_000 }, newKey);
        await Promise.all(all.map((key) => cache.fetch(key, async () => key, {}, v1)));
        expect(await Promise.all(all.map((key) => cache.fetch(key, never, {}, v1)))).toEqual(all);
        await Promise.all(all.map((key) => cache.delete(key)));
        const found = await Promise.all(all.map((key) => cache.read(key, v1)));
        expect(found.filter(({ hit }) => hit)).toEqual([]);
        expect(errors).toEqual([]);
      });

      if (name === 'Keyv') {
        test('cannot hold', async () => {
          const { cache } = await newCache();
          await expect(cache.delete(newKey(), { hold: 1_000 })).rejects.toThrow(/cannot hold/);
        });
      } else {
        test('a key that is held hits and stores nothing, until it is deleted or the time is over', async () => {
          const key = newKey();
          const { cache, errors } = await newCache();
          await cache.fetch(key, async () => 'old', {}, v1);
          await cache.delete(key, { hold: 60_000 });
          for (const value of [1, 2]) expect(await cache.fetch(key, async () => value, {}, v1)).toBe(value);
          await cache.delete(key);
          await cache.fetch(key, async () => 3, {}, v1);
          expect(await cache.fetch(key, never, {}, v1)).toBe(3);
          await cache.delete(key, { hold: 100 });
          await pause(1_300);
          await cache.fetch(key, async () => 4, {}, v1);
          expect(await cache.fetch(key, never, {}, v1)).toBe(4);
          expect(errors).toEqual([]);
        });
      }

      if (name === 'memjs') {
        test('a value over the limit of the server is returned, reported, and no hit', async () => {
          const key = newKey();
          const { cache, errors } = await newCache();
          const big = 'x'.repeat(2_000_000);
          expect(await cache.fetch(key, async () => big, {}, v1)).toBe(big);
          expect(String(errors)).toMatch(/too large|too big/i);
          expect(await cache.fetch(key, async () => 'small', {}, v1)).toBe('small');
          expect(await cache.fetch(key, never, {}, v1)).toBe('small');
        });
      }

      test('a server that is frozen: reads are misses after the timeout, deletes reject or hold; afterwards all is well', async () => {
        const key = newKey();
        const { cache, errors } = await newCache({ timeout: 200, deleteTimeout: 300 });
        const { cache: patient } = await newCache({ deleteTimeout: 60_000 });
        await cache.fetch(key, async () => 'old', {}, v1);
        await patient.read(key, v1);
        await Promise.all(servers.map((server) => server.freeze()));
        let deleted: Promise<void>;
        try {
          expect(await cache.fetch(key, async () => 'loaded', {}, v1)).toBe('loaded');
          expect(errors).toHaveLength(1);
          await expect(cache.delete(key)).rejects.toThrow();
          deleted = patient.delete(key);
          await pause(300);
        } finally {
          for (const server of servers) server.thaw();
        }
        await deleted;
        expect(await patient.fetch(key, async () => 'new', {}, v1)).toBe('new');
        expect(await patient.fetch(key, never, {}, v1)).toBe('new');
      });
    });
  });
}

describe('a server that dies', () => {
  const cases: readonly (readonly [Program, ClientName])[] = [
    ['redis-server', 'ioredis'],
    ['redis-server', 'node-redis'],
    ['redis-server', 'Keyv'],
    ['memcached', 'memjs'],
  ];
  for (const [program, name] of cases) {
    (isOnPath(program) ? test : test.skip)(
      `${program}, ${name}: reads are misses, deletes reject`,
      async () => {
        const server = await startServer(program);
        const { store, close } = await clients[name](server.port);
        try {
          const cache = new SharedCache(store, { ttl: 60_000, timeout: 300, deleteTimeout: 2_000 });
          await cache.fetch('k', async () => 'old', {}, v1);
          await server.kill();
          expect(await cache.fetch('k', async () => 'loaded', {}, v1)).toBe('loaded');
          await expect(cache.delete('k')).rejects.toThrow();
        } finally {
          await server.kill();
          await close();
        }
      },
    );
  }
});
