import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { install } from '../cli/installed.js';
import { configFor, createProject, packageJson, type Version, versions } from './project.js';

const broken = {
  'src/good.ts': "import { versionOf } from 'keyshape';\nexport const good = versionOf<{ a: 1 }>();\n",
  'src/wrong.ts':
    "import { versionOf } from 'keyshape';\n\nexport const wrong = versionOf<any>();\nexport const n: number = 'x';\n",
};

function project(version: Version, options: object = {}) {
  return createProject(version, {
    ...broken,
    'package.json': packageJson('esnext'),
    'tsconfig.json': configFor(version, 'esnext', options),
  });
}

const ours = /^src\/wrong\.ts\(3,32\): error (TS\d+: )?KS1\d{3}: /m;
const theirs = "src/wrong.ts(4,14): error TS2322: Type 'string' is not assignable to type 'number'.\n";

describe.each(versions)('TypeScript %s', (version) => {
  let built: ReturnType<typeof project>;
  const emitted = () => existsSync(join(built.folder, 'out/good.js'));
  afterEach(() => built.remove());

  test('errors of both in one stream, in the order of the source; the output is written', () => {
    built = project(version);
    const { code, text } = built.build();
    expect([code, emitted()]).toEqual([2, true]);
    expect(text).toMatch(ours);
    expect(text.endsWith(theirs)).toBe(true);
    expect(text.split('error ').length - 1).toBe(2);
    expect(readFileSync(join(built.folder, 'out/good.js'), 'utf8')).toMatch(/good = "[0-9a-f]{16}"/);
  }, 30_000);

  test('a transformer of someone else is not run, and the build says so', () => {
    const other = { transform: 'someone/else' };
    const plugins = [{ transform: 'keyshape/transform' }, other];
    built = project(version, { plugins });
    built.write({ 'src/wrong.ts': 'export {};\n' });
    const { code, text } = built.build();
    expect([code, emitted()]).toEqual([0, true]);
    expect(text).toContain(
      `keyshape build runs no other transformer: this entry of "plugins" has no effect: ${JSON.stringify(other)}`,
    );
    expect(text.split('has no effect').length - 1).toBe(1);
  });

  test('an error of ours alone stops the output under noEmitOnError', () => {
    built = project(version, { noEmitOnError: true });
    built.write({ 'src/wrong.ts': broken['src/wrong.ts'].replace(': number', '') });
    const { code, text } = built.build();
    expect([code, emitted()]).toEqual([1, false]);
    expect(text).toMatch(ours);
    expect(text).not.toContain('TS2322');
  }, 30_000);

  test('checks only, under noEmit, and ends as tsc does', () => {
    built = project(version);
    const stock = built.node('node_modules/typescript/bin/tsc', '--noEmit');
    const { code, text } = built.build('--noEmit');
    expect([code, emitted()]).toEqual([stock.code, false]);
    expect(text).toMatch(ours);
    built.write({ 'src/wrong.ts': 'export {};\n' });
    expect(built.build('--noEmit')).toEqual({ code: 0, text: '' });
  }, 30_000);

  test('pretty, as tsc prints it', () => {
    built = project(version);
    // tsc does not know of ours.
    built.write({ 'src/wrong.ts': broken['src/wrong.ts'].replace('<any>', '<{ a: 2 }>') });
    const stock = built.node('node_modules/typescript/bin/tsc', '--pretty', '--noEmit');
    expect(built.build('--pretty', '--noEmit')).toEqual(stock);
  }, 30_000);

  test('a misspelt option of ours, and one of the command line', () => {
    built = project(version, { plugin: { lenght: 8 } });
    const { code, text } = built.build();
    expect(code).toBe(2);
    expect(text).toMatch(/error (TS\d+: )?KS3001: unknown option `lenght`.*`length`.*`any`.*`serializer`/);
    const unknown = built.build('--outdri', 'x');
    expect(unknown.code).toBe(1);
    expect(unknown.text).toMatch(/unknown (compiler )?option .*--?outdri/i);
  }, 30_000);

  test('a tag that can have no effect', () => {
    built = project(version);
    built.write({ 'src/wrong.ts': '/** @keyshapeIgnore */\nexport type A = string;\n' });
    const { code, text } = built.build();
    expect([code, text]).toEqual([
      2,
      expect.stringMatching(/^src\/wrong\.ts\(1,5\): error (TS\d+: )?KS1104: /),
    ]);
  }, 30_000);
});

test('a missing compiler, and one that is not known', () => {
  const built = install({ 'tsconfig.json': '{}', 'src/a.ts': 'export {};\n' });
  try {
    const modules = join(built.folder, 'node_modules');
    rmSync(join(modules, 'typescript'));
    const build = () => built.node('node_modules/keyshape/dist/esm/cli/main.js', 'build');
    expect(build()).toEqual({
      code: 1,
      text: expect.stringMatching(
        /no `typescript` can be resolved .*npm install .*4\.9 to 6\.0, 7\.0\.2 and 7\.1\.0-beta/,
      ),
    });
    built.write({
      'node_modules/other/package.json': '{ "name": "typescript", "version": "9.0.0", "main": "./index.js" }',
      'node_modules/other/index.js': 'exports.version = "9.0.0";\n',
    });
    symlinkSync(join(modules, 'other'), join(modules, 'typescript'));
    expect(build()).toEqual({
      code: 1,
      text: expect.stringMatching(
        /TypeScript 9\.0\.0 does not have the API .*4\.9 to 6\.0, 7\.0\.2 and 7\.1\.0-beta/,
      ),
    });
  } finally {
    built.remove();
  }
});
