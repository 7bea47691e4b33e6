import { installProject } from '../support/package.js';

const main = `import { versionOf, versionsOf } from 'keyshape';
import { SharedCache, type Store } from 'keyshape/cache';
import type { User } from './user.js';

const data = new Map<string, unknown>();
const store: Store = {
  get: async (key) => data.get(key),
  set: async (key, value) => data.set(key, value),
  delete: async (key) => data.delete(key),
};
const cache = new SharedCache(store, { ttl: 1_000 });
const load = async (): Promise<User> => ({ name: 'Ada' });

await cache.fetch<User>('written', load);
await cache.fetch('inferred', load, { ttl: 5 });
await cache.fetch('by hand', load, {}, versionOf<User>());
await cache.fetch('list', load, {}, versionsOf<User>());
const found = await cache.read<User>('written');
console.log(JSON.stringify([versionOf<User>(), found.hit, [...data.keys()].filter((key) => !key.startsWith('keyshape:'))]));
`;

test('the build fills the version of a SharedCache in, and leaves one that is passed', () => {
  const project = installProject('ts-patch-3', {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        module: 'nodenext',
        strict: true,
        rootDir: 'src',
        outDir: 'out',
        lib: ['es2022', 'dom'],
        types: [],
        plugins: [{ transform: 'keyshape/transform', transformProgram: true }],
      },
      include: ['src'],
    }),
    'src/user.ts': 'export interface User { name: string }\n',
    'src/main.ts': main,
  });
  try {
    expect(project.node('node_modules/ts-patch/bin/tspc.js')).toEqual({ code: 0, text: '' });
    const { text } = project.node('out/main.js');
    const [version, hit, keys] = JSON.parse(text);
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    expect(hit).toBe(true);
    expect(keys).toEqual(['written', 'inferred', 'by hand', 'list'].map((key) => `${version}:${key}`));
  } finally {
    project.remove();
  }
});
