import { join } from 'node:path';
import { resolveOptions } from '../../src/project/configuration/resolve-options.js';
import { root } from '../support/tools.js';

const configFile = '/project/tsconfig.json';
const extended = [join(root, 'transform/tsconfig.json')];
const entry = { transform: 'keyshape/transform' };

const codes = (plugins: unknown, given: object = {}) =>
  resolveOptions({ configFile, extended, plugins, ...given }).problems.map(({ code }) => code);

test('plugins of one’s own that take the place of the entry of keyshape/tsconfig.json are an error', () => {
  expect(codes([{ transform: 'other' }])).toEqual(['KS3009']);
  expect(codes([{ name: 'for the language server' }])).toEqual(['KS3009']);
  expect(codes([])).toEqual(['KS3009']);
  const [problem] = resolveOptions({
    configFile,
    extended: ['/project/tsconfig.base.json', ...extended],
    plugins: [{ transform: 'other' }],
  }).problems;
  expect(problem!.message).toMatch(
    /^"plugins" of \/project\/tsconfig\.json, or of \/project\/tsconfig\.base\.json replaces/,
  );
});

test('with the entry among them they are none, and where nothing is extended nothing is missed', () => {
  expect(codes([{ transform: 'other' }, entry])).toEqual([]);
  expect(codes([{ transform: 'other' }], { entry })).toEqual([]);
  expect(codes([{ transform: 'other' }], { extended: ['/project/transform/tsconfig.json'] })).toEqual([]);
  expect(codes([{ transform: 'other' }], { extended: [] })).toEqual([]);
  // A host that hands over no plugins says nothing of them.
  expect(codes(undefined)).toEqual([]);
});

test('the package is not its plugin, nor is another name in it', () => {
  for (const transform of [
    'keyshape',
    'keyshape/',
    'keyshape/transfrom',
    'keyshape/transformer',
    'keyshape/ts-jest',
  ]) {
    expect([transform, codes([{ transform }])]).toEqual([transform, ['KS3006']]);
  }
  for (const transform of ['keyshape/transform', 'keyshape/transform/index.js', 'keyshape-other']) {
    expect([transform, codes([{ transform }], { extended: [] })]).toEqual([transform, []]);
  }
  expect(resolveOptions({ configFile, plugins: [{ transform: 'keyshape' }] }).problems[0]!.message).toContain(
    'write "transform": "keyshape/transform"',
  );
});
