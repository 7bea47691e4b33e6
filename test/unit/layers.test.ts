import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../support/tools.js';

function layers(...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/layers.mjs'), ...args], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

/** What is said of a tree of files. */
function problemsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'keyshape-layers-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return layers('--source', folder).stderr.trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('no import of src/ runs against the arrows, none in a circle, and docs/layers.svg shows them', () => {
  expect(layers('--check')).toEqual({ status: 0, stderr: '' });
});

test('it is told of every form of import, of the runtime entries, of circles, and of a layer that it does not know', () => {
  expect(
    problemsOf({
      'shape/type.ts': "import type { Reading } from '../reader/read.js';",
      'shape/default.ts': "import ts from 'typescript';",
      'shape/require.ts': "import type ts = require('typescript');",
      'shape/inline.ts': "type Program = import('typescript').Program;",
      'shape/export.ts': "export * from '../hosts/index.js';",
      'index.ts': "import { read } from './reader/read.js';",
      'cache/entry.ts': "import type ts from 'typescript';",
      'shape/a.ts': "import type { B } from './b.js';",
      'shape/b.ts': "import type { A } from './a.js';",
      'servers/a.ts': '',
    }),
  ).toEqual([
    'cache/entry.ts imports typescript',
    'index.ts imports reader/read.ts: against the arrows',
    'servers/a.ts: no layer servers is known to scripts/layers.mjs',
    'shape/default.ts imports typescript',
    'shape/export.ts imports hosts/index.ts: against the arrows',
    'shape/inline.ts imports typescript',
    'shape/require.ts imports typescript',
    'shape/type.ts imports reader/read.ts: against the arrows',
    'a circle: shape/a.ts → shape/b.ts → shape/a.ts',
  ]);
});
