import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Builder, startBuilder } from '../support/builder.js';
import { cleanVersions, versionsIn } from '../support/clean-build.js';
import { edits, mistake, sources, typings } from '../support/freshness-project.js';
import { grouped, tsconfig } from '../support/host-project.js';
import { type Installed, installProject } from '../support/package.js';
import type { Files } from '../support/project.js';
import { eventually } from '../support/until.js';

/** Runs webpack over the project, once or watching; prints a line of JSON for each build. */
const script = (use: string, more = '') => `
const webpack = require('webpack');
const path = require('path');
const { tsLoader } = require('keyshape/ts-loader');
const { keyshapeTransformer } = require('keyshape/transform');
const compiler = webpack({
  mode: 'none',
  context: __dirname,
  entry: { calls: './src/calls.ts', barrelled: './src/barrelled.ts' },
  output: { path: path.join(__dirname, 'bundle') },
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  module: { rules: [{ test: /\\.ts$/, use: ${use} }] },
  ${more}
});
const report = (error, stats) => {
  const problems = error ? [error] : stats.compilation.errors;
  const { modules = [], builtModules } = stats?.compilation ?? {};
  const built = [...modules].filter((one) => builtModules.has(one)).map((one) => path.basename(one.resource)).sort();
  console.log(JSON.stringify({ errors: problems.map((one) => one.message), built }));
};
if (process.argv[2] === 'watch') compiler.watch({ aggregateTimeout: 50 }, report);
else compiler.run((error, stats) => { report(error, stats); compiler.close(() => {}); });
`;
const persistent = "cache: { type: 'filesystem', cacheDirectory: path.join(__dirname, 'cache') },";

let builder: Builder;
let project: Installed;
beforeAll(() => {
  builder = startBuilder('ts-patch-3');
});
afterAll(() => builder.stop());
beforeEach(() => {
  project = installProject('webpack', {
    ...sources,
    'tsconfig.json': tsconfig({ module: 'esnext' }),
    'build.cjs': script('tsLoader()', persistent),
  });
});
afterEach(() => project.remove());

interface Build {
  readonly errors: readonly string[];
  readonly built: readonly string[];
}

function builds(text: string): readonly Build[] {
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith('{"errors"') ? [JSON.parse(line) as Build] : []));
}

function build(): Build {
  const { text } = project.node('build.cjs');
  const [only] = builds(text);
  if (!only) throw new Error(text);
  return only;
}

type ExpectErrors = (pattern: RegExp) => Promise<void>;

/** Watches, from a first build without errors on. */
async function watching(snippet: string, work: (expectErrors: ExpectErrors) => Promise<void>): Promise<void> {
  project.write({ 'build.cjs': script('tsLoader()', snippet) });
  const webpack = project.start('build.cjs', 'watch');
  const expectErrors: ExpectErrors = (pattern) =>
    eventually(() => expect(builds(webpack.text()).at(-1)?.errors.join()).toMatch(pattern));
  try {
    await expectErrors(/^$/);
    await expectFresh('start');
    await work(expectErrors);
  } finally {
    webpack.stop();
  }
}

async function expectFresh(state: string, wait = 0): Promise<void> {
  const clean = await cleanVersions(builder, project.folder);
  await eventually(() => {
    const { 'calls.js': calls, 'barrelled.js': barrelled } = versionsIn(join(project.folder, 'bundle'));
    expect([state, calls, barrelled]).toEqual([state, clean['out/calls.js'], clean['out/barrelled.js']]);
  }, wait);
}

// webpack takes a package for unchanged until its version changes.
const upgrade: Files = {
  ...typings,
  'node_modules/lib/package.json': '{ "name": "lib", "types": "index.d.ts", "version": "2.0.0" }',
};

test('the persistent cache from one run to the next', async () => {
  expect(build()).toEqual({ errors: [], built: ['barrelled.ts', 'calls.ts'] });
  await expectFresh('start');
  expect(build()).toEqual({ errors: [], built: [] });
  for (const [state, files] of grouped({ ...edits, upgrade }, 5)) {
    project.write(files);
    expect([state, build().errors]).toEqual([state, []]);
    await expectFresh(state);
  }
  project.write(mistake);
  for (const _ of [1, 2]) {
    expect(build().errors.join()).toMatch(/calls\.ts\(8,30\): error KS1/);
  }
  rmSync(join(project.folder, 'src/augment.ts'));
  project.write(sources);
  expect(build().errors).toEqual([]);
  await expectFresh('undone');
});

// As when webpack is installed in the project itself: then it looks at the versions of packages alone.
const managed = "snapshot: { managedPaths: [path.join(__dirname, 'node_modules')] },";
const elsewhere: Files = {
  'node_modules/lib/other.d.ts': 'export interface Deep { other: 1 }',
  'node_modules/lib/package.json': '{ "name": "lib", "types": "other.d.ts" }',
};

test('packages whose typings change and whose version does not', async () => {
  project.write({ 'build.cjs': script('tsLoader()', persistent + managed) });
  expect(build().errors).toEqual([]);
  for (const [state, files] of Object.entries({ typings, elsewhere })) {
    project.write(files);
    expect([state, build().errors]).toEqual([state, []]);
    await expectFresh(state);
    expect([state, build().built]).toEqual([state, []]);
  }
});

test('what ts-loader takes no notice of while it watches is an error', async () => {
  await watching(managed, async (expectErrors) => {
    rmSync(join(project.folder, 'src/script.d.ts'));
    await expectErrors(/KS3003: .*src\/script\.d\.ts is gone, and ts-loader.*Start it again/);
    project.write({ 'src/script.d.ts': 'interface Scripted { again: 1 }' });
    await expectFresh('written again', 30_000);
    await expectErrors(/^$/);
    project.write(elsewhere);
    await expectErrors(/KS3003: 'lib' in .*src\/calls\.ts leads elsewhere now.*Start it again/);
  });
});

const entry = (more: object) => ({
  compilerOptions: { plugins: [{ transform: 'keyshape/transform', transformProgram: true, ...more }] },
});
/** The project's configuration with its entry in another file. */
const extending: Files = {
  'tsconfig.json': JSON.stringify({
    ...JSON.parse(tsconfig({ module: 'esnext', plugins: undefined })),
    extends: './src/base.json',
  }),
  'src/base.json': JSON.stringify(entry({})),
};

test('the configuration and what it extends, for the persistent cache', async () => {
  project.write(extending);
  expect(build().errors).toEqual([]);
  await expectFresh('start');
  expect(build()).toEqual({ errors: [], built: [] });
  project.write({ 'src/base.json': JSON.stringify(entry({ length: 20 })) });
  expect(build()).toEqual({ errors: [], built: ['barrelled.ts', 'calls.ts'] });
  await expectFresh('longer');
  expect(versionsIn(join(project.folder, 'bundle'))['calls.js']?.join()).toMatch(/[0-9a-f]{20}/);
});

test('the configuration and what it extends, while it watches', async () => {
  project.write(extending);
  await watching('', async (expectErrors) => {
    project.write({ 'src/base.json': JSON.stringify(entry({ length: 12 })) });
    await expectErrors(
      /KS3003: what .*\/tsconfig\.json says of options changed, and ts-loader.*Start it again/,
    );
    project.write({ 'src/base.json': JSON.stringify(entry({})) });
    await expectErrors(/^$/);
    const own = JSON.stringify({ ...JSON.parse(extending['tsconfig.json']!), ...entry({ length: 24 }) });
    project.write({ 'tsconfig.json': own });
    await expectErrors(/KS3003: what .*\/tsconfig\.json says of options changed/);
  });
});

test.each([
  ['memory', ''],
  ['persistent', persistent],
])('watch mode with the %s cache', async (_, cache) => {
  await watching(cache, async (expectErrors) => {
    const { 'an augmentation in a new file': added, ...others } = edits;
    for (const [state, files] of grouped(others, 4)) {
      project.write(files);
      await expectFresh(state, 30_000);
      await expectErrors(/^$/);
    }
    project.write(mistake);
    await expectErrors(/calls\.ts\(8,30\): error KS1/);
    project.write({ 'src/hop4.ts': 'export interface Hop4 { mended: 1 }' });
    await expectFresh('mended', 30_000);
    await expectErrors(/^$/);
    // ts-loader does not see the new file; that is said.
    project.write(added!);
    await expectErrors(/KS3003: .*src\/augment\.ts is new, and ts-loader.*Start it again/);
  });
});

test.each(['transpileOnly', 'happyPackMode', 'experimentalWatchApi', 'projectReferences'])(
  '%s is an error',
  (option) => {
    project.write({ 'build.cjs': script(`tsLoader({ ${option}: true })`) });
    const { code, text } = project.node('build.cjs');
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(new RegExp(`error KS2007: \`${option}\` of ts-loader`)),
    ]);
  },
);

test('the transformer without the loader is an error that names keyshape/ts-loader', () => {
  const use =
    "{ loader: 'ts-loader', options: { getCustomTransformers: (program, getProgram) => ({ before: [keyshapeTransformer(getProgram)] }) } }";
  project.write({ 'build.cjs': script(use, persistent) });
  expect(build().errors.join()).toMatch(/error KS3003: webpack builds a module again.*keyshape\/ts-loader/);
});

test('options of keyshape and of ts-loader', async () => {
  const own = 'getCustomTransformers: () => ({ before: [] }), onlyCompileBundledFiles: true';
  project.write({ 'build.cjs': script(`tsLoader({ ${own}, keyshape: { length: 20 } })`, persistent) });
  expect(build().errors.join()).toMatch(/Everywhere/);
  project.write({ 'build.cjs': script('tsLoader({ keyshape: { length: 20 } })', persistent) });
  expect(build().errors).toEqual([]);
  expect(JSON.stringify(versionsIn(join(project.folder, 'bundle')))).toMatch(/"\\"[0-9a-f]{20}\\""/);
  // Another option is another module, though nothing tells webpack that its configuration changed.
  project.write({ 'build.cjs': script('tsLoader({ keyshape: { length: 12 } })', persistent) });
  expect(build().errors).toEqual([]);
  expect(JSON.stringify(versionsIn(join(project.folder, 'bundle')))).toMatch(/"\\"[0-9a-f]{12}\\""/);
});
