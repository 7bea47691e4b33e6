import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Builder, startBuilder } from '../support/builder.js';
import { cleanVersions } from '../support/clean-build.js';
import { edits, mistake, sources, typings } from '../support/freshness-project.js';
import { grouped, tsconfig } from '../support/host-project.js';
import { type Installed, installProject, type Running } from '../support/package.js';
import type { Files } from '../support/project.js';
import { eventually } from '../support/until.js';

/** A test of the project: it writes what it sees, as the output of a build. */
const observer = `
const { writeFileSync } = require('fs');
test('versions', () => {
  const seen = { calls: Object.values(require('./calls')), barrelled: Object.values(require('./barrelled')) };
  writeFileSync(__dirname + '/../seen.json', JSON.stringify(seen));
});`;

/** Says when Jest begins: of itself it is silent until the first file of tests has run, and looks idle meanwhile. */
const beginReporter = `
module.exports = class {
  onRunStart() { process.stderr.write('The tests begin.\\n'); }
};`;

function jestConfig(transform: object, more: object = {}): string {
  return JSON.stringify({
    rootDir: '.',
    testEnvironment: 'node',
    testMatch: ['**/*.test.*'],
    cacheDirectory: 'cache',
    watchman: false,
    watchPathIgnorePatterns: ['seen.json', '/cache/'],
    transform,
    ...more,
  });
}
const transform = { '^.+\\.ts$': ['keyshape/ts-jest', { diagnostics: false }] };
const jestScript = 'node_modules/jest/bin/jest.js';

let builder: Builder;
let project: Installed;
beforeAll(() => {
  builder = startBuilder('ts-patch-3');
});
afterAll(() => builder.stop());
beforeEach(() => {
  project = installProject('ts-jest', {
    ...sources,
    'tsconfig.json': tsconfig(),
    'jest.config.json': jestConfig(transform),
    'src/observer.test.js': observer,
    'begin-reporter.js': beginReporter,
  });
});
afterEach(() => project.remove());

const at = (path: string) => join(project.folder, path);
const runJest = (...args: string[]) => project.node(jestScript, '--ci', ...args);

/** The versions that the tests saw. */
function seen(): unknown {
  const text = existsSync(at('seen.json')) ? readFileSync(at('seen.json'), 'utf8') : '{}';
  rmSync(at('seen.json'), { force: true });
  return JSON.parse(text);
}

/** What a build from nothing gives. */
async function expected(): Promise<unknown> {
  const versions = await cleanVersions(builder, project.folder);
  const of = (file: string) =>
    versions[`out/${file}.js`]?.map((text) =>
      text.endsWith(':"') ? `${text.slice(1, -1)}k` : text.slice(1, -1),
    );
  return { calls: of('calls'), barrelled: of('barrelled') };
}

test('the cache from one run to the next', async () => {
  const observe = async (state: string) => {
    const { code, text } = runJest();
    expect([state, code, text]).toEqual([state, 0, expect.stringContaining('1 passed')]);
    expect([state, seen()]).toEqual([state, await expected()]);
  };
  await observe('start');
  for (const [state, files] of grouped({ ...edits, typings }, 5)) {
    project.write(files);
    await observe(state);
  }
  project.write(mistake);
  for (const _ of [1, 2]) {
    const { code, text } = runJest();
    expect([code, text]).toEqual([1, expect.stringMatching(/calls\.ts\(8,30\): error KS1/)]);
  }
  rmSync(at('src/augment.ts'));
  project.write(sources);
  await observe('undone');
});

/** Jest takes no notice of an edit while it runs tests: the next one is made when the run has ended. */
const isIdle = expect.stringMatching(/Ran all test suites\.\s*\n\s*\n\s*$/);

const watching = [
  '--watchAll',
  '--runInBand',
  '--reporters=default',
  '--reporters=<rootDir>/begin-reporter.js',
];

/** Waits until a Jest that watches has seen what a build from nothing gives. */
async function observed(jest: Running, state: string): Promise<void> {
  const clean = await expected();
  await eventually(() => {
    const text = existsSync(at('seen.json')) ? readFileSync(at('seen.json'), 'utf8') : '{}';
    expect([state, JSON.parse(text || '{}'), jest.text()]).toEqual([state, clean, isIdle]);
  });
}

test('watch mode', async () => {
  // Everything in one process, which keeps the compiler of the first run.
  const jest = project.start(jestScript, ...watching);
  try {
    await observed(jest, 'start');
    // Jest does not watch `node_modules`: those typings are read with the next edit.
    const steps: Record<string, Files> = {
      'five hops': edits['five hops']!,
      'five hops again, behind two barrels': { ...edits['five hops again'], ...edits['behind two barrels'] },
      'declare global, an inferred type, typings': {
        ...typings,
        ...edits['declare global'],
        ...edits['an inferred type'],
      },
      'a new file': edits['an augmentation in a new file']!,
    };
    for (const [state, files] of Object.entries(steps)) {
      project.write(files);
      await observed(jest, state);
    }
  } finally {
    jest.stop();
  }
});

test('the configuration, and what it extends, while Jest watches', async () => {
  const entry = (more: object) =>
    JSON.stringify({
      compilerOptions: { plugins: [{ transform: 'keyshape/transform', transformProgram: true, ...more }] },
    });
  const { compilerOptions, ...rest } = JSON.parse(tsconfig());
  const { plugins, ...others } = compilerOptions;
  const own = { ...rest, extends: './src/base.json', compilerOptions: others };
  project.write({ 'tsconfig.json': JSON.stringify(own), 'src/base.json': entry({}) });
  const jest = project.start(jestScript, ...watching);
  try {
    await observed(jest, 'start');
    // The first edit after the start, when nothing was compared with the disk before.
    project.write({ 'src/base.json': entry({ length: 20 }) });
    await observed(jest, 'what it extends');
    project.write({ 'src/base.json': entry({ length: 12 }) });
    await observed(jest, 'what it extends, again');
    project.write({
      'tsconfig.json': JSON.stringify({
        ...own,
        compilerOptions: { ...others, plugins: [{ ...plugins[0], length: 24 }] },
      }),
    });
    await observed(jest, 'itself');
  } finally {
    jest.stop();
  }
});

const ownTest = (imports: string) => `
${imports}
import { versionOf } from 'keyshape';
import { v } from './barrel2.js';
import type { Hop1 } from './hop1.js';
import { writeFileSync } from 'fs';
test('versions', () => {
  writeFileSync('seen.json', JSON.stringify({ direct: versionOf<Hop1>(), barrelled: v<Hop1>() }));
});`;

test.each([
  ['CommonJS', '', {}, {}, []],
  [
    'ECMAScript modules',
    '',
    { useESM: true },
    { extensionsToTreatAsEsm: ['.ts'] },
    ['--experimental-vm-modules', '--no-warnings'],
  ],
])('calls in a test file, %s', async (_, imports, options, config, flags) => {
  rmSync(at('src/observer.test.js'));
  project.write({
    'tsconfig.json': tsconfig({ module: 'esnext', lib: ['es2020'] }),
    'jest.config.json': jestConfig(
      { '^.+\\.ts$': ['keyshape/ts-jest', { diagnostics: false, ...options }] },
      { moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' }, ...config },
    ),
    'src/own.test.ts': ownTest(imports),
  });
  for (const files of [{}, edits['five hops']!, edits['four hops']!, sources]) {
    project.write(files);
    const [script = jestScript, ...rest] = [...flags, jestScript, '--ci'];
    const { code, text } = project.node(script, ...rest);
    expect([code, text]).toEqual([0, expect.stringContaining('1 passed')]);
    const [hop] = (await cleanVersions(builder, project.folder))['out/calls.js']!;
    expect(seen()).toEqual({ direct: hop?.slice(1, -1), barrelled: hop?.slice(1, -1) });
  }
});

test('nothing is compiled again when nothing changed', () => {
  expect(runJest().code).toBe(0);
  const stored = () =>
    readdirSync(at('cache'), { recursive: true })
      .filter((name) => String(name).includes('calls'))
      .sort();
  const before = stored();
  expect(runJest().code).toBe(0);
  expect(stored()).toEqual(before);
});

test.each([
  ['tsconfig.json', { 'tsconfig.json': tsconfig({ isolatedModules: true }) }],
  [
    'the options of ts-jest',
    {
      'jest.config.json': jestConfig({ '^.+\\.ts$': ['keyshape/ts-jest', { isolatedModules: true }] }),
    },
  ],
])('isolatedModules in %s is an error', (_, files) => {
  project.write(files);
  const { code, text } = runJest();
  expect([code, text]).toEqual([
    1,
    expect.stringMatching(/error KS2007: ts-jest compiles each file alone.*Turn `isolatedModules` off/),
  ]);
});

test('an entry in `astTransformers` is an error that names keyshape/ts-jest', () => {
  project.write({
    'jest.config.json': jestConfig({
      '^.+\\.ts$': [
        'ts-jest',
        { diagnostics: false, astTransformers: { before: ['<rootDir>/node_modules/keyshape/transform'] } },
      ],
    }),
  });
  const { code, text } = runJest();
  expect([code, text]).toEqual([
    1,
    expect.stringMatching(/error KS3003: the cache of ts-jest.*keyshape\/ts-jest/),
  ]);
});

test('options of keyshape', async () => {
  project.write({
    'jest.config.json': jestConfig({
      '^.+\\.ts$': ['keyshape/ts-jest', { diagnostics: false, keyshape: { length: 20 } }],
    }),
  });
  expect(runJest().code).toBe(0);
  expect(JSON.stringify(seen())).toMatch(/"[0-9a-f]{20}"/);
  project.write({
    'jest.config.json': jestConfig({ '^.+\\.ts$': ['keyshape/ts-jest', { keyshape: { lenght: 20 } }] }),
  });
  expect(runJest()).toEqual({
    code: 1,
    text: expect.stringMatching(/error KS3001: unknown option `lenght`/),
  });
});
