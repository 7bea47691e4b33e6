// The shared cache for when there is no Redis: a process with a Map, entries that expire, and a port on the loopback
// interface. One JSON text a line: ["get", key], ["delete", key], ["set" or "add", key, value, milliseconds]; the answer is one JSON text a line.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** @type {Map<string, { value: string, expiry: NodeJS.Timeout }>} */
const entries = new Map();

/**
 * @param {string} key
 * @param {string} value
 * @param {number} ttl
 */
function set(key, value, ttl) {
  clearTimeout(entries.get(key)?.expiry);
  entries.set(key, { value, expiry: setTimeout(() => entries.delete(key), ttl) });
  return null;
}

/** @param {any} request */
function answer([command, key, value, ttl]) {
  if (command === 'set' || (command === 'add' && !entries.has(key))) return set(key, value, ttl);
  if (command === 'delete') {
    clearTimeout(entries.get(key)?.expiry);
    entries.delete(key);
  }
  return command === 'get' ? (entries.get(key)?.value ?? null) : null;
}

/** The entries whose keys start with `prefix`, and the bytes of key and value. @param {string} prefix */
function inspect(prefix) {
  return [...entries]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, { value }]) => ({ key, value, bytes: Buffer.byteLength(key) + Buffer.byteLength(value) }));
}

const server = createServer((socket) => {
  const lines = createInterface({ input: socket });
  lines.on('line', (line) => socket.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`));
  // A client that went away without a farewell; the line reader repeats the error.
  for (const source of [socket, lines]) source.on('error', () => socket.destroy());
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ ready: { port: typeof address === 'object' ? address?.port : undefined } });
});
process.on('message', (/** @type {{ id: number, body: string }} */ { id, body }) => {
  process.send?.({ id, body: inspect(body) });
});
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => {});
