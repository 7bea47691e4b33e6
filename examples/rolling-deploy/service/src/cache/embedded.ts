import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { Cache } from './cache.js';

/** The client of the demo's own cache server: one JSON text a line, answered in order. */
export async function connectEmbedded(url: URL, prefix: string): Promise<Cache> {
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  const waiting: { resolve(answer: string | null): void; reject(error: Error): void }[] = [];
  const lines = createInterface({ input: socket });
  lines.on('line', (line) => waiting.shift()?.resolve(JSON.parse(line)));
  // An error closes the socket too; the line reader repeats it.
  for (const source of [socket, lines]) source.on('error', () => {});
  socket.on('close', () => {
    for (const { reject } of waiting.splice(0)) reject(new Error('the cache server is gone'));
  });

  function ask(...request: (string | number)[]): Promise<string | null> {
    return new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new Error('the cache server is gone'));
      waiting.push({ resolve, reject });
      socket.write(`${JSON.stringify(request)}\n`);
    });
  }

  return {
    async get(key) {
      return (await ask('get', prefix + key)) ?? undefined;
    },
    async set(key, value, ttl) {
      await ask('set', prefix + key, value, ttl);
    },
    async delete(key) {
      await ask('delete', prefix + key);
    },
    store: {
      async get(key) {
        const text = await ask('get', prefix + key);
        return text === null ? undefined : JSON.parse(text);
      },
      set: (key, value, ttl) => ask('set', prefix + key, JSON.stringify(value), ttl),
      add: (key, value, ttl) => ask('add', prefix + key, JSON.stringify(value), ttl),
      delete: (key) => ask('delete', prefix + key),
    },
  };
}
