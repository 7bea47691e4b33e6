import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/until.js';
import { city, type HostProject, hostProject, models, tsconfig } from './runners.js';

const script = 'jest/bin/jest.js';
const babel = {
  presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'],
};
const swc = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } };

function jestConfig(transform: unknown, options: object = {}): string {
  return JSON.stringify({
    testEnvironment: 'node',
    testMatch: ['**/*.test.ts'],
    cacheDirectory: 'cache',
    watchman: false,
    watchPathIgnorePatterns: ['seen.json', '/cache/'],
    transform: {
      '^.+\\.[cm]?[jt]sx?$': ['keyshape/jest', { ...(transform !== undefined && { transform }), ...options }],
    },
  });
}

const files = {
  ...models(''),
  'package.json': '{}',
  'tsconfig.json': tsconfig({ module: 'commonjs', moduleResolution: 'node10' }),
  'src/main.ts': `import {
  versionOf,
} from 'keyshape';
import type { User } from './user';

export const version = versionOf<User>();
export const fail = (): never => { throw new Error('from line 7'); };
`,
  'src/node.d.ts':
    "declare module 'node:fs' { export function writeFileSync(name: string, text: string): void }\n",
  'src/main.test.ts': `import { keyFor } from 'keyshape';
import type { User } from './user';
import { fail, version } from './main';
import { writeFileSync } from 'node:fs';
declare function test(name: string, run: () => void): void;
test('versions', () => {
  let place = '';
  try { fail(); } catch (error) { place = String((error as Error).stack).split('\\n')[1] ?? ''; }
  writeFileSync('seen.json', JSON.stringify({ version, key: keyFor<User>('k'), place }));
});
`,
};

let project: HostProject;
afterEach(() => project.remove());

const seenIn = () => {
  const path = join(project.folder, 'seen.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8') || '{}') as object) : {};
};

async function wanted(): Promise<object> {
  const version = await project.expected();
  return { version, key: `${version}:k`, place: expect.stringMatching(/main\.ts:7:/) };
}

test.each([
  ['@swc/jest', ['@swc/jest', swc]],
  ['ts-jest', ['ts-jest', { diagnostics: false }]],
  ['babel-jest', ['babel-jest', babel]],
])('%s: the cache from one run to the next', async (_, transform) => {
  project = hostProject('jest', { ...files, 'jest.config.json': jestConfig(transform) });
  const run = () => {
    rmSync(join(project.folder, 'seen.json'), { force: true });
    return project.command(script, ['--ci']);
  };
  const runs = async (state: string) => {
    const { code, text } = run();
    expect([state, code, text]).toEqual([state, 0, expect.stringContaining('1 passed')]);
    expect([state, seenIn()]).toEqual([state, await wanted()]);
  };
  await runs('start');
  project.write({ 'src/city.ts': city('number') });
  await runs('three imports away');
  project.write({ 'src/city.ts': city('any') });
  for (const _ of ['cold', 'warm']) {
    expect(run()).toEqual({
      code: 1,
      text: expect.stringMatching(/src.main(?:\.test\.ts\(9,68\)|\.ts\(6,34\)): error KS1001/),
    });
  }
  project.write({ 'src/city.ts': city('string') });
  await runs('undone');
});

test('watch mode, with the transformer that is installed', async () => {
  project = hostProject('jest', { ...files, 'jest.config.json': jestConfig(undefined) });
  project.write({ '.swcrc': JSON.stringify(swc) });
  const running = project.watch(script, ['--watchAll', '--runInBand']);
  try {
    for (const zip of ['string', 'number', 'boolean', 'string']) {
      project.write({ 'src/city.ts': city(zip) });
      const found = await wanted();
      await eventually(() =>
        expect([zip, seenIn(), running.text()]).toEqual([zip, found, expect.anything()]),
      );
    }
  } finally {
    running.stop();
  }
});

test('options, and a transformer that is not there', async () => {
  project = hostProject('jest', {
    ...files,
    'jest.config.json': jestConfig(['@swc/jest', swc], { keyshape: { length: 20 } }),
  });
  expect(project.command(script, ['--ci']).code).toBe(0);
  expect(seenIn()).toMatchObject({ version: expect.stringMatching(/^[0-9a-f]{20}$/) });
  project.write({ 'jest.config.json': jestConfig('none-such') });
  expect(project.command(script, ['--ci'])).toEqual({
    code: 1,
    text: expect.stringMatching(/error KS3007: none-such/),
  });
});
