/** What is used of a connection of memjs to one server. */
interface MemjsServer {
  responseBuffer: Uint8Array;
  _socket?: Socket;
  readonly errorCallbacks: object;
  sock(sasl: boolean, send: unknown): void;
  error(error: Error): void;
}

interface Socket {
  on(event: 'close', listener: () => void): unknown;
  removeAllListeners(event: 'close'): unknown;
  destroy(): unknown;
}

const mended = new WeakSet<object>();

function isServer(server: unknown): server is MemjsServer {
  return typeof (server as Partial<MemjsServer>)?.sock === 'function';
}

/**
 * Makes the connections of a memjs client survive the loss of one. memjs keeps the half reply that a lost connection leaves, and reads all later
 * ones from the wrong place, so that nothing is answered until the process ends; it takes the end of an old connection for that of the
 * new one; and what waits for an answer when the server hangs up waits for ever.
 *
 * @param client - changed in place; anything without the connections of memjs 1 stays as it is
 */
export function mendConnections(client: object): void {
  const { servers } = client as { readonly servers?: unknown };
  for (const server of Array.isArray(servers) ? servers : []) {
    if (!isServer(server) || mended.has(server)) continue;
    mended.add(server);
    const { sock } = server;
    let last: Socket | undefined;
    server.sock = (sasl, send) => {
      if (server._socket === undefined) {
        last?.removeAllListeners('close');
        last?.destroy();
        server.responseBuffer = server.responseBuffer.subarray(0, 0);
      }
      sock.call(server, sasl, send);
      const socket = server._socket;
      if (socket === undefined || socket === last) return;
      last = socket;
      socket.on('close', () => {
        if (Object.keys(server.errorCallbacks).length > 0)
          server.error(new Error('the server closed the connection'));
      });
    };
  }
}
