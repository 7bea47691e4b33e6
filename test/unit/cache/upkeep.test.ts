import { type CacheNode, nodesOf, type PurgeOptions, purge, report } from '../../../src/cache/index.js';

const v1 = '1111111111111111';

/** A server that has these keys, and nothing to say of them but what `answers` gives. */
function nodeWith(keys: readonly string[], answers: Readonly<Record<string, unknown>> = {}) {
  const sent: string[] = [];
  const page = 1_000;
  const node: CacheNode = {
    async send([name = '', ...args]) {
      if (name !== 'SCAN') {
        sent.push([name, ...args].join(' '));
        return answers[name] ?? null;
      }
      const [cursor = '0', , pattern = '*'] = args;
      const next = Number(cursor) + page;
      const found = keys
        .slice(Number(cursor), next)
        .filter((key) => pattern === '*' || key.startsWith(pattern.slice(0, -1)));
      return [next < keys.length ? `${next}` : '0', found];
    },
  };
  return { node, sent };
}

describe('wrong use', () => {
  const { node, sent } = nodeWith([`${v1}:a`]);
  afterEach(() => expect(sent).toEqual([]));

  test.each([undefined, null, 5, 'redis://localhost', {}])('%p is no client', async (client) => {
    await expect(nodesOf(client as object)).rejects.toThrow(/no client of ioredis or node-redis/);
  });

  test.each([
    { options: { keyPrefix: 'app:' }, call: async () => {} },
    { options: { keyPrefix: 'app:' }, nodes: () => [] },
    { options: { keyPrefix: 'app:' }, sendCommand: async () => {} },
    { _options: { keyPrefix: 'app:' }, nodeClient: async () => {}, masters: [] },
  ])('a client that puts a prefix before keys is refused: %p', async (client) => {
    await expect(nodesOf(client)).rejects.toThrow(/puts "app:" before keys, and SCAN takes no notice/);
  });

  test.each([undefined, node, Promise.resolve([node]), [{}], [undefined]])(
    '%p is no list of servers',
    async (nodes) => {
      const given = nodes as unknown as readonly CacheNode[];
      await expect(report(given)).rejects.toThrow(/`await nodesOf\(client\)`/);
      await expect(purge(given, v1)).rejects.toThrow(/`await nodesOf\(client\)`/);
    },
  );

  test.each(['', '*', 'keyshape', '1234567', `${v1}:`, `${v1}*`, 'DEADBEEF', 5, undefined, 1n])(
    '%p is no version to purge',
    async (version) => {
      await expect(purge([node], version as string)).rejects.toThrow(/is no version: 8 to 64 hex digits/);
    },
  );

  test.each([0, -1, Number.NaN, '500', null])('%p is no rate', async (rate) => {
    await expect(purge([node], v1, { rate } as PurgeOptions)).rejects.toThrow(/`rate` is a number/);
  });

  test.each([0, -1, 1.5, Number.NaN, '100'])('%p is no sample', async (sample) => {
    await expect(report([node], { sample: sample as number })).rejects.toThrow(/`sample` is a number/);
  });
});

test('a server that does not answer is given up after ten seconds', async () => {
  jest.useFakeTimers();
  try {
    const [node] = await nodesOf({ call: () => new Promise(() => {}) });
    const reported = report([node!]);
    const given = expect(reported).rejects.toMatchObject({ name: 'TimeoutError' });
    await jest.advanceTimersByTimeAsync(10_001);
    await given;
  } finally {
    jest.useRealTimers();
  }
});

test('more sampled keys than a call takes arguments, and as many versions as keys', async () => {
  const many = Array.from({ length: 150_000 }, (_, index) => `${v1}:${index}`);
  const { versions } = await report([nodeWith(many, { PTTL: 5, 'MEMORY USAGE': 8 }).node], {
    sample: 150_000,
  });
  expect(versions).toMatchObject([
    { version: v1, keys: 150_000, sampled: 150_000, ttl: { least: 5, most: 5 } },
  ]);
  const different = Array.from({ length: 5_000 }, (_, index) => `${(0x10000000 + index).toString(16)}:x`);
  let most = 0;
  let open = 0;
  const { node } = nodeWith(different);
  const counting: CacheNode = {
    async send(command) {
      open += 1;
      most = Math.max(most, open);
      const reply = await node.send(command);
      open -= 1;
      return reply;
    },
  };
  expect((await report([counting])).versions).toHaveLength(5_000);
  expect(most).toBeLessThan(400);
});
