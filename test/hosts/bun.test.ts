import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/tools.js';
import { eventually } from '../support/until.js';
import { city, type HostProject, hostProject, models, tsconfig } from './runners.js';

const bun = 'bun/bin/bun.exe';
const files = {
  ...models(''),
  'package.json': '{ "type": "module" }',
  'tsconfig.json': tsconfig({ module: 'esnext', moduleResolution: 'bundler' }),
  'bunfig.toml': 'preload = ["keyshape/bun/preload"]\n[test]\npreload = ["keyshape/bun/preload"]\n',
  'src/main.ts': `import {
  versionOf,
} from 'keyshape';
import type { User } from './user';

export const version = versionOf<User>();
console.log('version', version);
const fail = (): never => { throw new Error('from line 8'); };
try { fail(); } catch (error) { console.log(String((error as Error).stack)); }
`,
  'main.test.ts':
    "import { test } from 'bun:test';\nimport { version } from './src/main';\ntest('version', () => console.log('tested', version));\n",
  'build.mjs': `import { keyshape } from 'keyshape/bun';
await Bun.build({ entrypoints: ['src/main.ts'], outdir: 'built', target: 'bun', plugins: [keyshape()] });
`,
};

let project: HostProject;
afterEach(() => project.remove());

const steps = {
  run: ['run', 'src/main.ts'],
  test: ['test'],
  build: ['--config=none.toml', 'build.mjs'],
} as const;

test('run, test and build: the version of a build by tspc, after an edit far away too', async () => {
  project = hostProject('bun', { ...files, 'none.toml': '' });
  const runs = async (name: keyof typeof steps) => {
    const done = project.command(bun, steps[name]);
    expect([name, done.code, done.text]).toEqual([name, 0, expect.anything()]);
    const { text } = name === 'build' ? project.command(bun, ['--config=none.toml', 'built/main.js']) : done;
    const version = await project.expected();
    expect([name, text]).toEqual([name, expect.stringMatching(new RegExp(`version ${version}`))]);
    // The bundle has no source map here.
    if (name !== 'build') expect(text).toMatch(/main\.ts:8:/);
  };
  for (const zip of ['string', 'number']) {
    project.write({ 'src/city.ts': city(zip) });
    for (const name of ['run', 'test', 'build'] as const) await runs(name);
  }
  project.write({ 'src/city.ts': city('any') });
  for (const args of Object.values(steps)) {
    const { code, text } = project.command(bun, args);
    expect([args, code, text]).toEqual([
      args,
      1,
      expect.stringMatching(/src.main\.ts\(6,34\): error KS1001/),
    ]);
  }
  project.write({ 'src/city.ts': city('string') });
  await runs('run');
});

test('--hot: a file that is saved as it was has the version of the types as they are', async () => {
  project = hostProject('bun', {
    ...files,
    'src/main.ts':
      "import { versionOf } from 'keyshape';\nimport type { User } from './user';\nconsole.log('version', versionOf<User>());\nsetInterval(() => {}, 1000);\n",
  });
  const main = readFileSync(join(project.folder, 'src/main.ts'), 'utf8');
  const running = project.watch(bun, ['--hot', 'src/main.ts']);
  try {
    for (const zip of ['string', 'number', 'boolean']) {
      project.write({ 'src/city.ts': city(zip) });
      const version = await project.expected();
      await eventually(() => {
        // Bun sees a save only once it has begun to watch.
        project.write({ 'src/main.ts': main });
        expect([zip, running.text()]).toEqual([zip, expect.stringContaining(`version ${version}`)]);
      });
    }
  } finally {
    running.stop();
  }
});

test('TypeScript 7, which does not run in Bun, is told with the way out', () => {
  project = hostProject('bun', files);
  const typescript = join(project.folder, 'node_modules/typescript');
  rmSync(typescript);
  symlinkSync(join(root, 'fixtures/native/node_modules/typescript-7.0'), typescript);
  const { code, text } = project.command(bun, ['run', 'src/main.ts']);
  expect([code, text]).toEqual([
    1,
    expect.stringMatching(/TypeScript 7\.0\.2 does not start: .*bun add --dev typescript@6\.0/),
  ]);
});
