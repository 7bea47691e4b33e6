import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Native } from '../../src/compilers/native/read-types.js';
import { startServer } from '../../src/compilers/native/read-types.js';
import { KeyshapeError } from '../../src/error.js';
import { resolveCompiler } from '../../src/project/compiler.js';

const manifest = (more: object) => JSON.stringify({ name: 'typescript', version: '5.9.3', ...more });

describe('a typescript that is there and not whole is no missing one', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyshape-broken-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each<[string, Readonly<Record<string, string>>]>([
    ['without its main file', { 'package.json': manifest({ main: './lib/typescript.js' }) }],
    ['with a package.json that is no JSON', { 'package.json': '{ "name":' }],
    ['with exports that name nothing', { 'package.json': manifest({ exports: { './none': './none.js' } }) }],
    ['that is cut off', { 'package.json': manifest({ main: 'main.js' }), 'main.js': 'module.exports = {' }],
    ['that throws', { 'package.json': manifest({ main: 'main.js' }), 'main.js': 'throw new Error("boom")' }],
    ['that is empty', { 'package.json': manifest({ main: 'main.js' }), 'main.js': '' }],
  ])('%s', (_, files) => {
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, 'node_modules/typescript', name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const load = () => resolveCompiler(join(folder, 'tsconfig.json'));
    expect(load).toThrow(KeyshapeError);
    expect(load).toThrow(
      /the TypeScript in .*node_modules\/typescript cannot be loaded: \S.*\. It is not whole/,
    );
    expect(load).toThrow(expect.objectContaining({ code: 'KS3004' }));
  });

  test('none at all', () => {
    expect(() => resolveCompiler('/none/of/these/tsconfig.json')).toThrow(
      /no `typescript` can be resolved from/,
    );
  });
});

test('TypeScript 7 without the package of its platform says which to install', () => {
  class API {
    constructor() {
      throw new Error('Unable to resolve @typescript/typescript-linux-x64. Either …\n  at nowhere');
    }
  }
  const before = process.env.GOGC;
  const start = () => startServer({ version: '7.0.2', module: { API } } as unknown as Native, {});
  expect(start).toThrow(KeyshapeError);
  expect(start).toThrow(
    /^TypeScript 7\.0\.2 does not start: Unable to resolve @typescript\/typescript-linux-x64\. Either …\. .*--include=optional/,
  );
  expect(process.env.GOGC).toBe(before);
});
