import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { versionsIn } from '../support/clean-build.js';
import { type Installed, installProject } from '../support/package.js';
import { presentTools } from '../support/tools.js';

// A build in which nothing changed reads no type. What it takes for unchanged must be so.
const config = (more: object = {}) =>
  JSON.stringify({
    compilerOptions: {
      target: 'es2020',
      module: 'nodenext',
      strict: true,
      incremental: true,
      rootDir: 'src',
      outDir: 'out',
      lib: ['es5'],
      types: [],
      plugins: [{ transform: 'keyshape/transform', transformProgram: true }],
      ...more,
    },
    include: ['src'],
  });
const imports = (file: string) => JSON.stringify({ imports: { '#model': `./src/${file}.ts` } });
const sources = {
  'tsconfig.json': config(),
  'package.json': imports('one'),
  'src/one.ts': 'export interface Model { one: number }\n',
  'src/two.ts': 'export interface Model { two: number }\n',
  'src/both.ts': "import './one.js';\nimport './two.js';\n",
  'src/main.ts':
    "import { versionOf } from 'keyshape';\nimport type { Model } from '#model';\nexport const version = versionOf<Model>();\n",
};
const tspc = 'node_modules/ts-patch/bin/tspc.js';

describe.each(presentTools('ts-patch-3', 'ts-patch-4'))('%s', (tools) => {
  let project: Installed;
  beforeEach(() => {
    project = installProject(tools, sources);
  });
  afterEach(() => project.remove());

  const build = (at = project) => at.node(tspc, '-p', '.', '--pretty', 'false');
  const versions = () => versionsIn(project.folder);
  const records = () => {
    const folder = join(project.folder, 'node_modules/.cache/keyshape');
    return readdirSync(folder).map((name) => join(folder, name));
  };

  /** Builds, and compares with a build from nothing of the same sources. */
  function expectFresh(changed: object = {}): void {
    const clean = installProject(tools, { ...sources, ...changed });
    try {
      expect(build(clean)).toEqual({ code: 0, text: '' });
      expect(build()).toEqual({ code: 0, text: '' });
      expect(versions()).toEqual(versionsIn(clean.folder));
    } finally {
      clean.remove();
    }
  }

  /** Makes keyshape fail where it reads a type. */
  function breakReader(): void {
    const path = join(project.folder, 'node_modules/keyshape/dist/cjs/transformer.js');
    const text = readFileSync(path, 'utf8');
    const broken = text.replace(/function readRoots\(.*\) \{/, "$& throw new Error('a type is read');");
    expect(broken).not.toBe(text);
    writeFileSync(path, broken);
  }

  test('where nothing changed, no type is read', () => {
    expectFresh();
    breakReader();
    expect(build()).toEqual({ code: 0, text: '' });
    project.write({ 'src/two.ts': `// edited\n${sources['src/two.ts']}` });
    expect(build().text).toContain('a type is read');
  });

  test('an import that leads elsewhere, with no source edited', () => {
    expectFresh();
    const before = versions();
    const elsewhere = { 'package.json': imports('two') };
    project.write(elsewhere);
    expectFresh(elsewhere);
    expect(versions()).not.toEqual(before);
  });

  test('an option of the compiler, or one of ours', () => {
    expectFresh();
    for (const options of [
      { strict: false },
      { plugins: [{ transform: 'keyshape/transform', transformProgram: true, length: 20 }] },
    ]) {
      const changed = { 'tsconfig.json': config(options) };
      project.write(changed);
      expectFresh(changed);
    }
  });

  test('outputs and build info that are gone, or older than the record', () => {
    expectFresh();
    const info = join(project.folder, 'tsconfig.tsbuildinfo');
    const old = readFileSync(info);
    for (const gone of [info, join(project.folder, 'out')]) rmSync(gone, { recursive: true });
    expectFresh();
    const edited = { 'src/one.ts': 'export interface Model { one: string }\n' };
    project.write(edited);
    expectFresh(edited);
    writeFileSync(info, old);
    expectFresh(edited);
  });

  test('another build of keyshape, and a record that cannot be read', () => {
    expectFresh();
    breakReader();
    const path = join(project.folder, 'node_modules/keyshape/dist/cjs/transformer.js');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/buildId = '\w+'/, "buildId = 'another'"));
    expect(build().text).toContain('a type is read');
    writeFileSync(path, text);
    for (const record of records()) writeFileSync(record, '{');
    expect(build().text).toContain('a type is read');
  });

  test('a record of another form, or what is no file at all, is none', () => {
    expectFresh();
    const [record = ''] = records();
    const { key } = JSON.parse(readFileSync(record, 'utf8'));
    const forms: unknown[] = [
      { key },
      { key, digests: 5 },
      { key, digests: [null] },
      { key, digests: [['a']] },
      [null],
      null,
    ];
    breakReader();
    for (const text of [...forms.map((form) => JSON.stringify(form)), '', '\0']) {
      writeFileSync(record, text);
      expect([text, build().text]).toEqual([text, expect.stringContaining('a type is read')]);
    }
    rmSync(record);
    mkdirSync(record);
    expect(build().text).toContain('a type is read');
    rmSync(record, { recursive: true });
    if (process.platform === 'win32') return;
    // Whoever reads a pipe waits for a writer.
    execFileSync('mkfifo', [record]);
    expect(build().text).toContain('a type is read');
  });

  test('an error comes back on the next build', () => {
    project.write({ 'src/one.ts': 'export interface Model { one: any }\n' });
    for (const _ of [1, 2]) expect(build().text).toMatch(/main\.ts\(3,34\): error TS\d+: KS1001/);
    project.write(sources);
    expectFresh();
  });
});
