import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { keyshape, type LoadResult } from '../../src/hosts/esbuild/index.js';
import { TemporaryProject } from '../support/temporary-project.js';
import { root } from '../support/tools.js';

// esbuild looks at the names in a folder, not into the folders inside.
test('every folder in which a new file may change a type is watched', () => {
  const project = new TemporaryProject({
    'src/main.ts': "import { versionOf } from 'keyshape';\nexport const version = versionOf<{ id: 1 }>();\n",
    'src/types/global.d.ts': 'declare const given: 1;\n',
    'src/no-sources/inside/read.me': '',
    'src/.cache/read.me': '',
    'src/node_modules/some/index.js': '',
  });
  symlinkSync(join(root, 'node_modules/typescript'), project.path('node_modules/typescript'), 'junction');
  // Each is a way back to all the others: together they are more paths than anyone can walk.
  for (const name of ['a', 'b', 'c']) symlinkSync('.', project.path(`src/no-sources/${name}`));
  try {
    let load: ((module: { path: string }) => LoadResult | undefined) | undefined;
    keyshape().setup({
      initialOptions: {},
      onStart: () => undefined,
      onLoad: (_, callback) => {
        load = callback;
      },
      onEnd: () => undefined,
    });
    const { errors, watchDirs } = load!({ path: project.path('src/main.ts') })!;
    expect(errors).toEqual([]);
    const expected = ['src', 'src/no-sources', 'src/no-sources/inside', 'src/types'];
    expect([...watchDirs].sort()).toEqual(expected.map((folder) => project.path(folder)));
  } finally {
    project.delete('.');
  }
});
