import { eventually } from '../support/until.js';
import { city, type HostProject, hostProject, models, tsconfig } from './runners.js';

const main = (extension: string, common: string) => `import {
  keyFor,
  versionOf,
} from 'keyshape';
import type { User } from './user${extension}';
${common}

console.log('version', versionOf<
  User
>(), 'other', other());
try { fail(keyFor<User>('key')) } catch (error) { console.log(String((error as Error).stack)) }
function fail(key: string): never { throw new Error(key) }
`;
/** ECMAScript modules, one of which imports CommonJS. */
const modules = {
  'src/package.json': '{ "type": "module" }',
  'tsconfig.json': tsconfig({ rewriteRelativeImportExtensions: true }),
  ...models('.ts'),
  'src/other.cts': `import keyshape = require('keyshape');
import type { User } from './user.ts' with { 'resolution-mode': 'import' };
declare const module: { exports: unknown };
module.exports = () => keyshape.versionOf<User>();
`,
  'src/main.ts': main(
    '.ts',
    "import { createRequire } from 'node:module'; const other = createRequire(import.meta.url)('./other.cts');",
  ),
  'src/node.d.ts':
    "declare module 'node:module' { export function createRequire(url: string): (name: string) => () => string }\ninterface ImportMeta { url: string }\n",
};

/** CommonJS. */
const common = {
  'package.json': '{ "type": "commonjs" }',
  'tsconfig.json': tsconfig({ module: 'commonjs', moduleResolution: 'node10' }),
  ...models(''),
  'src/other.ts':
    "import { versionOf } from 'keyshape';\nimport type { User } from './user';\nexport const other = () => versionOf<User>();\n",
  'src/main.ts': main('', "import { other } from './other';"),
};

const register = ['--import', 'keyshape/register'];
const newer = 'node/bin/node';

let project: HostProject;
afterEach(() => project.remove());

const hosts = {
  'Node 24, which strips types': [modules, newer, register],
  'Node 24 with tsx': [modules, newer, [...register, '--import', 'tsx']],
  'Node 20 with tsx': [modules, 'node', [...register, '--import', 'tsx']],
  'CommonJS, Node 24 with tsx': [common, newer, [...register, '--import', 'tsx']],
  'CommonJS, Node 20 with tsx': [common, 'node', [...register, '--import', 'tsx']],
} as const;

/** What a run has to print: two files agree with the build, and the stack has the line of the source. */
async function printed(): Promise<RegExp> {
  const version = await project.expected();
  return new RegExp(
    `version ${version} other ${version}\\nError: ${version}:key\\n[^\\n]*main\\.ts:12:\\d+\\)\\n[^\\n]*main\\.ts:11:`,
  );
}

test.each(Object.entries(hosts))('%s', async (_, [files, binary, flags]) => {
  project = hostProject('node', files);
  const run = () => project.command(binary, [...flags, 'src/main.ts']);
  const seen: string[] = [];
  const runs = async (state: string) => {
    const { code, text } = run();
    expect([state, code, text]).toEqual([state, 0, expect.stringMatching(await printed())]);
    seen.push(await project.expected());
  };
  await runs('start');
  project.write({ 'src/city.ts': city('number') });
  await runs('three imports away');
  project.write({ 'src/city.ts': city('any') });
  const { code, text } = run();
  expect([code, text]).toEqual([
    1,
    expect.stringMatching(
      /src.main\.ts\(9,3\): error KS1001: User\.address\.city\.zip: `any`|src.other\.c?ts\(\d,\d+\): error KS1001/,
    ),
  ]);
  project.write({ 'src/city.ts': city('string') });
  const { compilerOptions, ...rest } = JSON.parse(files['tsconfig.json']);
  const plugins = [{ ...compilerOptions.plugins[0], length: 24 }];
  project.write({
    'tsconfig.json': JSON.stringify({ ...rest, compilerOptions: { ...compilerOptions, plugins } }),
  });
  await runs('mended, and an option changed');
  expect(seen[2]).toHaveLength(24);
  expect(seen[2]!.startsWith(seen[0]!)).toBe(true);
  expect(seen[1]).not.toBe(seen[0]);
});

test('an ES module that imports names of CommonJS, with tsx', async () => {
  project = hostProject('node', {
    ...common,
    'tsconfig.json': tsconfig({ module: 'nodenext', moduleResolution: 'nodenext', jsx: 'preserve' }),
    'src/view.tsx': `import { other } from './other.js';\nexport const view = () => other();\n`,
    'src/page.mts': "import { view } from './view.js';\nconsole.log(view());\n",
  });
  for (const zip of ['string', 'number']) {
    project.write({ 'src/city.ts': city(zip) });
    const { code, text } = project.command('node', [...register, '--import', 'tsx', 'src/page.mts']);
    expect([code, text.trim()]).toEqual([0, await project.expected()]);
  }
});

test('ts-node, by a line in tsconfig.json; with --swc too', async () => {
  const config = tsconfig(
    { module: 'commonjs', moduleResolution: 'node10' },
    {},
    { 'ts-node': { require: ['keyshape/register'] } },
  );
  project = hostProject('node', { ...common, 'tsconfig.json': config });
  for (const zip of ['string', 'number']) {
    project.write({ 'src/city.ts': city(zip) });
    const { code, text } = project.command('ts-node/dist/bin.js', ['src/main.ts']);
    expect([code, text]).toEqual([0, expect.stringMatching(await printed())]);
  }
  const { code, text } = project.command('ts-node/dist/bin.js', ['--transpile-only', 'src/main.ts']);
  expect([code, text]).toEqual([0, expect.stringMatching(await printed())]);
});

test('a file with calls that no configuration includes, and the order that does not work, are errors', () => {
  project = hostProject('node', {
    ...modules,
    'loose/main.ts': "import { versionOf } from 'keyshape';\nversionOf<{ a: 1 }>();\n",
  });
  const loose = project.command(newer, [...register, 'loose/main.ts']);
  expect(loose).toEqual({ code: 1, text: expect.stringMatching(/loose.main\.ts.*error KS2007/) });
  const late = project.command('node', ['--import', 'tsx', ...register, 'src/main.ts']);
  expect(late).toEqual({ code: 1, text: expect.stringMatching(/src.main\.ts.*error KS2009/) });
});

test.each([
  ['node --watch', modules, newer, ['--watch', ...register, 'src/main.ts'], {}],
  [
    'tsx watch',
    modules,
    'tsx/dist/cli.mjs',
    ['watch', '--include', 'src/**/*.ts', 'src/main.ts'],
    { NODE_OPTIONS: register.join(' ') },
  ],
])('%s runs again when only a type changes', async (_, files, binary, args, environment) => {
  project = hostProject('node', files);
  const running = project.watch(binary, args, environment);
  try {
    for (const zip of ['string', 'number', 'boolean', 'string']) {
      project.write({ 'src/city.ts': city(zip) });
      const version = await project.expected();
      await eventually(() => {
        const last = [...running.text().matchAll(/version (\w+)/g)].at(-1)?.[1];
        expect([zip, last, running.text()]).toEqual([zip, version, expect.anything()]);
      });
    }
    project.write({ 'src/city.ts': city('any') });
    await eventually(() => expect(running.text()).toMatch(/error KS1001/));
    project.write({ 'src/city.ts': city('bigint') });
    const version = await project.expected();
    await eventually(() => expect(running.text()).toContain(`version ${version} `));
  } finally {
    running.stop();
  }
});
