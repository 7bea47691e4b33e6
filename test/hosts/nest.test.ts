import { cpSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root, toolSet } from '../support/tools.js';
import { eventually } from '../support/until.js';
import { HostProject } from './bundlers/host-project.js';
import { blocksOf } from './bundlers/page.js';
import { type State, sources, states, type Versions } from './bundlers/scenarios.js';

// Follows docs/hosts/nest.md, builder by builder.

const blocks = blocksOf('nest');
const [pluginLine, swcLine] = blocks.flatMap(({ language, block }) => (language === 'json' ? [block] : []));
const [bundlerConfig] = blocks.flatMap(({ language, block }) => (language === 'js' ? [block] : []));
const swcCommands = blocks.find(({ block }) => block.includes('keyshape generate'))?.block;
const hop3 = (a: string) => ({ 'src/hop3.ts': `export interface Hop3 { a: ${a} }` });
/** The start, an edit, an error, undone; an option. */
const kept = [...states.slice(0, 4), states[6]!];
const [start, edited] = states.map(({ prints }) => prints!);

/** The configuration of the table as Nest has it. */
function tsconfig(text: string, more: object = {}): string {
  const { compilerOptions, include } = JSON.parse(text);
  const nest = { module: 'commonjs', moduleResolution: 'node10', rootDir: 'src', outDir: 'dist' };
  return JSON.stringify({ compilerOptions: { ...compilerOptions, ...nest, ...more }, include });
}

let project: HostProject;
beforeEach(() => {
  project = new HostProject('nest', {
    ...sources,
    'tsconfig.json': tsconfig(sources['tsconfig.json']!),
    'nest-cli.json': pluginLine!,
    'package.json': '{ "name": "service", "private": true }',
  });
});
afterEach(() => project.remove());

const prints = () => {
  const { text } = project.runOutput('dist/main.js');
  return text.startsWith('{') ? (JSON.parse(text) as Versions) : text;
};

function expectBuild({ name, prints: wanted }: Pick<State, 'name' | 'prints'>): void {
  const { code, text } = project.run('npx nest build');
  if (wanted) expect([name, code === 0 ? prints() : text]).toEqual([name, wanted]);
  else {
    expect([name, code]).toEqual([name, 1]);
    expect(text).toContain('KS1001: Hop1.two[].three.a: ');
  }
}

/** Edits of a type three imports away, and what a service that is started again at each prints then. */
const edits: readonly (readonly [string, (since: string) => void])[] = [
  ['number', (since) => expect(since).toContain(JSON.stringify(edited))],
  ['any', (since) => expect(since).toContain('KS1001: Hop1.two[].three.a: ')],
  ['string', (since) => expect(since).toContain(JSON.stringify(start))],
];

async function expectWatched(name: string, followed = edits): Promise<void> {
  const watching = project.start('npx nest start --watch');
  try {
    await eventually(() => expect(watching.text()).toContain(JSON.stringify(start)), 60_000);
    // A tool says that it watches before it does.
    await new Promise((done) => setTimeout(done, 1000));
    for (const [a, wanted] of followed) {
      const before = watching.text().length;
      project.write(hop3(a));
      await eventually(() => wanted(watching.text().slice(before)), 60_000);
    }
  } catch (error) {
    throw new Error(`${name}: ${watching.text()}`, { cause: error });
  } finally {
    watching.stop();
  }
}

test.each([true, false])('tsc: one build after the other, with deleteOutDir %s', (deleteOutDir) => {
  const line = JSON.parse(pluginLine!);
  line.compilerOptions.deleteOutDir = deleteOutDir;
  project.write({ 'nest-cli.json': JSON.stringify(line) });
  for (const state of deleteOutDir ? states.slice(0, 2) : kept) {
    const configuration = state.files['tsconfig.json'];
    project.write({ ...state.files, ...(configuration && { 'tsconfig.json': tsconfig(configuration) }) });
    expectBuild(state);
  }
});

test('tsc: watching', () => expectWatched('plain'));

test('tsc: incremental builds, one after the other, and watching', async () => {
  const incremental = (text: string) => tsconfig(text, { incremental: true, isolatedModules: true });
  project.write({ 'tsconfig.json': incremental(sources['tsconfig.json']!) });
  const [error, mended] = [states[2]!, states[3]!];
  // Undone, an error is no more; the same again, it still is.
  for (const state of [states[0]!, states[1]!, error, error, mended, mended, states[1]!, mended]) {
    project.write(state.files);
    expectBuild(state);
  }
  // The compiler finds nothing to emit where only an option of ours changed.
  const option = states[6]!;
  project.write({ 'tsconfig.json': incremental(option.files['tsconfig.json']!) });
  expect(project.run('npx nest build')).toMatchObject({ code: 1, text: expect.stringContaining('KS3003') });
  const record = join(project.folder, 'tsconfig.tsbuildinfo');
  rmSync(record);
  expectBuild(option);
  project.write({ 'tsconfig.json': incremental(sources['tsconfig.json']!) });
  rmSync(record);
  expectBuild(states[0]!);
  await expectWatched('incremental');
});

test('tsc: an incremental build in which nothing is emitted is refused too', () => {
  const incremental = tsconfig(sources['tsconfig.json']!, { incremental: true });
  project.write({ 'tsconfig.json': incremental, 'nest-cli.json': '{}' });
  expect(project.run('npx nest build')).toMatchObject({ code: 0 });
  project.write({ 'nest-cli.json': pluginLine! });
  expect(project.run('npx nest build')).toMatchObject({ code: 1, text: expect.stringContaining('KS3003') });
});

test('tsc that ts-patch patched: watching and incremental builds', async () => {
  const typescript = join(project.folder, 'node_modules/typescript');
  rmSync(typescript);
  cpSync(join(toolSet('nest'), 'node_modules/typescript'), typescript, { recursive: true });
  symlinkSync(join(root, 'node_modules/ts-patch'), join(project.folder, 'node_modules/ts-patch'));
  const configuration = tsconfig(sources['tsconfig.json']!);
  project.write({ 'tsconfig.json': configuration, 'nest-cli.json': '{ "sourceRoot": "src" }' });
  expect(project.run('node node_modules/ts-patch/bin/ts-patch.js install')).toMatchObject({ code: 0 });
  await expectWatched('patched');

  project.write({ 'tsconfig.json': tsconfig(configuration, { incremental: true }), ...hop3('string') });
  for (const state of states.slice(0, 3)) {
    project.write(state.files);
    expectBuild(state);
  }
});

test.each(['webpack', 'rspack'])('%s', async (builder) => {
  project.write({
    'nest-cli.json': JSON.stringify({ sourceRoot: 'src', compilerOptions: { builder } }),
    [`${builder}.config.js`]: bundlerConfig!.replaceAll('webpack', builder),
  });
  expectBuild({ name: 'start', prints: start! });
  project.write(hop3('any'));
  expectBuild({ name: 'error' });
  project.write(hop3('string'));
  await expectWatched(builder, edits.slice(0, 1));
});

test('webpack: the plugin of tsc is refused', () => {
  const { compilerOptions } = JSON.parse(pluginLine!);
  const line = { sourceRoot: 'src', compilerOptions: { ...compilerOptions, builder: 'webpack' } };
  project.write({ 'nest-cli.json': JSON.stringify(line) });
  expect(project.run('npx nest build')).toMatchObject({
    code: 1,
    text: expect.stringMatching(/KS3003: .* keyshape\/webpack/s),
  });
});

test('swc', () => {
  project.write({ 'nest-cli.json': swcLine! });
  for (const [a, wanted] of [
    ['string', start],
    ['number', edited],
  ] as const) {
    project.write(hop3(a));
    for (const line of swcCommands!.trim().split('\n')) {
      const command = line.replace('npx keyshape', 'node node_modules/keyshape/dist/esm/cli/main.js');
      expect(project.run(command)).toMatchObject({ code: 0 });
    }
    expect(prints()).toEqual(wanted);
  }
});
