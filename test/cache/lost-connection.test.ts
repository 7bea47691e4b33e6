import { memjsStore, SharedCache } from '../../src/cache/index.js';
import { isOnPath, type Program, type Server, startServer } from '../support/servers.js';
import { eventually } from '../support/until.js';
import { startWire, type Wire } from '../support/wire.js';
import { type ClientName, type Connection, clients, library } from './clients.js';

const v1 = '1111111111111111';
const v2 = '2222222222222222';
const cases: readonly (readonly [Program, readonly ClientName[]])[] = [
  ['redis-server', ['ioredis', 'node-redis', 'Keyv']],
  ['memcached', ['memjs']],
];

/** memjs as it is by default: it tries twice. */
function retryingMemjs(port: number): Connection {
  const client = library('memjs').Client.create(`127.0.0.1:${port}`, { logger: { log() {} } });
  return { store: memjsStore(client), close: () => client.close() };
}

for (const [program, names] of cases) {
  (isOnPath(program) ? describe : describe.skip)(`connections to ${program} that are lost`, () => {
    let server: Server;
    let wire: Wire;
    let open: Connection[] = [];

    beforeAll(async () => {
      server = await startServer(program);
    });
    beforeEach(async () => {
      wire = await startWire(server.port);
    });
    afterEach(async () => {
      await Promise.all(open.map(({ close }) => close()));
      open = [];
      wire.close();
    });
    afterAll(() => server.kill());

    const connect = async (name: ClientName, port: number) => {
      const connection = name === 'memjs' ? retryingMemjs(port) : await clients[name](port);
      open.push(connection);
      return new SharedCache(connection.store, { ttl: 60_000, timeout: 5_000, deleteTimeout: 1_000 });
    };

    test.each(names)(
      '%s: a deleted token never comes back with a command that is sent again',
      async (name) => {
        const key = `again-${name}`;
        const far = await connect(name, wire.port);
        const near = await connect(name, server.port);
        await far.read('warm', v2);

        let sent = () => {};
        const isSent = new Promise<void>((done) => {
          sent = done;
        });
        wire.faults = {
          onRequest(data, lose) {
            // SET … NX, and the operation `add` of memcached; a Keyv has neither.
            const isWrite =
              data[0] === 0x80 ? data[1] === 2 : data.includes('$3\r\nSET') || data.includes('$3\r\nset');
            if (!isWrite || !data.includes(`keyshape:${key}`)) return;
            wire.faults = { isDown: true };
            lose();
            sent();
          },
        };
        const lost = far.fetch(key, async () => 'of the far one', {}, v2);
        await isSent;
        // The server has the token, and another process fills under it.
        await eventually(async () => {
          expect(await near.fetch(key, async () => 'old', {}, v1)).toBe('old');
          expect((await near.read(key, v1)).hit).toBe(true);
        });
        await near.delete(key);
        wire.faults = {};
        await lost;
        await eventually(async () => {
          await far.delete(`other-${key}`);
        });
        expect(await near.fetch(key, async () => 'new', {}, v1)).toBe('new');
      },
    );

    test.each(names)('%s: after a reply that was cut in the middle all is well again', async (name) => {
      const key = `cut-${name}`;
      const cache = await connect(name, wire.port);
      const value = 'x'.repeat(3_000);
      await cache.fetch(key, async () => value, {}, v1);
      for (const length of [10, 30, 100, 2_000]) {
        wire.faults = {
          cutReply(data) {
            if (data.length < 3_000) return undefined;
            wire.faults = {};
            return length;
          },
        };
        await cache.read(key, v1);
        expect(wire.faults).toEqual({});
        await eventually(async () => {
          expect(await cache.fetch(key, async () => 'loaded again', {}, v1)).toBe(value);
          await cache.delete(`other-${key}`);
        }, 8_000);
      }
    });
  });
}
