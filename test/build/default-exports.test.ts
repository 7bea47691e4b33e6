import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin } from '../cli/installed.js';
import type { Files } from '../support/project.js';
import { configFor, createProject, packageJson, versions } from './project.js';

/** Calls in what modules export as their default or as a whole, beside imports of which a part goes. */
const sources: Files = {
  'src/barrel.ts': `export { versionOf, keyFor as kf } from 'keyshape';
export interface Shape { x: 1 }
export default class Base { static tag = 'base'; }
export const used = 1;
`,
  'src/a.ts': `import X, { versionOf, type Shape } from './barrel.js';
export default versionOf<{ a: 1 }>() as string & Partial<Shape>;
export const y = X.tag;
`,
  'src/b.ts': `import X, { kf } from './barrel.js';
export default class extends X { key = kf<{ a: 1 }>('x'); static other: typeof X; }
`,
  'src/c.ts': `import X, { kf } from './barrel.js';
export default async (id: string, x?: X) => kf<{ a: 1 }>(id);
`,
  'src/d.ts': `import ks = require('keyshape');
import X = require('./barrel.js');
const define = <T,>(x: T) => x;
export = define({ v: ks.versionOf<{ a: 1 }>(), k: (id: string) => ks.keyFor<{ a: 1 }>(id), t: X.used });
`,
  'src/e.ts': `import * as all from './barrel.js';
export default { v: all.versionOf<{ a: 1 }>(), k: all.kf<{ a: 1 }>(\`x\${1}\`), base: all.default.tag };
`,
  'src/f.ts': `import { shapeOf, versionOf } from 'keyshape';
export default (versionOf<{ a: 1 }>() + shapeOf<{ a: 1 }>()) satisfies string;
`,
  'src/main.ts': `import a, { y } from './a.js';
import B from './b.js';
import c from './c.js';
import d = require('./d.js');
import e from './e.js';
import f from './f.js';
declare const console: { log(text: string): void };
c('id').then((k) => console.log(JSON.stringify([a, y, new B().key, k, d.v, d.t, d.k('q'), e, f])));
`,
};

test.each(versions)(
  'TypeScript %s: what is exported as default or as a whole, its declarations, and verify',
  (version) => {
    const project = createProject(version, {
      ...sources,
      'package.json': packageJson('commonjs'),
      'tsconfig.json': configFor(version, 'commonjs', { composite: true, lib: ['es2022'] }),
    });
    try {
      expect(project.build()).toEqual({ code: 0, text: '' });
      expect(project.node(bin, 'verify')).toEqual({
        code: 0,
        text: expect.stringContaining('9 calls in 6 files'),
      });
      const typings = (name: string) => readFileSync(join(project.folder, 'out', name), 'utf8');
      expect(typings('a.d.ts')).toContain('declare const _default: string & Partial<Shape>;');
      // 7 declares a function where the older ones declare a constant.
      expect(typings('c.d.ts')).toMatch(/\(id: string, x\?: X\)(?: =>|:) Promise<string>;/);
      expect(typings('d.d.ts')).toMatch(/v: string;\s+k: \(id: string\) => string;\s+t: number;/);
      expect(typings('f.d.ts')).toContain('declare const _default: string;');
      rmSync(join(project.folder, 'node_modules'), { recursive: true });
      const v = 'dae738bd0f8c900e';
      expect(project.node('out/main.js').text).toBe(
        `${JSON.stringify([v, 'base', `${v}:x`, `${v}:id`, v, 1, `${v}:q`, { v, k: `${v}:x1`, base: 'base' }, `${v}{a:1}`])}\n`,
      );
    } finally {
      project.remove();
    }
  },
);
