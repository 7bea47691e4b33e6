import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Installed, installProject } from '../support/package.js';
import { presentTools } from '../support/tools.js';

const config = JSON.stringify({
  extends: 'keyshape/tsconfig.json',
  compilerOptions: { composite: true, strict: true, rootDir: 'src', outDir: 'out', lib: ['es5'], types: [] },
  include: ['src'],
});
const sources = {
  'tsconfig.json': config,
  'src/model.ts': 'export interface User { id: number }\n',
  'src/main.ts':
    "import { versionOf } from 'keyshape';\nimport type { User } from './model';\nexport const version = versionOf<User>();\n",
};

/** Changes the text of an installed file; it must be another one then. */
function edit(project: Installed, path: string, pattern: RegExp | string, replacement: string): void {
  const file = join(project.folder, 'node_modules/keyshape', path);
  const before = readFileSync(file, 'utf8');
  const after = before.replace(pattern, replacement);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

const scripts = {
  ttypescript: 'node_modules/ttypescript/bin/tsc',
  'ts-patch-3': 'node_modules/ts-patch/bin/tspc.js',
  'ts-patch-4': 'node_modules/ts-patch/bin/tspc.js',
} as const;
const tools = presentTools('ttypescript', 'ts-patch-3', 'ts-patch-4');

describe.each(tools)('"extends": "keyshape/tsconfig.json" with %s', (tools) => {
  const script = scripts[tools];
  let project: Installed;
  beforeEach(() => {
    project = installProject(tools, sources);
  });
  afterEach(() => project.remove());
  const output = () => readFileSync(join(project.folder, 'out/main.js'), 'utf8');
  const build = (...args: string[]) => project.node(script, ...args, '--pretty', 'false');

  test('holds the entry of the plugin', () => {
    const options = tools === 'ttypescript' ? ['--composite', 'false'] : [];
    expect(build('-p', '.', ...options)).toEqual({ code: 0, text: '' });
    expect(output()).toMatch(/version = "[0-9a-f]{16}"/);
  });

  // ttypescript cannot keep a builder fresh, and says so.
  if (tools === 'ttypescript') return;

  test('an upgraded keyshape makes -b build again, once', () => {
    const verbose = () => build('-b', '.', '--verbose').text;
    expect(verbose()).toMatch(/Building project/);
    expect(verbose()).toMatch(/is up to date/);
    const first = output();
    edit(project, 'dist/cjs/transformer.js', /packageVersion = '[\d.]+'/, "packageVersion = '99.0.0'");
    // What this release writes for the same type, so that the output tells which one wrote it.
    edit(project, 'dist/cjs/transformer.js', 'createStringLiteral(text)', 'createStringLiteral("upgraded")');
    // An installation writes every file of the package.
    const shipped = join(project.folder, 'node_modules/keyshape/transform/tsconfig.json');
    utimesSync(shipped, new Date(), new Date());
    expect(verbose()).toMatch(/is out of date/);
    expect(output()).not.toBe(first);
    expect(output()).toContain('upgraded');
    expect(verbose()).toMatch(/is up to date/);
  });
});
