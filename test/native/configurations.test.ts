/** @jest-environment ./test/native/environment.cjs */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { NativeConfigurations } from '../../src/project/configuration/native.js';
import { native, nativeVersions } from './projects.js';

jest.setTimeout(120_000);

const entry =
  '{"compilerOptions":{"plugins":[{"transform":"keyshape/transform","serializer":"structured"}]}}';
const other = entry.replace('structured', 'json');
const utf16 = Buffer.from(`\ufeff${entry}`, 'utf16le');
const from = (base: unknown) => JSON.stringify({ extends: base });
const packed = (manifest: object, file: string) => ({
  'p/node_modules/cfg/package.json': JSON.stringify({ name: 'cfg', ...manifest }),
  [`p/node_modules/cfg/${file}`]: entry,
});
const long = `"${'x'.repeat(5_000_000)}"`;

/** Every way to lead to an entry; the project is the folder `p`, and a name that starts with `link ` is a link. */
const ways: Readonly<Record<string, Readonly<Record<string, string | Buffer>>>> = {
  'a file without .json': { 'p/tsconfig.json': from('./base'), 'p/base.json': entry },
  'a file that has no extension': { 'p/tsconfig.json': from('./base'), 'p/base': entry },
  'two dots': { 'p/tsconfig.json': from('..'), 'tsconfig.json': entry },
  'two dots and a field': {
    'p/tsconfig.json': from('..'),
    'package.json': '{ "tsconfig": "x.json" }',
    'x.json': entry,
    'tsconfig.json': other,
  },
  'a field of a package': { 'p/tsconfig.json': from('cfg'), ...packed({ tsconfig: './x.json' }, 'x.json') },
  'a field without .json': { 'p/tsconfig.json': from('cfg'), ...packed({ tsconfig: './x' }, 'x.json') },
  'a field that is a folder': {
    'p/tsconfig.json': from('cfg'),
    ...packed({ tsconfig: './d' }, 'd/tsconfig.json'),
  },
  'a package': { 'p/tsconfig.json': from('cfg'), ...packed({}, 'tsconfig.json') },
  'a folder of a package': { 'p/tsconfig.json': from('cfg/lib'), ...packed({}, 'lib/tsconfig.json') },
  exports: {
    'p/tsconfig.json': from('cfg/x'),
    ...packed({ exports: { './*': './dist/*.json' } }, 'dist/x.json'),
  },
  'its own name': {
    'p/tsconfig.json': from('me/ts'),
    'p/package.json': '{ "name": "me", "exports": { "./ts": "./base.json" } }',
    'p/base.json': entry,
  },
  imports: {
    'p/tsconfig.json': from('#ts'),
    'p/package.json': '{ "imports": { "#ts": "./base.json" } }',
    'p/base.json': entry,
  },
  'a list, the last one wins': {
    'p/tsconfig.json': from(['./a', './b.json']),
    'p/a.json': other,
    'p/b.json': entry,
  },
  'a list, the last one has none': {
    'p/tsconfig.json': from(['./a', './b']),
    'p/a.json': entry,
    'p/b.json': '{}',
  },
  'a package of pnpm': {
    'p/tsconfig.json': from('base'),
    'store/node_modules/base/package.json': '{ "name": "base", "tsconfig": "t.json" }',
    'store/node_modules/base/t.json': from('inner/t.json'),
    'store/node_modules/inner/t.json': entry,
    'link p/node_modules/base': '../../store/node_modules/base',
  },
  'UTF-16': { 'p/tsconfig.json': utf16 },
  'UTF-16, the other way round': { 'p/tsconfig.json': Buffer.from(utf16).swap16() },
  'UTF-16 further up': { 'p/tsconfig.json': from('./base'), 'p/base.json': utf16 },
  'comments and commas': {
    'p/tsconfig.json': `\ufeff// "plugins"\n${entry.replace('}]}', ',},],/* } */}')}`,
  },
  'very long': { 'p/tsconfig.json': `{ "description": ${long}, ${entry.slice(1)}` },
  'written twice': { 'p/tsconfig.json': `${entry.slice(0, -1)}, "compilerOptions": { "strict": true } }` },
  'taken back': {
    'p/tsconfig.json': '{ "extends": "./a", "compilerOptions": { "plugins": null } }',
    'p/a.json': entry,
  },
  'replaced by none': {
    'p/tsconfig.json': '{ "extends": "./a", "compilerOptions": { "plugins": [] } }',
    'p/a.json': entry,
  },
  'conditions beside it': {
    'p/tsconfig.json': '{ "extends": "./a", "compilerOptions": { "customConditions": ["x"] } }',
    'p/a.json': entry,
  },
};

describe.each(nativeVersions)('TypeScript %s', (version) => {
  let configurations: NativeConfigurations;
  let folder: string;
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyshape-configurations-')));
    configurations = new NativeConfigurations(await native(version));
  });
  afterAll(() => {
    configurations.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function put(name: string, files: Readonly<Record<string, string | Buffer>>): string {
    for (const [path, content] of Object.entries({ 'p/a.ts': 'export {};', ...files })) {
      const file = join(folder, name, path.replace(/^link /, ''));
      mkdirSync(dirname(file), { recursive: true });
      if (path.startsWith('link ')) symlinkSync(String(content), file);
      else writeFileSync(file, content);
    }
    return join(folder, name, 'p/tsconfig.json');
  }

  test.each(Object.entries(ways))('%s: what the classic compiler reads', (name, files) => {
    const file = put(name, files);
    const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} };
    const truth = ts.getParsedCommandLineOfConfigFile(file, undefined, host)?.options.plugins;
    if (!['taken back', 'replaced by none'].includes(name)) {
      expect(truth).toEqual([{ transform: 'keyshape/transform', serializer: 'structured' }]);
    }
    expect(configurations.read(file)).toMatchObject({ problems: [] });
    expect(configurations.read(file).plugins).toEqual(truth);
  });

  test.each([
    ['no quotes', entry.replaceAll('"', "'")],
    ['a line end that ends no comment', `{ // x\u2028${entry.slice(1)}`],
    ['a number that is none in JSON', entry.replace('"structured"', '"structured", "length": 0x10')],
  ])('%s is an error that names the place', (name, text) => {
    const file = put(name, { 'p/tsconfig.json': text });
    const [problem] = configurations.read(file).problems;
    expect(problem?.code).toBe('KS3008');
    expect(problem?.message).toMatch(/p\/tsconfig\.json\(\d+,\d+\): \w+: .* Mend it/);
  });
});
