import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Builder, startBuilder } from '../support/builder.js';
import { type Installed, installProject } from '../support/package.js';
import type { Files } from '../support/project.js';
import { presentTools } from '../support/tools.js';

const pause = () => new Promise((done) => setTimeout(done, 12));

/** A project of `-b`: its source is `src`, its output `out`. */
function project(name: string, references: readonly string[], sources: Files): Files {
  const config = {
    compilerOptions: {
      composite: true,
      target: 'es2020',
      module: 'commonjs',
      strict: true,
      rootDir: 'src',
      outDir: 'out',
      lib: ['es5'],
      types: [],
      plugins: [{ transform: 'keyshape/transform', transformProgram: true }],
    },
    include: ['src'],
    references: references.map((path) => ({ path: `../${path}` })),
  };
  const files = Object.entries<string>(sources).map(([path, text]) => [`${name}/src/${path}`, text]);
  return { [`${name}/tsconfig.json`]: JSON.stringify(config), ...Object.fromEntries(files) };
}

const one = project('one', [], { 'one.ts': 'export interface One { a: string }' });
const two = project('two', ['one'], {
  'two.ts': "import type { One } from '../../one/out/one';\nexport type Two = { one: One[] };",
  'alone.ts': 'export interface Alone { a: string }',
  'picked.ts': "import type { One } from '../../one/out/one';\nexport type Picked = { a: One['a'] };",
});

function three(references: readonly string[], type: string, file: string): Files {
  return project('three', references, {
    'call.ts': `import { versionOf } from 'keyshape';\nimport type { ${type} } from '../../two/out/${file}';\ntype Local = { of: ${type} };\nexport const v = versionOf<Local>();\n`,
  });
}

describe.each(presentTools('ts-patch-3', 'ts-patch-4'))('%s', (tools) => {
  let builder: Builder;
  let installed: Installed;
  beforeAll(() => {
    builder = startBuilder(tools);
  });
  afterAll(() => builder.stop());
  beforeEach(() => {
    installed = installProject(tools, { ...one, ...two });
  });
  afterEach(() => installed.remove());

  const at = (path: string) => join(installed.folder, path);
  const build = (...args: string[]) => builder.run('-b', at('three'), ...args);
  const version = () => /"([0-9a-f]{16})"/.exec(readFileSync(at('three/out/call.js'), 'utf8'))?.[1];

  test('-b: an edit two projects away reaches the call', async () => {
    installed.write(three(['two', 'one'], 'Two', 'two'));
    expect(await build()).toMatchObject({ code: 0, text: '' });
    const versions = [version()];
    expect((await build()).written).toEqual([]);
    for (const kind of ['number', 'boolean', 'string']) {
      await pause();
      installed.write({ 'one/src/one.ts': `export interface One { a: ${kind} }` });
      expect(await build()).toMatchObject({ code: 0, text: '' });
      versions.push(version());
    }
    expect(new Set(versions).size).toBe(3);
    expect(versions[3]).toBe(versions[0]);
  });

  test('-b --watch: an edit two projects away reaches the call', async () => {
    installed.write(three(['two', 'one'], 'Two', 'two'));
    await build('--watch');
    const versions = [version()];
    for (const kind of ['number', 'boolean', 'string']) {
      await pause();
      installed.write({ 'one/src/one.ts': `export interface One { a: ${kind} }` });
      expect((await builder.changed([at('one/src/one.ts')])).text).toContain('Found 0 errors');
      versions.push(version());
    }
    expect(new Set(versions).size).toBe(3);
    expect(versions[3]).toBe(versions[0]);
  });

  test.each([
    ['a type', 'Two', 'two'],
    ['a part of a type', 'Picked', 'picked'],
  ])(
    '-b: %s read through a project that is not listed is an error, until it is listed',
    async (_, type, file) => {
      installed.write(three(['two'], type, file));
      for (const _ of [1, 2]) {
        const { code, text } = await build();
        expect(code).not.toBe(0);
        expect(text).toMatch(
          /three\/src\/call\.ts\(4,28\): error TS\d+: KS2008: .*Add \{ "path": "\.\.\/one" \} to `references`/,
        );
      }
      await pause();
      installed.write(three(['two', 'one'], type, file));
      expect(await build()).toMatchObject({ code: 0, text: '' });
    },
  );

  test('-b: a project that is not listed is no matter to a type that does not reach it', async () => {
    installed.write(three(['two'], 'Alone', 'alone'));
    expect(await build()).toMatchObject({ code: 0, text: '' });
  });
});
