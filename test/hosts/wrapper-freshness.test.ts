import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildProject, configFor, createProject, packageJson } from '../build/project.js';
import { type Builder, type Report, startBuilder } from '../support/builder.js';
import { cleanVersions, type Versions, versionsIn } from '../support/clean-build.js';
import { tsconfig } from '../support/host-project.js';
import { type Installed, installProject } from '../support/package.js';
import type { Files } from '../support/project.js';
import { eventually } from '../support/until.js';
import { callers, mended, mistake, type State, sources, start, states } from '../support/wrapper-project.js';

// A caller of a wrapper names keyshape nowhere, and neither does what it imports: no host may take it for untouched.

/**
 * `tsc -b` compares the times of sources with the clock that it read when it wrote: one that is edited in the same tick of the file
 * system's clock as the build ended is older for it, with or without us. Nobody's hand is as quick, and a test is.
 */
const pause = () => new Promise((done) => setTimeout(done, 12));
const error = /main\.ts\(3,39\).* KS1001: |KS1001: .*\s+src\/main\.ts:3:38:/;

let builder: Builder;
let project: Installed | undefined;
beforeAll(() => {
  builder = startBuilder('ts-patch-3');
});
afterAll(() => builder.stop());
afterEach(() => project?.remove());

function install(tools: Parameters<typeof installProject>[0], files: Files): Installed {
  project = installProject(tools, { ...sources, ...files });
  return project;
}

/** The versions of each caller, as a build from nothing by tspc gives them. */
const built = new Map<string, readonly (readonly string[])[]>();
beforeAll(async () => {
  const { folder, write, remove } = installProject('ts-patch-3', { ...sources, 'tsconfig.json': tsconfig() });
  for (const { name, files, versions } of [start, ...states]) {
    write(files);
    const found = byCaller(await cleanVersions(builder, folder));
    expect([name, ...found.map(({ length }) => length)]).toEqual([name, ...versions]);
    built.set(name, found);
  }
  remove();
  const all = [...built.values()].map((found) => JSON.stringify(found));
  expect(all.slice(1).filter((one, index) => one === all[index])).toEqual([]);
});

function byCaller(versions: Versions): readonly (readonly string[])[] {
  return callers.map((name) => {
    const path = Object.keys(versions).find((file) => file.endsWith(`${name}.js`));
    return path === undefined ? [] : versions[path]!;
  });
}

const expectFresh = (folder: string, { name }: State) =>
  expect([name, byCaller(versionsIn(folder))]).toEqual([name, built.get(name)]);

/** Follows the edits where each build is one that was started for it. */
function follow(
  { folder, write }: Installed,
  build: () => { readonly code: number | null; readonly text: string },
  outputs = folder,
  edits = states,
): void {
  for (const state of [start, ...edits]) {
    write(state.files);
    const { code, text } = build();
    expect([state.name, code, text]).toEqual([state.name, 0, expect.not.stringContaining('error')]);
    expectFresh(outputs, state);
  }
  write(mistake);
  for (const _ of [1, 2]) {
    const { code, text } = build();
    expect([code === 0, text]).toEqual([false, expect.stringMatching(error)]);
  }
  write(mended);
  expect(build().code).toBe(0);
}

/** Follows them where one process watches. */
async function watch(
  { write }: Installed,
  outputs: string,
  settled: (state: string, hasError: boolean) => void,
): Promise<void> {
  for (const state of [start, ...states]) {
    await pause();
    write(state.files);
    await eventually(() => {
      settled(state.name, false);
      expectFresh(outputs, state);
    });
  }
  await pause();
  write(mistake);
  await eventually(() => settled('mistake', true));
  await pause();
  write(mended);
  await eventually(() => settled('mended', false));
}

describe('tspc', () => {
  test.each([
    ['--incremental', { incremental: true, declaration: true }, ['-p', '.']],
    ['-b', { composite: true }, ['-b', '.']],
  ] as const)('%s', async (_, options, args) => {
    const { folder, write } = install('ts-patch-3', { 'tsconfig.json': tsconfig(options) });
    const build = () => builder.run(...args.map((arg) => (arg === '.' ? folder : arg)));
    for (const state of [start, ...states]) {
      await pause();
      write(state.files);
      const { code, text } = await build();
      expect([state.name, code, text]).toEqual([state.name, 0, '']);
      expectFresh(folder, state);
    }
    expect((await build()).written).toEqual([]);
    await pause();
    write(mistake);
    for (const _ of [1, 2]) expect((await build()).text).toMatch(error);
    await pause();
    write(mended);
    expect((await build()).text).toBe('');
  });

  test.each([
    ['--watch', { incremental: true, declaration: true }, ['-p', '.', '--watch']],
    ['-b --watch', { composite: true }, ['-b', '.', '--watch']],
  ] as const)('%s', async (_, options, args) => {
    const { folder, write } = install('ts-patch-3', { 'tsconfig.json': tsconfig(options) });
    const apply = async (files: Files): Promise<Report> => {
      await pause();
      write(files);
      return builder.changed(Object.keys(files).map((path) => join(folder, path)));
    };
    expect((await builder.run(...args.map((arg) => (arg === '.' ? folder : arg)))).text).toContain('Found 0');
    expectFresh(folder, start);
    for (const state of states) {
      expect([state.name, (await apply(state.files)).text]).toEqual([
        state.name,
        expect.stringContaining('Found 0 errors'),
      ]);
      expectFresh(folder, state);
    }
    expect((await apply(mistake)).text).toMatch(error);
    expect((await apply(mended)).text).toContain('Found 0 errors');
  });
});

describe.each(['5.9', '7.1'] as const)('keyshape build of %s', (version) => {
  const create = (options: object): BuildProject => {
    const created = createProject(version, {
      ...sources,
      'package.json': packageJson('esnext'),
      'tsconfig.json': configFor(version, 'esnext', { inlineSources: false, ...options }),
    });
    project = created;
    return created;
  };

  test.each([
    ['plain', {}, []],
    ['--incremental', { incremental: true }, []],
    ['-b', { composite: true }, ['-b']],
  ] as const)('%s', (_, options, args) => {
    const made = create(options);
    follow(made, () => made.build(...args));
  });

  test.each([
    ['--watch', {}, []],
    ['-b --watch', { composite: true }, ['-b']],
  ] as const)('%s', async (_, options, args) => {
    const made = create(options);
    const watching = made.watch(...args, '--preserveWatchOutput');
    try {
      await watch(made, made.folder, (name, hasError) => {
        const last = watching.output.trimEnd().split('\n').at(-1);
        expect([name, last]).toEqual([
          name,
          expect.stringMatching(hasError ? /Found [1-9]\d* errors?\. / : /Found 0 errors\. /),
        ]);
      });
      expect(watching.output).toMatch(error);
    } finally {
      await watching.stop();
    }
  });
});

test('the cache of ts-jest', () => {
  const observer = `
const { writeFileSync } = require('fs');
test('versions', () => {
  const seen = ${JSON.stringify(callers)}.map((name) => JSON.stringify(Object.values(require('./' + name))));
  writeFileSync(__dirname + '/../seen.json', JSON.stringify(seen));
});`;
  const { folder, write, node } = install('ts-jest', {
    'tsconfig.json': tsconfig(),
    'src/observer.test.js': observer,
    'jest.config.json': JSON.stringify({
      rootDir: '.',
      testEnvironment: 'node',
      testMatch: ['**/*.test.*'],
      cacheDirectory: 'cache',
      watchman: false,
      moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
      transform: { '^.+\\.ts$': ['keyshape/ts-jest', { diagnostics: false }] },
    }),
  });
  const run = () => node('node_modules/jest/bin/jest.js', '--ci');
  for (const state of [start, ...states]) {
    write(state.files);
    const { code, text } = run();
    expect([state.name, code, text]).toEqual([state.name, 0, expect.stringContaining('1 passed')]);
    const seen = JSON.parse(readFileSync(join(folder, 'seen.json'), 'utf8')) as readonly string[];
    const versions = seen.map((one) => one.match(/"[0-9a-f]{16}"/g) ?? []);
    expect([state.name, versions]).toEqual([state.name, built.get(state.name)]);
  }
  write(mistake);
  for (const _ of [1, 2]) expect(run().text).toMatch(error);
});

const entries = `{ ${callers.map((name) => `${name}: './src/${name}.ts'`).join(', ')} }`;

test("ts-loader and webpack's filesystem cache", () => {
  const made = install('webpack', {
    'tsconfig.json': tsconfig({ module: 'esnext' }),
    'build.cjs': `
const webpack = require('webpack');
const path = require('path');
const { tsLoader } = require('keyshape/ts-loader');
const compiler = webpack({
  mode: 'none',
  context: __dirname,
  entry: ${entries},
  output: { path: path.join(__dirname, 'bundle') },
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  module: { rules: [{ test: /\\.ts$/, use: tsLoader() }] },
  cache: { type: 'filesystem', cacheDirectory: path.join(__dirname, 'cache') },
});
compiler.run((error, stats) => {
  const problems = error ? [error] : stats.compilation.errors;
  for (const { message } of problems) console.log(message);
  process.exitCode = problems.length;
  compiler.close(() => {});
});
`,
  });
  // What webpack kept of a program that asked for no version at all, it keeps: there the guard tells.
  const asking = states.slice(0, -2);
  follow(made, () => made.node('build.cjs'), join(made.folder, 'bundle'), asking);
});

test('keyshape/rollup', () => {
  const made = install('rollup', {
    'tsconfig.json': tsconfig({ module: 'esnext', outDir: 'bundle', incremental: true }),
    'build.cjs': `
const { rollup } = require('rollup');
const typescript = require('@rollup/plugin-typescript');
const { keyshape } = require('keyshape/rollup');
rollup({ input: ${entries}, plugins: [keyshape(typescript)] })
  .then((bundle) => bundle.write({ dir: 'bundle', format: 'es' }).then(() => bundle.close()))
  .then(() => process.exit(0), (error) => { console.log(error.message); process.exit(1); });
`,
  });
  follow(made, () => made.node('build.cjs'), join(made.folder, 'bundle'));
});

test('esbuild, watching', async () => {
  const made = install('esbuild', {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': tsconfig({ module: 'esnext', moduleResolution: 'bundler' }),
    'build.mjs': `
import * as esbuild from 'esbuild';
import { keyshape } from 'keyshape/esbuild';
const ended = { name: 'ended', setup: (build) => build.onEnd(({ errors }) => console.log('ended', errors.length)) };
const context = await esbuild.context({
  entryPoints: ${entries},
  bundle: true, format: 'esm', outdir: 'bundle', minify: false, plugins: [keyshape(), ended],
});
await context.watch();
`,
  });
  const running = made.start('build.mjs');
  try {
    await watch(made, join(made.folder, 'bundle'), (name, hasError) => {
      const last = running
        .text()
        .match(/ended \d+/g)
        ?.at(-1);
      expect([name, running.text(), last]).toEqual([
        name,
        expect.anything(),
        expect.stringMatching(hasError ? /ended [1-9]/ : /ended 0/),
      ]);
    });
    expect(running.text()).toMatch(error);
  } finally {
    running.stop();
  }
});
