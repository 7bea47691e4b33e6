import { KeyshapeError } from '../../src/hosts/index.js';
import { compile, model } from '../support/project.js';

const call =
  "import { versionOf } from 'keyshape';\nimport type { User } from './model';\nexport const v = versionOf<User>();\n";
const tagged = 'export interface Other {\n  /** @keyshapeVersion */\n  id: number;\n}\n';

test('a malformed tag is an error in its own file, called or not', () => {
  expect(compile({ 'other.ts': tagged }).errors).toEqual([
    expect.stringMatching(/^other\.ts\(2,\d+\): KS1\d{3}: /),
  ]);
});

test.each(['@KeyshapeIgnore', '@keyshapeignore', '@KEYSHAPEVERSION 2', '@KeyShape'])(
  '%s, in a file without any other tag, is an error and not passed over',
  (tag) => {
    const spelt = tagged.replace('@keyshapeVersion', tag);
    expect(compile({ 'other.ts': spelt }).errors).toEqual([
      expect.stringMatching(/^other\.ts\(2,\d+\): KS1101: /),
    ]);
  },
);

test('typings of dependencies are not searched for tags', () => {
  const files = {
    'node_modules/lib/package.json': '{ "name": "lib", "types": "index.d.ts" }',
    'node_modules/lib/index.d.ts': tagged,
    'main.ts': "export type { Other } from 'lib';",
  };
  expect(compile(files).errors).toEqual([]);
});

test('a bare transformer throws it from a file with calls, not from one without', () => {
  expect(() => compile({ ...model, 'other.ts': tagged, 'main.ts': call }, { through: 'factory' })).toThrow(
    KeyshapeError,
  );
  expect(compile({ ...model, 'plain.ts': 'export const x = 1;' }, { through: 'factory' }).errors).toEqual([]);
});
