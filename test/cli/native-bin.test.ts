import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildProject, createProject } from '../build/project.js';
import { nativeVersions } from '../native/projects.js';
import type { Files } from '../support/project.js';
import { bin, sources } from './installed.js';
import { config, entry } from './tree.js';
import { lostImportWarns } from './unresolved-imports.js';

const note = /note TypeScript 7 ignores `plugins`.* in tsconfig\.json.*`keyshape build`/;

describe.each(nativeVersions)('TypeScript %s', (version) => {
  let project: BuildProject;
  afterEach(() => project.remove());

  const create = (files: Files) => {
    project = createProject(version, { ...sources, 'tsconfig.json': config(), ...files });
  };
  const built = (files: Files = {}, ...args: string[]) => {
    create(files);
    expect(project.build(...args)).toEqual({ code: 0, text: '' });
  };
  const verify = (...args: string[]) => project.node(bin, 'verify', ...args);
  /** Runs what the report says to run. */
  const cure = (text: string) =>
    project.build(.../^ {2}npx keyshape build ?(.*)$/m.exec(text)![1]!.split(' ').filter(Boolean));
  const tsc = (...args: string[]) => project.node('node_modules/typescript/bin/tsc', ...args);
  const stale = { 'src/model.ts': 'export interface User { id: string }\n' };

  test('agrees; stale after an edit; the cure cures', () => {
    built();
    const fresh = verify();
    expect([fresh.code, fresh.text]).toEqual([
      0,
      expect.stringMatching(/\nok: 2 calls in 1 file of 1 project agree with the output\n$/),
    ]);
    expect(fresh.text).toMatch(note);
    project.write(stale);
    const { code, text } = verify('--no-color');
    expect([code, text.replaceAll(/\b[0-9a-f]{16}\b/g, '<version>').replace(note, '<note>')]).toEqual([
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

<note>, which reads it.

2 problems, 2 calls in 1 file of 1 project compared

Build everything again with

  npx keyshape build
`,
    ]);
    expect(cure(text)).toEqual({ code: 0, text: '' });
    expect(verify().code).toBe(0);
  });

  test('a configuration that extends itself is refused, where the compiler would never answer', () => {
    create({ 'tsconfig.json': '{ "extends": "./base" }', 'base.json': '{ "extends": "./tsconfig.json" }' });
    const circle = /^keyshape (build|verify): KS3008: .*goes round in a circle: .*base\.json -> .*\n$/;
    for (const command of ['build', 'verify']) {
      const { code, text } = project.node(bin, command);
      expect([code, text]).toEqual([command === 'build' ? 1 : 2, expect.stringMatching(circle)]);
    }
  });

  test('under another name, and with references', () => {
    const referring = (path: string, more: object) =>
      config(
        { composite: true, rootDir: '.', outDir: '../out', ...more },
        { include: ['*.ts'], references: path ? [{ path }] : [] },
      );
    built(
      {
        'core/tsconfig.json': referring('', { outDir: '../out/core' }),
        'core/model.ts': 'export interface User { id: number }\n',
        'app/tsconfig.json': referring('../core', { outDir: '../out/app' }),
        'app/main.ts':
          "import { versionOf } from 'keyshape';\nimport type { User } from '../core/model.js';\nexport const v = versionOf<User>();\n",
        'configs/app.json': config({ rootDir: '../src', outDir: '../elsewhere' }, { include: ['../src'] }),
      },
      '-b',
      'app',
    );
    expect(project.build('-p', 'configs/app.json')).toEqual({ code: 0, text: '' });
    project.write({ ...stale, 'core/model.ts': stale['src/model.ts'] });
    for (const [path, command] of [
      ['app', 'npx keyshape build -b app/tsconfig.json'],
      ['configs/app.json', 'npx keyshape build -p configs/app.json'],
    ] as const) {
      const { code, text } = verify('-p', path);
      expect([code, text]).toEqual([1, expect.stringContaining(`\n  ${command}\n`)]);
      expect(cure(text)).toEqual({ code: 0, text: '' });
      expect(verify('-p', path).code).toBe(0);
    }
  });

  test('stock tsc made the output', () => {
    create({});
    expect(tsc().code).toBe(0);
    const { code, text } = verify();
    expect(code).toBe(1);
    expect(text).toContain('not replaced: the call itself stands in the output');
    expect(text).toContain(
      'The output of tsconfig.json was made by tsc: TypeScript 7 ignores `plugins`. Build with `keyshape build`, as below.',
    );
    expect(text).not.toMatch(note);
    expect(cure(text)).toEqual({ code: 0, text: '' });
    expect(verify().code).toBe(0);
  });

  test('no entry in `plugins`: the defaults, as the build has them', () => {
    built({ 'tsconfig.json': config({ plugins: [] }) });
    const { code, text } = verify();
    expect(code).toBe(0);
    expect(text).toMatch(
      /tsconfig\.json: `plugins` has no entry of keyshape; its default options are assumed/,
    );
    expect(text).not.toMatch(note);
  });

  test('the tree is left as it is, wherever its output goes', () => {
    create({});
    const out = join(project.folder, 'elsewhere');
    project.write({
      'tsconfig.json': config({
        outDir: out,
        declarationDir: join(project.folder, 'types'),
        declaration: true,
      }),
    });
    expect(project.build()).toEqual({ code: 0, text: '' });
    const state = () =>
      readdirSync(project.folder, { withFileTypes: true, recursive: true })
        .filter((one) => one.isFile() && !one.parentPath.includes('node_modules'))
        .map((one) => join(one.parentPath, one.name))
        .map((path) => [path, readFileSync(path, 'utf8'), statSync(path).mtimeMs]);
    const before = state();
    expect(before.map(([path]) => path)).toEqual(
      expect.arrayContaining([join(out, 'main.js'), join(project.folder, 'types/main.d.ts')]),
    );
    expect(verify().code).toBe(0);
    project.write(stale);
    expect(verify().code).toBe(1);
    project.write({ 'src/model.ts': sources['src/model.ts'] });
    const model = join(project.folder, 'src/model.ts');
    expect(state().filter(([path]) => path !== model)).toEqual(before.filter(([path]) => path !== model));
  });

  test('JSON', () => {
    built();
    project.write(stale);
    expect(JSON.parse(verify('--json').text)).toMatchObject({
      ok: false,
      typescript: expect.stringMatching(/^7\./),
      cure: 'npx keyshape build',
      projects: [{ config: 'tsconfig.json', calls: 2, files: 1, hasEntry: true, entryIgnored: true }],
      findings: [
        { kind: 'stale', file: 'src/main.ts', line: 3, column: 24, output: { file: 'out/main.js', line: 4 } },
        { intrinsic: 'keyFor' },
      ],
      unresolvedImports: [],
    });
  });

  lostImportWarns((files) => built(files), verify);

  test('what cannot be compared exits with 2', () => {
    create({
      'tsconfig.json': config({ noEmit: true }),
      'options.json': config({ plugins: [{ ...entry, length: 7 }] }),
      'broken.json': '{ "compilerOptions": { "target": "es3000" }, "include": ["src"] }',
      'circle.json': config({}, { references: [{ path: './circle.json' }] }),
      'lost.json': config({}, { references: [{ path: './none' }] }),
    });
    const fails = (pattern: RegExp, ...args: string[]) =>
      expect(verify(...args)).toEqual({ code: 2, text: expect.stringMatching(pattern) });
    fails(/no JavaScript output[\s\S]*noEmit[\s\S]*-p <tsconfig>/);
    fails(/options\.json: KS3002: [\s\S]*`length`/, '-p', 'options.json');
    fails(/broken\.json cannot be used: [\s\S]*target/, '-p', 'broken.json');
    fails(/circular[\s\S]*circle\.json/, '-p', 'circle.json');
    fails(/there is no .*none\/tsconfig\.json, which `references` of .*lost\.json names/, '-p', 'lost.json');
    rmSync(join(project.folder, 'node_modules/typescript'), { recursive: true });
    fails(/no `typescript` can be resolved[\s\S]*npm install/);
  });
});
