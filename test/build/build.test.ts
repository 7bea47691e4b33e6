import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tspc } from '../cli/installed.js';
import { presentCompilers } from '../support/tools.js';
import { forms } from './forms.js';
import {
  configFor,
  createProject,
  type Module,
  modules,
  packageJson,
  type Version,
  versions,
} from './project.js';

function project(version: Version, module: Module, options: object = {}) {
  return createProject(version, {
    ...forms,
    'package.json': packageJson(module),
    'tsconfig.json': configFor(version, module, options),
  });
}

function outputs(folder: string, extension: string): Record<string, string> {
  const out = join(folder, 'out');
  const names = readdirSync(out).filter((name) => name.endsWith(extension));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

/** What the output says with keyshape gone. */
function run(built: ReturnType<typeof project>): string {
  rmSync(join(built.folder, 'node_modules'), { recursive: true });
  const { code, text } = built.node('out/main.js');
  expect([code, text]).toEqual([0, expect.stringMatching(/^\[.*\]\n$/)]);
  return text;
}

// The host that was there before: every version must be the one that it inlines.
let expected: string;
beforeAll(() => {
  const built = project('5.9', 'esnext');
  try {
    expect(built.node(tspc)).toEqual({ code: 0, text: '' });
    expected = run(built);
  } finally {
    built.remove();
  }
});

const cells = [...versions, ...presentCompilers('4.9')].flatMap((version) =>
  modules
    .filter((module) => version !== '4.9' || module === 'commonjs')
    .map((module) => [version, module] as const),
);

test.each(cells)('TypeScript %s, %s: every form of import and call', (version, module) => {
  const built = project(version, module);
  try {
    expect(built.build()).toEqual({ code: 0, text: '' });
    const scripts = outputs(built.folder, '.js');
    for (const [name, text] of Object.entries(scripts))
      expect([name, text]).toEqual([name, expect.not.stringContaining('keyshape')]);
    const typings = outputs(built.folder, '.d.ts');
    expect(typings['named.d.ts']).toContain('const a: string;');
    expect(typings['keys.d.ts']).toContain("export { versionOf, keyFor as kf } from 'keyshape';");
    expect(run(built)).toBe(expected);
  } finally {
    built.remove();
  }
});

test.each(versions)('TypeScript %s: import = require, without strictNullChecks', (version) => {
  const built = createProject(version, {
    'src/old.cts': `import ks = require('keyshape');
import v = ks.versionOf;
enum E { A = 'a', B = 'b' }
const enum C { X = 1 }
export const one = v<{ e: E; c: C }>(), two = ks.keyFor<{ e: E }>('k');
export namespace N { export const inner = ks.versionOf<{ n?: string | null }>(); }
console.log(one, two, N.inner);
`,
    'package.json': packageJson('nodenext'),
    'tsconfig.json': configFor(version, 'nodenext', { strict: false }),
  });
  try {
    expect(built.build()).toEqual({ code: 0, text: '' });
    rmSync(join(built.folder, 'node_modules'), { recursive: true });
    expect(built.node('out/old.cjs')).toEqual({
      code: 0,
      text: 'ad9008b1ae6d69df 8bf213c21afab0c7:k c2481aa644fcb640\n',
    });
  } finally {
    built.remove();
  }
});

test('7.0 and 7.1 write the same, to the byte', () => {
  const [first, second] = (['7.0', '7.1'] as const).map((version) => {
    const built = project(version, 'commonjs', {
      verbatimModuleSyntax: false,
      declarationMap: true,
    });
    try {
      expect(built.build()).toEqual({ code: 0, text: '' });
      return Object.entries(outputs(built.folder, '')).map(([name, text]) => [
        name,
        // 7.1 has an empty `sourceRoot`.
        name.endsWith('.map') ? { ...(JSON.parse(text) as object), sourceRoot: '' } : text,
      ]);
    } finally {
      built.remove();
    }
  });
  expect(first).toEqual(second);
  expect(first!.length).toBeGreaterThan(20);
});

test.each(versions)(
  'TypeScript %s: verbatimModuleSyntax, and options from the entry and the command line',
  (version) => {
    const built = project(version, 'esnext', { verbatimModuleSyntax: true, plugin: { length: 32 } });
    try {
      expect(
        built.build('--outDir', 'elsewhere', '--declaration', 'false', '--inlineSources', 'false'),
      ).toEqual({
        code: 0,
        text: '',
      });
      const names = readdirSync(join(built.folder, 'elsewhere')).sort();
      expect(names.filter((name) => !/\.js(\.map)?$/.test(name))).toEqual([]);
      const text = readFileSync(join(built.folder, 'elsewhere/named.js'), 'utf8');
      expect(text).toMatch(/const a = "[0-9a-f]{32}";/);
      for (const name of names.filter((one) => one.endsWith('.js')))
        expect(readFileSync(join(built.folder, 'elsewhere', name), 'utf8')).not.toContain('keyshape');
    } finally {
      built.remove();
    }
  },
);
