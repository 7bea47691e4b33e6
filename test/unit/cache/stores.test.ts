import { ioredisStore, memjsStore, nodeRedisStore, SharedCache } from '../../../src/cache/index.js';

const v1 = '1111111111111111';

/** A client that notes how it is called; every read finds nothing. */
function noting<T extends object>(answers: T) {
  const calls: unknown[][] = [];
  const client = new Proxy(answers, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (async (...args: unknown[]) => {
        calls.push([name, ...args]);
        return null;
      }),
  });
  return { client: client as never, calls };
}

describe('ioredisStore', () => {
  test('writes tokens as they are and entries as JSON, both with an end', async () => {
    const { client, calls } = noting({ options: {} });
    const store = ioredisStore(client);
    await store.set('keyshape:k', '!', 1_500);
    await store.add?.('keyshape:k', 'abc', 10.2);
    await store.set('v:k', ['abc', 1, { a: 1 }], 5);
    await store.delete('k');
    // A token goes as bytes: see the tests of lost connections.
    expect(calls.map((call) => call.map((one) => (Buffer.isBuffer(one) ? `${one}` : one)))).toEqual([
      ['set', 'keyshape:k', '!', 'PX', 1_500],
      ['set', 'keyshape:k', 'abc', 'PX', 11, 'NX'],
      ['set', 'v:k', '["abc",1,{"a":1}]', 'PX', 5],
      ['del', 'k'],
    ]);
  });

  test('refuses a value whose `toJSON` gives nothing: JSON would write `null`', async () => {
    const { client, calls } = noting({ options: {} });
    const store = ioredisStore(client);
    const nothing = { toJSON: () => undefined };
    await expect(async () => store.set('v:k', ['abc', 1, nothing], 5)).rejects.toThrow(/toJSON/);
    expect(calls).toEqual([]);
    // As JSON has them otherwise.
    for (const value of [null, [null], Number.NaN, new Date(Number.NaN), { toJSON: () => null }, [nothing]])
      await store.set('v:k', ['abc', 1, value], 5);
    expect(calls.map((call) => call[2])).toEqual(
      ['null', '[null]', 'null', 'null', 'null', '[null]'].map((text) => `["abc",1,${text}]`),
    );
  });

  test.each([
    ['nothing', null, undefined],
    ['a token', 'abc', 'abc'],
    ['an entry', '["abc",1,{"a":1}]', ['abc', 1, { a: 1 }]],
    ['a damaged entry', '["abc",1,{"a":1', undefined],
    ['a value of plain keys', '{"a":1}', '{"a":1}'],
  ])('reads %s', async (_, text, value) => {
    const { client } = noting({ get: async () => text });
    expect(await ioredisStore(client).get('k')).toEqual(value);
  });

  test('reads token and entry in one packet, and fails where either does', async () => {
    const sent: unknown[] = [];
    const replies = (...given: [Error | null, unknown?][]) => {
      const pipeline = (commands: unknown) => {
        sent.push(commands);
        return { exec: async () => given };
      };
      return ioredisStore(noting({ pipeline }).client);
    };
    expect(await replies([null, 'abc'], [null, '["abc",1,2]']).getBoth?.('a', 'b')).toEqual([
      'abc',
      ['abc', 1, 2],
    ]);
    expect(await replies([null, null], [null, null]).getBoth?.('a', 'b')).toEqual([undefined, undefined]);
    const wrong = new Error('WRONGTYPE');
    await expect(replies([null, 'abc'], [wrong]).getBoth?.('a', 'b')).rejects.toThrow('WRONGTYPE');
    await expect(replies([wrong], [null, 'abc']).getBoth?.('a', 'b')).rejects.toThrow('WRONGTYPE');
    const both = [
      ['get', 'a'],
      ['get', 'b'],
    ];
    expect(sent).toEqual([both, both, both, both]);
  });

  test('reads key by key from a cluster, where the two may lie on two nodes', () => {
    expect(ioredisStore(noting({ isCluster: true }).client).getBoth).toBeUndefined();
  });

  test.each([{ scaleReads: 'slave' }, { scaleReads: 'all' }, { scaleReads: () => {} }, { role: 'slave' }])(
    'refuses a client with %p: replicas answer with old tokens',
    (options) => {
      expect(() => ioredisStore(noting({ options }).client)).toThrow(/reads from replicas/);
      expect(() => ioredisStore(noting({ options: { scaleReads: 'master' } }).client)).not.toThrow();
    },
  );
});

describe('nodeRedisStore', () => {
  test('writes tokens as they are and entries as JSON, both with an end', async () => {
    const { client, calls } = noting({ _options: {} });
    const store = nodeRedisStore(client);
    await store.set('keyshape:k', '!', 1_500);
    await store.add?.('keyshape:k', 'abc', 10.2);
    await store.delete('k');
    expect(calls).toEqual([
      ['set', 'keyshape:k', '!', { PX: 1_500 }],
      ['set', 'keyshape:k', 'abc', { PX: 11, NX: true }],
      ['del', 'k'],
    ]);
  });

  test('reads texts and, under another type mapping, bytes', async () => {
    for (const reply of ['["abc",1,2]', Buffer.from('["abc",1,2]')])
      expect(await nodeRedisStore(noting({ get: async () => reply }).client).get('k')).toEqual(['abc', 1, 2]);
    expect(await nodeRedisStore(noting({}).client).get('k')).toBeUndefined();
  });

  test('refuses a cluster that reads from replicas', () => {
    const { client } = noting({ _options: { useReplicas: true } });
    expect(() => nodeRedisStore(client)).toThrow(/reads from replicas/);
  });

  test('refuses a client that answers out of its own memory', () => {
    const { client } = noting({ clientSideCache: {} });
    expect(() => nodeRedisStore(client)).toThrow(/`clientSideCache`/);
  });
});

describe('memjsStore', () => {
  const day = 24 * 60 * 60;

  test('counts in whole seconds, rounded up, and writes more than thirty days as a date', async () => {
    const { client, calls } = noting({ options: {} });
    const store = memjsStore(client);
    for (const ttl of [1, 1_000, 1_001, 30 * day * 1_000]) await store.set('k', 'token', ttl);
    expect(calls.map((call) => call[3])).toEqual([1, 1, 2, 30 * day].map((expires) => ({ expires })));
    await store.set('k', 'token', 30 * day * 1_000 + 1);
    const { expires } = calls[calls.length - 1]![3] as { expires: number };
    expect(expires - Date.now() / 1_000).toBeGreaterThanOrEqual(30 * day);
    expect(expires - Date.now() / 1_000).toBeLessThan(30 * day + 3);
    await store.add?.('k', 'token', 31 * day * 1_000);
    expect(calls.at(-1)?.[3]).toEqual({ expires: expect.any(Number) });
  });

  test('reads bytes as UTF-8', async () => {
    const { client } = noting({ get: async () => ({ value: Buffer.from('["t",1,"Zürich"]') }) });
    expect(await memjsStore(client).get('k')).toEqual(['t', 1, 'Zürich']);
    expect(await memjsStore(noting({ get: async () => ({ value: null }) }).client).get('k')).toBeUndefined();
  });

  test.each([
    ['233 bytes and 17 of the version', 'k'.repeat(234), /at most 250 bytes.*has 251/],
    ['letters of two bytes', 'ü'.repeat(121), /at most 250 bytes.*has 251/],
    ['a space', 'a key', /white space/],
    ['a line end', 'a\nkey', /white space/],
  ])('a key with %s is rejected loudly, by reads and by deletes', async (_, key, message) => {
    const { client, calls } = noting({ options: {} });
    const cache = new SharedCache(memjsStore(client), { ttl: 1_000 });
    await expect(cache.fetch(key, async () => 1, {}, v1)).rejects.toThrow(message);
    await expect(cache.read(key, v1)).rejects.toThrow(message);
    expect(calls).toEqual([]);
  });

  test('a key of exactly 250 bytes with the version is taken', () => {
    const { check } = memjsStore(noting({ options: {} }).client);
    expect(() => check?.(`${v1}:${'k'.repeat(233)}`)).not.toThrow();
  });

  test('refuses a client that fails over: the server that comes back has what was deleted', () => {
    expect(() => memjsStore(noting({ options: { failover: true } }).client)).toThrow(/failover/);
  });
});

describe('a Keyv', () => {
  const keyv = (more: object) => ({
    ...(noting({}).client as object),
    get: async () => undefined,
    set: async () => true,
    delete: async () => true,
    ...more,
  });

  test.each([
    ['Keyv 4', { opts: { namespace: 'keyv' } }],
    ['Keyv 5 as it comes', { opts: {}, throwOnErrors: false }],
    ['a Keyv without its options', { throwOnErrors: false }],
  ])('that swallows errors is refused: %s', (_, more) => {
    expect(() => new SharedCache(keyv(more), { ttl: 1 })).toThrow(/swallows errors.*throwOnErrors: true/);
  });

  test('over an adapter that swallows errors is refused', () => {
    const over = (store: object) => keyv({ opts: {}, throwOnErrors: true, store });
    expect(() => new SharedCache(over({ throwOnErrors: false }), { ttl: 1 })).toThrow(
      /the adapter of this Keyv swallows errors.*throwOnErrors: true/,
    );
    for (const store of [{ throwOnErrors: true }, new Map()])
      expect(() => new SharedCache(over(store), { ttl: 1 })).not.toThrow();
  });

  test('that throws is taken as it is', () => {
    expect(() => new SharedCache(keyv({ opts: {}, throwOnErrors: true }), { ttl: 1 })).not.toThrow();
  });
});
