import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Installed } from '../support/package.js';
import type { Files } from '../support/project.js';
import { bin, install, sources, tspc } from './installed.js';
import { config } from './tree.js';
import { lostImportWarns } from './unresolved-imports.js';

let project: Installed;
afterEach(() => project.remove());

const built = (files: Files, ...args: string[]) => {
  project = install(files);
  expect(project.node(tspc, ...args)).toEqual({ code: 0, text: '' });
};
const verify = (...args: string[]) => project.node(bin, 'verify', ...args);
/** Runs what the report says to run. */
const cure = (text: string) => {
  const args = /^ {2}npx tspc (.*)$/m.exec(text)![1]!.split(' ');
  return project.node(tspc, ...args);
};

const passes = {
  code: 0,
  text: 'ok: 2 calls in 1 file of 1 project agree with the output\n',
};

test('help and version', () => {
  project = install({});
  expect(project.node(bin, '--help')).toEqual({
    code: 0,
    text: expect.stringMatching(/^Usage: [\s\S]*\n {2}verify {2}/),
  });
  expect(project.node(bin, 'verify', '--help')).toEqual({
    code: 0,
    text: expect.stringMatching(/--strict[\s\S]*Exit code/),
  });
  expect(project.node(bin, '--version')).toEqual({ code: 0, text: '0.1.0\n' });
  expect(project.node(bin)).toMatchObject({ code: 2 });
  expect(project.node(bin, 'guess')).toEqual({ code: 2, text: expect.stringContaining('`guess`') });
  expect(verify('--guess')).toEqual({ code: 2, text: expect.stringContaining('unknown option `--guess`') });
});

test('an incremental tree with typings that changed alone: found, and the cure cures', () => {
  built(
    {
      ...sources,
      'src/model.ts': "import type { Id } from 'ids';\nexport interface User { id: Id }\n",
      'node_modules/ids/index.d.ts': 'export type Id = number;\n',
      'tsconfig.json': config({ incremental: true }),
    },
    '-b',
  );
  expect(verify()).toEqual(passes);
  project.write({ 'node_modules/ids/index.d.ts': 'export type Id = string;\n' });
  expect(project.node(tspc, '-b')).toEqual({ code: 0, text: '' });
  const { code, text } = verify('--no-color');
  expect([code, text.replaceAll(/\b[0-9a-f]{16}\b/g, '<version>')]).toEqual([
    1,
    `src/main.ts:3:24  versionOf<User>
  stale: the output holds the version of another type
  expected  <version>
  found     <version>
  output    out/main.js:4:19

src/main.ts:4:20  keyFor<User>
  stale: the output holds the version of another type
  expected  <version>
  found     <version>
  output    out/main.js:5:15

2 problems, 2 calls in 1 file of 1 project compared

Build everything again with

  npx tspc -b --force
`,
  ]);
  expect(cure(text)).toEqual({ code: 0, text: '' });
  expect(verify()).toEqual(passes);
});

test('a source whose time went backwards, under another name than tsconfig.json', () => {
  const files = {
    ...sources,
    'configs/app.json': config({ rootDir: '../src', outDir: '../out' }, { include: ['../src'] }),
  };
  built(files, '-b', 'configs/app.json');
  project.write({ 'src/model.ts': 'export interface User { id: string }\n' });
  utimesSync(join(project.folder, 'src/model.ts'), new Date(0), new Date(0));
  expect(project.node(tspc, '-b', 'configs/app.json')).toEqual({ code: 0, text: '' });
  const { code, text } = verify('-p', 'configs/app.json');
  expect([code, text]).toEqual([1, expect.stringContaining('\n  npx tspc -b --force configs/app.json\n')]);
  expect(cure(text)).toEqual({ code: 0, text: '' });
  expect(verify('-p', 'configs/app.json')).toEqual(passes);
});

test('plain tsc', () => {
  project = install({ ...sources, 'tsconfig.json': config({ plugins: [] }) });
  project.node('node_modules/typescript/bin/tsc');
  const { code, text } = verify();
  expect(code).toBe(1);
  expect(text).toContain('not replaced: the call itself stands in the output');
  expect(text).toContain(
    'Add { "transform": "keyshape/transform", "transformProgram": true } to `plugins` in tsconfig.json.',
  );
});

test('JSON, for a tree that agrees, one that does not, and one that cannot be compared', () => {
  built({ ...sources, 'tsconfig.json': config() });
  const json = (...args: string[]) => JSON.parse(verify('--json', ...args).text) as unknown;
  expect(json()).toEqual({
    ok: true,
    typescript: expect.any(String),
    cure: 'npx tspc -b --force',
    projects: [{ config: 'tsconfig.json', calls: 2, files: 1, hasEntry: true }],
    findings: [],
    unresolvedImports: [],
  });
  project.write({ 'src/model.ts': 'export interface User { id: string }\n' });
  expect(json()).toMatchObject({
    ok: false,
    findings: [
      {
        kind: 'stale',
        file: 'src/main.ts',
        line: 3,
        column: 24,
        intrinsic: 'versionOf',
        type: 'User',
        expected: expect.stringMatching(/^[0-9a-f]{16}$/),
        found: expect.stringMatching(/^[0-9a-f]{16}$/),
        output: { file: 'out/main.js', line: 4, column: 19 },
      },
      { intrinsic: 'keyFor' },
    ],
  });
  const { code, text } = verify('--json', '-p', 'none.json');
  expect(code).toBe(2);
  expect(JSON.parse(text.slice(0, text.indexOf('}\n') + 1))).toEqual({
    ok: false,
    error: expect.stringContaining('none.json'),
  });
});

lostImportWarns((files) => built({ ...sources, ...files }), verify);
