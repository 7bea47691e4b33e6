import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import loader, { type TurbopackContext } from '../../src/hosts/next/loader.js';
import { TemporaryProject, temporaryOptions } from '../support/temporary-project.js';
import { root } from '../support/tools.js';

const user = (name: string) => `export interface User { name: ${name} }\n`;
const call =
  "import { versionOf } from 'keyshape';\nimport type { User } from './types/user';\nexport const version = versionOf<User>();\n";
const without = 'export const version = 1;\n';

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({
    'package.json': '{}',
    'next-env.d.ts': 'declare const next: 1;\n',
    'tsconfig.json': JSON.stringify({
      compilerOptions: temporaryOptions,
      include: ['next-env.d.ts', 'src'],
    }),
    'src/types/user.ts': user('string'),
    'src/main.ts': without,
  });
  symlinkSync(join(root, 'node_modules/typescript'), project.path('node_modules/typescript'), 'junction');
});
afterEach(() => project.delete('.'));

/** What the loader makes of a module that is saved, and the folders that it declares. */
function loaded(text: string) {
  project.write({ 'src/main.ts': text });
  const folders: string[] = [];
  let result: string | undefined;
  const context: TurbopackContext = {
    resourcePath: project.path('src/main.ts'),
    getOptions: () => ({ keyshape: '{}' }),
    addDependency: () => undefined,
    addContextDependency: (path) => void folders.push(path),
    callback: (error, made) => {
      if (error) throw error;
      result = made;
    },
  };
  loader.call(context, text);
  return { version: /= "([0-9a-f]{16})"/.exec(result ?? '')?.[1], result, folders };
}

test('a first call in a project is replaced while it watches, also right after an edit and its undoing', () => {
  expect(loaded(without).result).toBe(without);
  const { version } = loaded(call);
  expect(version).toBeDefined();
  project.write({ 'src/types/user.ts': user('number') });
  const edited = loaded(call).version;
  expect(edited).toBeDefined();
  expect(edited).not.toBe(version);
  expect(loaded(without).result).toBe(without);
  project.write({ 'src/types/user.ts': user('string') });
  expect(loaded(call).version).toBe(version);
});

test('a folder that has packages or the output in it is not declared: Turbopack reads all that is below', () => {
  expect(loaded(call).folders).toEqual([project.path('src')]);
});

test.each([
  ['a manifest that says how modules are read', '{ "type": "module" }', ['src']],
  ['a manifest of a package', '{ "name": "models", "type": "module" }', ['src/types']],
  ['a manifest of an application without a name', '{ "private": true, "dependencies": {} }', ['src/types']],
  ['a manifest that is being written', '{ "type": ', ['src/types']],
])('%s in a folder of sources', (_, manifest, expected) => {
  project.write({ 'src/package.json': manifest });
  expect(loaded(call).folders).toEqual(expected.map((folder) => project.path(folder)));
});
