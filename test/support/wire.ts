import { connect, createServer, type Socket } from 'node:net';

/** What happens to connections that go through a {@link Wire}. */
export interface Faults {
  /** Told of what a client sends; after `lose` the server carries it out, and its reply is lost with the connection. */
  onRequest?(data: Buffer, lose: () => void): void;
  /** How much of a reply is passed on before the connection is lost; all where it gives nothing. */
  cutReply?(data: Buffer): number | undefined;
  /** New connections are closed at once. */
  isDown?: boolean;
}

/** A wire to a port of the loopback interface that can be cut. */
export interface Wire {
  readonly port: number;
  faults: Faults;
  close(): void;
}

export async function startWire(target: number): Promise<Wire> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const { isDown } = wire.faults;
    if (isDown) return void client.resetAndDestroy();
    const upstream = connect(target, '127.0.0.1');
    let isLost = false;
    const lose = () => {
      isLost = true;
      // The server gets the command first.
      setTimeout(() => client.resetAndDestroy(), 20);
    };
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    client.on('data', (data: Buffer) => {
      wire.faults.onRequest?.(data, lose);
      upstream.write(data);
    });
    upstream.on('data', (data: Buffer) => {
      if (isLost) return;
      const length = wire.faults.cutReply?.(data);
      client.write(data.subarray(0, length));
      if (length !== undefined) lose();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const wire: Wire = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    faults: {},
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
  return wire;
}
