import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configFor, createProject, packageJson } from './project.js';

const good = "import { versionOf } from 'keyshape';\nexport const good = versionOf<{ a: 1 }>();\n";

test.each(['7.0', '7.1'] as const)(
  'TypeScript %s: reads and writes the files that tsc does: outputs are no sources, no source is written over',
  (version) => {
    const own = '// by hand\nexport   const own = 1\n';
    const built = createProject(version, {
      'src/own.js': own,
      'src/good.ts': good,
      'src/wrong.ts': 'export const make = () => class { private x = 1; };\n',
      'package.json': packageJson('esnext'),
      'tsconfig.json': configFor(version, 'esnext', { allowJs: true, outDir: undefined }),
    });
    const read = (name: string) => {
      const path = join(built.folder, name);
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    };
    try {
      const inside = built.build('--outDir', 'src/out');
      expect([inside.code, read('src/out/wrong.d.ts')]).toEqual([1, undefined]);
      expect(inside.text).toMatch(/^src\/wrong\.ts\(1,14\): error TS4094: [^\n]*\n$/);
      expect(read('src/out/good.d.ts')).toContain('good: string');
      expect(read('src/out/good.js')).toMatch(/good = "[0-9a-f]{16}"/);
      built.write({ 'src/wrong.ts': 'export {};\n' });
      expect(built.build('--outDir', 'src/out')).toEqual({ code: 0, text: '' });
      expect(existsSync(join(built.folder, 'src/out/out'))).toBe(false);
      const excluded = built.build('--outDir', 'src');
      expect([excluded.code, excluded.text]).toEqual([2, expect.stringMatching(/^error TS18003: /)]);
      const over = built.build('--declaration', 'false');
      expect([over.code, read('src/own.js'), read('src/own.js.map')]).toEqual([1, own, undefined]);
      expect(over.text).toMatch(/^error TS5055: .*src\/own\.js/m);
      built.write({ 'tsconfig.json': '{ "files": ["src/wrong.ts"], "references": [{ "path": "./gone" }] }' });
      expect(built.build('--noEmit').text).toMatch(/^error TS6053: File '.*gone.*' not found\.\n$/);
    } finally {
      built.remove();
    }
  },
  30_000,
);
