import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { compile } from '../support/project.js';
import { isOnPath, startServer } from '../support/servers.js';
import { root } from '../support/tools.js';

interface Served {
  readonly user: unknown;
  readonly order: unknown;
  readonly loaded: unknown;
}

/** Builds the example, its model perhaps changed, and loads the service. */
function built(change: (model: string) => string = (model) => model) {
  const read = (name: string) => readFileSync(join(root, 'examples/wrapper', name), 'utf8');
  const { errors, outputs } = compile(
    { 'model.ts': change(read('model.ts')), 'cache.ts': read('cache.ts'), 'service.ts': read('service.ts') },
    { compilerOptions: { module: 1, target: 9 } },
  );
  expect(errors).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-wrapper-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
    for (const [name, text] of Object.entries(outputs)) writeFileSync(join(folder, name), text);
    return {
      outputs,
      service: require(join(folder, 'service.js')) as { serve(client: Redis): Promise<Served> },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('both forms fill in their versions, and nobody calls without one', () => {
  const { outputs } = built();
  expect(outputs['service.js']).toMatch(/new cache_js_1\.Repo\(client, 'user', "[0-9a-f]{16}"\)/);
  expect(outputs['service.js']).toMatch(/cache\.set\('order:7', \{ id: 7, total: 12 \}, "[0-9a-f]{16}"\)/);
  expect(outputs['cache.js']).toContain('keyshape: Cache.get was called without a version');
  expect(outputs['cache.js']).not.toContain("require('keyshape')");
});

(isOnPath('redis-server') ? describe : describe.skip)('over a Redis', () => {
  test('each entry carries the version of its type, and a release with another model reads none of the old', async () => {
    const server = await startServer('redis-server');
    const client = new Redis(server.port, { maxRetriesPerRequest: 1 });
    try {
      const expected = {
        user: { id: 1, name: 'Ada' },
        order: { id: 7, total: 12 },
        loaded: { id: 8, total: 5 },
      };
      expect(await built().service.serve(client)).toEqual(expected);
      const keys = (await client.keys('*')).sort();
      expect(keys).toHaveLength(3);
      expect(keys.every((key) => /^[0-9a-f]{16}:(?:user:1|order:[78])$/.test(key))).toBe(true);
      const next = built((model) => model.replace('total: number', 'total: number; currency?: string'));
      expect(await next.service.serve(client)).toEqual(expected);
      expect(await client.keys('*')).toHaveLength(5);
    } finally {
      client.disconnect();
      await server.kill();
    }
  });
});
