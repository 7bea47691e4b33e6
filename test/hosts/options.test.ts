import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProject } from '../build/project.js';
import { type Builder, startBuilder } from '../support/builder.js';
import { type Installed, installProject } from '../support/package.js';
import type { Files } from '../support/project.js';

jest.setTimeout(300_000);

/** All three options, each with a value that shows in the output. */
const options = { length: 12, serializer: 'structured', any: ['loose'] };
const entry = { transform: 'keyshape/transform', transformProgram: true };
const plugins = (...more: object[]) => more.map((one) => ({ ...entry, ...one }));

const compilerOptions = {
  target: 'es2020',
  module: 'esnext',
  moduleResolution: 'bundler',
  strict: true,
  rootDir: 'src',
  outDir: 'out',
  lib: ['es2020'],
  types: [],
  skipLibCheck: true,
};
const config = (more: object, top: object = {}) =>
  JSON.stringify({ ...top, compilerOptions: { ...compilerOptions, ...more }, include: ['src'] });
const base = JSON.stringify({ compilerOptions: { plugins: plugins(options) } });

/** Where a user would write options in files; a folder each. */
const places: Readonly<Record<string, Files>> = {
  own: { 'tsconfig.json': config({ plugins: plugins(options) }) },
  extended: { 'tsconfig.json': config({}, { extends: './base' }), 'base.json': base },
  packaged: { 'tsconfig.json': config({}, { extends: 'shared-config' }) },
  listed: {
    'tsconfig.json': config({}, { extends: ['./base.json', './other.json'] }),
    'base.json': base,
    'other.json': '{ "compilerOptions": { "strict": true } }',
  },
  commented: {
    'tsconfig.json': config({ plugins: plugins(options) }).replace('{', '\ufeff{ // "plugins": []\n'),
  },
};
/** What no host may pass over. */
const wrong: Readonly<Record<string, readonly [Files, RegExp]>> = {
  unknown: [
    { 'tsconfig.json': config({ plugins: plugins({ lenght: 8 }) }) },
    /KS3001: unknown option `lenght` of keyshape\. The options are .* It stands in "plugins" of [^ ]*unknown\/tsconfig\.json\./,
  ],
  refused: [
    { 'tsconfig.json': config({}, { extends: './base' }), 'base.json': base.replace('12', '7') },
    /KS3002: the option `length` of keyshape cannot be 7\. .* in "plugins" of [^ ]*refused\/tsconfig\.json/,
  ],
  twice: [
    { 'tsconfig.json': config({ plugins: plugins(options, { length: 20 }) }) },
    /KS3002: two entries of keyshape in "plugins" of [^ ]*twice\/tsconfig\.json differ.* Leave one entry/,
  ],
};

const main = `import { shapeOf, versionOf } from 'keyshape';
import type { Loose } from 'loose';
class Money { constructor(readonly cents: number) {} toJSON(): string { return ''; } }
interface Model { price: Money; loose: Loose }
export const version = versionOf<Model>();
export const shape = shapeOf<Model>();
export const money = new Money(1);
`;

function sources(change: (config: string) => string = (text) => text): Files {
  const all = {
    ...places,
    ...Object.fromEntries(Object.entries(wrong).map(([name, [files]]) => [name, files])),
  };
  const files: Record<string, string> = {
    'package.json': '{ "type": "commonjs" }',
    'node_modules/loose/package.json': '{ "name": "loose", "types": "index.d.ts" }',
    'node_modules/loose/index.d.ts': 'export interface Loose { value: any }\n',
    'node_modules/shared-config/package.json': '{ "name": "shared-config", "tsconfig": "./shared.json" }',
    'node_modules/shared-config/shared.json': change(base),
  };
  for (const [place, own] of Object.entries(all)) {
    files[`${place}/src/main.ts`] = main;
    for (const [path, text] of Object.entries(own)) files[`${place}/${path}`] = change(text as string);
  }
  return files;
}

/** The version and the shape in an output, and nothing else of it. */
function inlined(file: string): readonly string[] {
  if (!existsSync(file)) return ['no output'];
  return (readFileSync(file, 'utf8').match(/(["'])(?:[0-9a-f]{8,64}|\{.*\})\1/g) ?? []).map((text) =>
    text.slice(1, -1),
  );
}

const shape = '{loose:{value:any},price:{cents:number}}';
/** The same on every compiler and in every host: the first host that is run says it, and its length is counted. */
let version: string | undefined;

function expectOptions(found: Readonly<Record<string, readonly string[]>>, length = 12): void {
  const [first] = Object.values(found).flat();
  expect(first).toMatch(new RegExp(`^[0-9a-f]{${length}}$`));
  version ??= first;
  const expected = length === 12 ? version : first;
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((place) => [place, [expected, shape]])));
  // Longer versions start as shorter ones do.
  expect(first!.slice(0, 12)).toBe(version!.slice(0, 12));
}

function expectErrors(found: Readonly<Record<string, string>>): void {
  for (const [place, [, message]] of Object.entries(wrong))
    expect([place, found[place]]).toEqual([place, expect.stringMatching(message)]);
}

const outputs = (folder: string, names: readonly string[], out = 'out') =>
  Object.fromEntries(names.map((place) => [place, inlined(join(folder, place, out, 'main.js'))]));

describe.each(['ts-patch-3', 'ts-patch-4', 'ttypescript'] as const)('%s', (tools) => {
  let builder: Builder;
  let project: Installed;
  beforeAll(() => {
    if (tools !== 'ttypescript') builder = startBuilder(tools);
    // 4.9 knows no such resolution, and cannot tell `any` from what does not resolve.
    const old = (text: string) => text.replace('"bundler"', '"node"').replace(',"any":["loose"]', '');
    project = installProject(tools, sources(tools === 'ttypescript' ? old : undefined));
  });
  afterAll(() => {
    builder?.stop();
    project.remove();
  });
  const build = async (place: string) =>
    tools === 'ttypescript'
      ? project.node('node_modules/ttypescript/bin/tsc', '-p', place, '--pretty', 'false')
      : builder.run('-p', join(project.folder, place));

  test('the entry, wherever it stands', async () => {
    // Arrays of `extends` came with 5.0.
    const names = Object.keys(places).filter((place) => tools !== 'ttypescript' || place !== 'listed');
    if (tools === 'ttypescript') {
      const typed = main.replace('loose: Loose', 'loose: { value: string }');
      for (const place of names) writeFileSync(join(project.folder, place, 'src/main.ts'), typed);
    }
    for (const place of names) expect([place, (await build(place)).text]).toEqual([place, '']);
    if (tools !== 'ttypescript') expectOptions(outputs(project.folder, names));
    else {
      const found = Object.values(outputs(project.folder, names));
      for (const one of found)
        expect(one).toEqual([
          expect.stringMatching(/^[0-9a-f]{12}$/),
          '{loose:{value:string},price:{cents:number}}',
        ]);
    }
  });

  test('what is wrong is an error', async () => {
    const found: Record<string, string> = {};
    for (const place of Object.keys(wrong)) found[place] = (await build(place)).text;
    expectErrors(found);
  });
});

test.each(['5.9', '6.0', '7.0', '7.1'] as const)('keyshape build on %s', (compiler) => {
  const project = createProject(compiler, sources());
  try {
    const names = Object.keys(places);
    expect(project.build('-b', ...names)).toEqual({ code: 0, text: '' });
    expectOptions(outputs(project.folder, names));
    const { code, text } = project.build('-b', ...Object.keys(wrong));
    expect(code).not.toBe(0);
    expectErrors(Object.fromEntries(Object.keys(wrong).map((place) => [place, text])));
  } finally {
    project.remove();
  }
});

const names = JSON.stringify([...Object.keys(places), ...Object.keys(wrong)]);

/** Scripts that build every place, once with the host's own options and once without; each prints errors by place. */
const scripts = {
  webpack: `
const webpack = require('webpack');
const { join } = require('path');
const { tsLoader } = require('keyshape/ts-loader');
const build = (place, keyshape, out) => new Promise((done) => webpack({
  mode: 'none', context: join(__dirname, place), entry: './src/main.ts',
  output: { path: join(__dirname, place, out) , filename: 'main.js' },
  module: { rules: [{ test: /\\.ts$/, use: tsLoader({ configFile: join(__dirname, place, 'tsconfig.json'), instance: place + out, ...(keyshape && { keyshape }) }) }] },
}, (error, stats) => done((error ? [error] : stats.compilation.errors).map((one) => one.message).join())));`,
  rollup: `
const { rollup } = require('rollup');
const { join } = require('path');
const typescript = require('@rollup/plugin-typescript');
const { keyshape: wrap } = require('keyshape/rollup');
const build = async (place, keyshape, out) => {
  try {
    const plugins = [wrap(typescript, { tsconfig: join(__dirname, place, 'tsconfig.json'), outDir: join(place, out), ...(keyshape && { keyshape }) })];
    const bundle = await rollup({ input: join(place, 'src/main.ts'), plugins, onwarn() {} });
    await bundle.write({ dir: join(place, out), format: 'es' });
    return '';
  } catch (error) { return error.message; }
};`,
  bare: `
const ts = require('typescript');
const { join } = require('path');
const { keyshapeTransformer } = require('keyshape/transform');
const build = async (place, keyshape, out) => {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} };
  const { options, fileNames } = ts.getParsedCommandLineOfConfigFile(join(__dirname, place, 'tsconfig.json'), { outDir: join(__dirname, place, out) }, host);
  const program = ts.createProgram(fileNames, options);
  try {
    program.emit(undefined, undefined, undefined, false, { before: [keyshapeTransformer(program, { ts, ...keyshape })] });
    return '';
  } catch (error) { return error.message; }
};`,
};
const runAll = `
(async () => {
  const found = {};
  for (const place of ${names}) found[place] = await build(place, undefined, 'out');
  found.over = await build('own', { length: 20 }, 'over');
  found.misspelt = await build('own', { transform: 'x' }, 'misspelt');
  require('fs').writeFileSync('found.json', JSON.stringify(found));
  process.exit();
})();`;

test.each([
  ['ts-loader', 'webpack', 'webpack', 'tsLoader'],
  ['Rollup', 'rollup', 'rollup', 'keyshape/rollup'],
  ['the bare factory', 'ts-patch-3', 'bare', 'keyshapeTransformer'],
] as const)('%s', (_, tools, script, place) => {
  const project = installProject(tools, { ...sources(), 'build.cjs': scripts[script] + runAll });
  try {
    const { text } = project.node('build.cjs');
    expect(existsSync(join(project.folder, 'found.json')) ? '' : text).toBe('');
    const found = JSON.parse(readFileSync(join(project.folder, 'found.json'), 'utf8')) as Record<
      string,
      string
    >;
    for (const name of [...Object.keys(places), 'over']) expect([name, found[name]]).toEqual([name, '']);
    expectOptions(outputs(project.folder, Object.keys(places)));
    expectOptions(outputs(project.folder, ['own'], 'over'), 20);
    expectErrors(found);
    expect(found.misspelt).toMatch(
      new RegExp(`KS3001: unknown option \`transform\` of keyshape.* It stands in .*${place}`),
    );
  } finally {
    project.remove();
  }
});

test('ts-jest', () => {
  const jestOf = (place: string, name: string, keyshape?: object) => ({
    displayName: name,
    rootDir: place,
    testEnvironment: 'node',
    testMatch: [`**/${name}.test.js`],
    transform: {
      '^.+\\.ts$': [
        'keyshape/ts-jest',
        { diagnostics: false, tsconfig: `<rootDir>/tsconfig.json`, ...(keyshape && { keyshape }) },
      ],
    },
  });
  const observer = (name: string) =>
    `test('seen', () => { const { version, shape } = require('./src/main'); require('fs').writeFileSync(__dirname + '/${name}.json', JSON.stringify([version, shape])); });`;
  const all = [...Object.keys(places), ...Object.keys(wrong)];
  const runs = [...all.map((place) => [place, place] as const), ['own', 'over'] as const];
  const commonJs = (text: string) => text.replace('"esnext"', '"commonjs"').replace('"bundler"', '"node10"');
  const project = installProject('ts-jest', {
    ...sources(commonJs),
    ...Object.fromEntries(runs.map(([place, name]) => [`${place}/${name}.test.js`, observer(name)])),
    'jest.config.json': JSON.stringify({
      projects: runs.map(([place, name]) =>
        jestOf(`<rootDir>/${place}`, name, name === 'over' ? { length: 20 } : undefined),
      ),
    }),
  });
  try {
    const { text } = project.node('node_modules/jest/bin/jest.js', '--ci', '--runInBand', '--no-cache');
    const seen = (place: string, name: string) => {
      const file = join(project.folder, place, `${name}.json`);
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [text];
    };
    expectOptions(Object.fromEntries(Object.keys(places).map((place) => [place, seen(place, place)])));
    expectOptions({ own: seen('own', 'over') }, 20);
    expectErrors(Object.fromEntries(Object.keys(wrong).map((place) => [place, text])));
  } finally {
    project.remove();
  }
});
