import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arity } from '../../src/calls/intrinsics.js';
import type { Installed } from '../support/package.js';
import type { Files } from '../support/project.js';
import { install } from './installed.js';
import { runCli } from './run-cli.js';
import { config } from './tree.js';

// `keyshape verify --output`: what bundlers make of a project, right and wrong.
jest.setTimeout(240_000);

const sources: Files = {
  'src/model.ts':
    'export interface Address { city: string }\nexport interface User { id: number; address: Address }\nexport interface Order { lines: string[] }\nexport interface Unused { nothing: true }\n',
  'src/keys.ts': `import { keyFor, shapeOf, versionOf } from 'keyshape';
import type { Order, Unused, User } from './model.js';
export const userKey = (id: string) => keyFor<User>(\`user:\${id}\`);
export function orderKey(id: string) { return \`\${versionOf<Order>()}:order:\${id}\`; }
export const shape = shapeOf<Order>();
export function never() { return versionOf<Unused>(); }
`,
  'src/digits.ts': "export const hex = (n: number) => '0123456789abcdef'[n & 15] + 'feedfacecafebeef';\n",
  'src/lazy.ts':
    "import { versionOf } from 'keyshape';\nimport type { User } from './model.js';\nexport default versionOf<User[]>();\n",
  'src/main.ts':
    "declare const console: { log(...values: unknown[]): void };\nimport { hex } from './digits.js';\nimport { orderKey, shape, userKey } from './keys.js';\nconsole.log(userKey('1'), orderKey('2'), shape, hex(3));\nimport('./lazy.js').then((lazy) => console.log(lazy.default));\n",
  'tsconfig.json': config({ module: 'esnext', moduleResolution: 'bundler', sourceMap: true, outDir: 'dist' }),
};
const calls = 5;

const webpackConfig = (more: object, loader = "require('keyshape/ts-loader').tsLoader()") =>
  `module.exports = {
  entry: './src/main.ts', output: { path: __dirname + '/dist' }, target: 'node',
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  module: { rules: [{ test: /\\.ts$/, use: ${loader} }] },
  ...${JSON.stringify(more)},
};\n`;
const rollupConfig = (output: object, plugin = "keyshape(typescript, { tsconfig: 'tsconfig.json' })") =>
  `import typescript from '@rollup/plugin-typescript';
import { keyshape } from 'keyshape/rollup';
void keyshape;
export default { input: 'src/main.ts', external: ['keyshape'], plugins: [${plugin}], output: ${JSON.stringify({ dir: 'dist', format: 'es', ...output })} };\n`;

let project: Installed;
afterEach(() => project.remove());

const webpack = (text: string, files: Files = {}) => {
  project = install({ ...sources, 'webpack.config.js': text, ...files }, 'webpack');
  bundle();
};
const rollup = (text: string, files: Files = {}) => {
  project = install({ ...sources, 'rollup.config.mjs': text, ...files }, 'rollup');
  bundle();
};
const bundle = () => {
  // Rollup names chunks by their content: an old one would stay beside the new ones, and is stale.
  rmSync(join(project.folder, 'dist'), { recursive: true, force: true });
  const isWebpack = readdirSync(project.folder).includes('webpack.config.js');
  const done = isWebpack
    ? project.node(
        '-e',
        "require('webpack')(require('./webpack.config.js'), (error, stats) => { if (error || stats.hasErrors()) { console.log(String(error ?? stats)); process.exitCode = 1; } })",
      )
    : project.node('node_modules/rollup/dist/bin/rollup', '-c', '--silent');
  expect(done).toMatchObject({ code: 0, text: expect.any(String) });
};
const verify = (...args: string[]) => runCli(project.folder, 'verify', '--output', 'dist', ...args);
const outputs = () => readdirSync(join(project.folder, 'dist')).filter((name) => /\.[cm]?js$/.test(name));
const edit = (path: string, change: (text: string) => string) => {
  const file = join(project.folder, path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
};

const good = (left: 'left out' | 'not seen') => ({
  code: 0,
  text: expect.stringMatching(
    new RegExp(
      `${left}[\\s\\S]*src/keys\\.ts:6:34 {2}versionOf<Unused>\\n[\\s\\S]*ok: ${calls - 1} calls in 2 files`,
    ),
  ) as string,
});

const forms: readonly (readonly [string, () => void, 'left out' | 'not seen' | 'all'])[] = [
  ['webpack in production', () => webpack(webpackConfig({ mode: 'production' })), 'not seen'],
  [
    'webpack in production with maps',
    () => webpack(webpackConfig({ mode: 'production', devtool: 'source-map' })),
    'left out',
  ],
  ['webpack in development', () => webpack(webpackConfig({ mode: 'development' })), 'all'],
  [
    'webpack with inline maps',
    () => webpack(webpackConfig({ mode: 'development', devtool: 'inline-source-map' })),
    'all',
  ],
  [
    'webpack with evaluated maps',
    () => webpack(webpackConfig({ mode: 'development', devtool: 'eval-source-map' })),
    'all',
  ],
  [
    'webpack with cheap maps',
    () => webpack(webpackConfig({ mode: 'production', devtool: 'cheap-module-source-map' })),
    'left out',
  ],
  ['Rollup', () => rollup(rollupConfig({})), 'not seen'],
  ['Rollup with maps', () => rollup(rollupConfig({ sourcemap: true })), 'left out'],
  [
    'Rollup to CommonJS, with inline maps',
    () => rollup(rollupConfig({ sourcemap: 'inline', format: 'cjs' })),
    'left out',
  ],
  [
    'Rollup, a file for each module',
    () => rollup(rollupConfig({ preserveModules: true, sourcemap: true })),
    'left out',
  ],
];

test.each(forms)('%s: agrees, and is stale after an edit', async (_, make, left) => {
  make();
  const { code, text } = await verify('--no-color');
  if (left === 'all')
    expect([code, text]).toEqual([
      0,
      expect.stringContaining(`ok: ${calls} calls in 2 files of 1 project agree`),
    ]);
  else expect({ code, text }).toEqual(good(left));
  edit('src/model.ts', (model) => model.replace('city: string', 'city: number'));
  const stale = await verify('--no-color');
  expect(stale).toEqual({ code: 1, text: expect.stringMatching(/stale|missing/) as string });
  expect(stale.text).toMatch(/npx (?:webpack|rollup -c)\n$/);
  bundle();
  expect((await verify()).code).toBe(0);
});

test.each([
  [
    'webpack, keyshape bundled',
    () => webpack(webpackConfig({ mode: 'production' }, "'ts-loader'")),
    /the module of keyshape is in the bundle/,
  ],
  [
    'webpack with maps',
    () => webpack(webpackConfig({ mode: 'production', devtool: 'source-map' }, "'ts-loader'")),
    /src\/keys\.ts:3:40 {2}keyFor<User>\n {2}not replaced/,
  ],
  [
    'webpack in development',
    () => webpack(webpackConfig({ mode: 'development' }, "'ts-loader'")),
    /the module of keyshape is in the bundle/,
  ],
  [
    'webpack, keyshape external',
    () =>
      webpack(
        webpackConfig({ mode: 'production', externals: { keyshape: 'commonjs keyshape' } }, "'ts-loader'"),
      ),
    /keyshape is imported/,
  ],
  [
    'Rollup, keyshape external',
    () => rollup(rollupConfig({}, "typescript({ tsconfig: 'tsconfig.json' })")),
    /keyshape is imported[\s\S]*keyshape\/rollup/,
  ],
  [
    'Rollup to CommonJS',
    () =>
      rollup(rollupConfig({ format: 'cjs', sourcemap: true }, "typescript({ tsconfig: 'tsconfig.json' })")),
    /keyshape is imported/,
  ],
  [
    'Rollup for AMD',
    () => rollup(rollupConfig({ format: 'amd' }, "typescript({ tsconfig: 'tsconfig.json' })")),
    /keyshape is imported/,
  ],
  [
    'Rollup for SystemJS',
    () => rollup(rollupConfig({ format: 'system' }, "typescript({ tsconfig: 'tsconfig.json' })")),
    /keyshape is imported/,
  ],
] as const)('a call was left in place: %s', async (_, make, pattern) => {
  make();
  expect(await verify('--no-color')).toEqual({ code: 1, text: expect.stringMatching(pattern) as string });
});

test('an old chunk beside the new ones', async () => {
  rollup(rollupConfig({}));
  const [old] = outputs();
  project.write({
    'dist/old-chunk.js': readFileSync(join(project.folder, 'dist', old!), 'utf8').replaceAll(
      /"[0-9a-f]{16}/g,
      '"1122334455667788',
    ),
  });
  expect(await verify('--no-color')).toEqual({
    code: 1,
    text: expect.stringMatching(
      /dist\/old-chunk\.js:\d+:\d+ {2}stale: this version is that of no call\n {2}found {5}1122334455667788/,
    ) as string,
  });
});

test('names of intrinsics that nothing declares', async () => {
  rollup(rollupConfig({}));
  const names = Object.keys(arity);
  project.write(
    Object.fromEntries(names.map((name) => [`dist/${name}.js`, `console.log(${name}("key"));\n`])),
  );
  const { code, text } = await verify('--no-color');
  expect(code).toBe(1);
  for (const name of names) {
    expect(text).toContain(`dist/${name}.js:1:13  an intrinsic of keyshape is named: a call was left`);
  }
});

test("a version of a package that was built with keyshape is that package's", async () => {
  rollup(rollupConfig({}), {
    'node_modules/cached/package.json': '{ "name": "cached", "type": "module", "main": "./index.js" }',
    'node_modules/cached/index.js': 'export const key = "8899aabbccddee01:thing";\n',
  });
  project.write({ 'dist/vendor.js': 'export const key = "8899aabbccddee01:thing";\n' });
  expect((await verify()).code).toBe(0);
  project.write({
    'node_modules/cached/index.js': 'export const key = "";\n',
    'node_modules/.cache/x/old.js': '"8899aabbccddee01:thing"',
  });
  expect((await verify()).code).toBe(1);
});

test('--strict fails for what was not seen; JSON lists it', async () => {
  rollup(rollupConfig({}));
  expect((await verify('--strict')).code).toBe(1);
  expect(JSON.parse((await verify('--json')).text)).toMatchObject({
    ok: true,
    outputs: { files: 2, mapped: 0 },
    unseen: [{ kind: 'unknown', file: 'src/keys.ts', line: 6, intrinsic: 'versionOf', type: 'Unused' }],
    findings: [],
  });
});

test('what is named as output and is none', async () => {
  rollup(rollupConfig({}), { 'other/main.js': 'console.log(1);\n', 'empty/readme.md': '' });
  const fails = async (pattern: RegExp, ...named: string[]) =>
    expect(await runCli(project.folder, 'verify', '--output', ...named)).toEqual({
      code: 2,
      text: expect.stringMatching(pattern) as string,
    });
  await fails(/other\/none\.js cannot be read: there is no such file/, 'other/none.js');
  await fails(/no JavaScript in empty/, 'empty');
  await fails(/the version of none of the calls/, 'other');
  await fails(/needs a value/);
  await fails(/do not go together/, 'dist', '--outDir', 'dist');
  const file = outputs().map((name) => `dist/${name}`);
  expect((await runCli(project.folder, 'verify', '--output', ...file)).code).toBe(0);
});

test('nothing is built, and a bundler is there: it is named, with exit code 2', async () => {
  project = install({ ...sources, 'webpack.config.js': webpackConfig({}) }, 'webpack');
  expect(await runCli(project.folder, 'verify')).toEqual({
    code: 2,
    text: expect.stringMatching(
      /never built[\s\S]*webpack \(webpack\.config\.js\)[\s\S]*npx webpack:[\s\S]*npx keyshape verify --output/,
    ) as string,
  });
  project.write({ 'tsconfig.json': config({ noEmit: true }) });
  expect(await runCli(project.folder, 'verify')).toEqual({
    code: 2,
    text: expect.stringMatching(
      /noEmit[\s\S]*webpack bundles it \(webpack\.config\.js\)[\s\S]*--output/,
    ) as string,
  });
});
