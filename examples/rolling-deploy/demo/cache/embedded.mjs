import { fileURLToPath } from 'node:url';
import { Group } from '../child.mjs';

/** @returns {Promise<import('./cache.mjs').SharedCache>} */
export async function openEmbedded() {
  const server = await new Group().start(fileURLToPath(new URL('embedded-server.mjs', import.meta.url)));
  return {
    kind: 'embedded',
    description: 'the embedded cache server',
    measure: 'bytes of keys and values',
    url: `embedded://127.0.0.1:${server.ready.port}`,
    inspect: (prefix) => server.ask(prefix),
    async remove() {},
    close: () => server.stop(),
  };
}
