import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Builder, startBuilder } from '../support/builder.js';
import { cleanVersions, type Versions, versionsIn } from '../support/clean-build.js';
import { edits, mistake, sources, typings } from '../support/freshness-project.js';
import { grouped, tsconfig } from '../support/host-project.js';
import { type Installed, installProject } from '../support/package.js';
import { eventually } from '../support/until.js';

/** Runs Rollup over the project, once or watching; prints a line of JSON for each build. */
const script = (plugin: string) => `
const { rollup, watch } = require('rollup');
const typescript = require('@rollup/plugin-typescript');
const typescript2 = require('rollup-plugin-typescript2');
const { keyshape } = require('keyshape/rollup');
const { keyshapeTransformer } = require('keyshape/transform');
const input = { calls: 'src/calls.ts', barrelled: 'src/barrelled.ts' };
const fails = { name: 'fails', renderStart() { if (process.argv[2] === 'fail') throw new Error('another plugin'); } };
const options = { input, plugins: [${plugin}, fails], onwarn() {} };
const output = { dir: 'bundle', format: 'es' };
const report = (error) => console.log(JSON.stringify({ error: error ? error.message : '' }));
let failure;
if (process.argv[2] === 'watch') {
  watch({ ...options, output, watch: { chokidar: {}, exclude: 'bundle/**' } }).on('event', (event) => {
    if (event.result) event.result.close();
    if (event.code === 'START') failure = undefined;
    if (event.code === 'ERROR') failure = event.error;
    if (event.code === 'END') report(failure);
  });
} else {
  rollup(options).then((bundle) => bundle.write(output).then(() => bundle.close())).then(() => report(), report)
    // As Rollup's command line does: the plugin leaves watchers behind when the compiler throws.
    .then(() => process.exit());
}
`;

let builder: Builder;
let project: Installed;
beforeAll(() => {
  builder = startBuilder('ts-patch-3');
});
afterAll(() => builder.stop());
beforeEach(() => {
  project = installProject('rollup', {
    ...sources,
    'tsconfig.json': tsconfig({ module: 'esnext', outDir: 'bundle' }),
    'build.cjs': script('keyshape(typescript)'),
  });
});
afterEach(() => project.remove());

function results(text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith('{"error"') ? [JSON.parse(line).error as string] : []));
}

function build(...args: string[]): string {
  const { text } = project.node('build.cjs', ...args);
  const [only] = results(text);
  if (only === undefined) throw new Error(text);
  return only;
}

function byName(versions: Versions): Versions {
  return Object.fromEntries(Object.entries(versions).map(([path, found]) => [basename(path), found]));
}

async function expectFresh(state: string, wait = 0): Promise<void> {
  const clean = byName(await cleanVersions(builder, project.folder));
  await eventually(
    () => expect([state, byName(versionsIn(join(project.folder, 'bundle')))]).toEqual([state, clean]),
    wait,
  );
}

const modes = [
  ['every build from nothing', {}],
  ['incremental', { incremental: true }],
  ['incremental with declarations', { incremental: true, declaration: true }],
] as const;

test.each(modes)('%s', async (_, options) => {
  project.write({ 'tsconfig.json': tsconfig({ module: 'esnext', outDir: 'bundle', ...options }) });
  expect(build()).toBe('');
  await expectFresh('start');
  for (const [state, files] of grouped({ ...edits, typings }, 5)) {
    project.write(files);
    expect([state, build()]).toEqual([state, '']);
    await expectFresh(state);
  }
  project.write(mistake);
  for (const _ of [1, 2]) expect(build()).toMatch(/calls\.ts\(8,30\): error KS1/);
  rmSync(join(project.folder, 'src/augment.ts'));
  project.write(sources);
  expect(build()).toBe('');
  await expectFresh('undone');
  // A build that fails after the compiler has emitted, undone.
  project.write(edits['five hops']!);
  expect(build('fail')).toContain('another plugin');
  project.write(sources);
  expect(build()).toBe('');
  await expectFresh('undone again');
});

test.each([{}, { incremental: true, declaration: true }])('watch mode with %j', async (options) => {
  project.write({ 'tsconfig.json': tsconfig({ module: 'esnext', outDir: 'bundle', ...options }) });
  const rollup = project.start('build.cjs', 'watch');
  const expectResult = (result: unknown) =>
    eventually(() =>
      expect([results(rollup.text()).at(-1), rollup.text()]).toEqual([result, expect.anything()]),
    );
  try {
    await expectResult('');
    await expectFresh('start');
    const { 'an augmentation in a new file': added, ...others } = edits;
    for (const [state, files] of grouped({ ...others, typings }, 4)) {
      project.write(files);
      await expectFresh(state, 30_000);
    }
    project.write(mistake);
    await expectResult(expect.stringMatching(/calls\.ts\(8,30\): error KS1/));
    project.write({ 'src/hop4.ts': 'export interface Hop4 { mended: 1 }' });
    await expectFresh('mended', 30_000);
    await expectResult('');
    // The plugin does not see the new file; that is said.
    project.write(added!);
    await expectResult(
      expect.stringMatching(/KS3003: .*augment\.ts is new, and @rollup\/plugin-typescript.*Start it again/),
    );
  } finally {
    rollup.stop();
  }
});

test('the entry changes while it watches', async () => {
  const entry = (more: object) =>
    JSON.stringify({
      compilerOptions: { plugins: [{ transform: 'keyshape/transform', transformProgram: true, ...more }] },
    });
  const { compilerOptions, ...rest } = JSON.parse(tsconfig({ module: 'esnext', outDir: 'bundle' }));
  const { plugins, ...others } = compilerOptions;
  const own = { ...rest, extends: './src/base.json', compilerOptions: others };
  project.write({ 'tsconfig.json': JSON.stringify(own), 'src/base.json': entry({}) });
  const rollup = project.start('build.cjs', 'watch');
  const expectResult = (result: unknown) =>
    eventually(() =>
      expect([results(rollup.text()).at(-1), rollup.text()]).toEqual([result, expect.anything()]),
    );
  const changed = expect.stringMatching(
    /KS3003: what .*\/tsconfig\.json says of options changed, and @rollup\/plugin-typescript.*Start it again/,
  );
  try {
    await expectResult('');
    await expectFresh('start');
    project.write({ 'src/base.json': entry({ length: 20 }) });
    await expectResult(changed);
    project.write({ 'src/base.json': `${entry({})} // as before` });
    await expectResult('');
    project.write({
      'tsconfig.json': JSON.stringify({
        ...own,
        compilerOptions: { ...others, plugins: [{ ...plugins[0], length: 12 }] },
      }),
    });
    await expectResult(changed);
  } finally {
    rollup.stop();
  }
});

const bare =
  "transformers: { before: [{ type: 'program', factory: (program, get) => keyshapeTransformer(get) }] }";

test('the bare transformer is right without a builder’s memory, and refused with one', async () => {
  project.write({ 'build.cjs': script(`typescript({ ${bare} })`) });
  expect(build()).toBe('');
  await expectFresh('start');
  project.write({ 'tsconfig.json': tsconfig({ module: 'esnext', outDir: 'bundle', incremental: true }) });
  expect(build()).toMatch(/error KS3003: .*keyshape\/rollup/);
});

test.each([false, true])('the bare transformer is refused in watch mode, made anew: %s', async (anew) => {
  project.write({
    'build.cjs': script(`typescript({ ${bare}, recreateTransformersOnRebuild: ${anew} })`),
  });
  const rollup = project.start('build.cjs', 'watch');
  try {
    await eventually(() => expect(results(rollup.text())).toEqual(['']));
    project.write({ 'src/calls.ts': `${sources['src/calls.ts']}\n` });
    await eventually(() => expect(rollup.text()).toMatch(/error KS300[35]: .*keyshape\/rollup/));
  } finally {
    rollup.stop();
  }
});

test('rollup-plugin-typescript2 is refused', () => {
  const transformers =
    'transformers: [(service) => ({ before: [keyshapeTransformer(() => service.getProgram())] })]';
  for (const options of [transformers, `clean: true, ${transformers}`]) {
    project.write({ 'build.cjs': script(`typescript2({ ${options} })`) });
    expect(build()).toMatch(/error KS3003: rollup-plugin-typescript2.*keyshape\/rollup/);
  }
  project.write({ 'build.cjs': script('keyshape(typescript2)') });
  expect(project.node('build.cjs').text).toMatch(/error KS3007: .*was handed the plugin rpt2/);
});
