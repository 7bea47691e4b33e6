import { readFileSync, symlinkSync } from 'node:fs';
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

/** The version where every file was there for a while: what was written a moment ago is looked at again in any case. */
function settled(text: string): string | undefined {
  loaded(text);
  return loaded(text).version;
}

/** What the loader makes of a module that is saved, and the folders that it declares. */
function loaded(text: string) {
  if (readFileSync(project.path('src/main.ts'), 'utf8') !== text) project.write({ 'src/main.ts': text });
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

const global = (member: string) => `declare global { interface Everywhere { ${member} } }\nexport {};\n`;
const callOfGlobal =
  "import { versionOf } from 'keyshape';\nexport const version = versionOf<Everywhere>();\n";

test.each([
  'src/types/added.d.ts',
  'src/added.ts',
  'src/more/deep/added.ts',
  'src/main/added.mts',
  'src/empty/added.ts',
  'beside/added.ts',
])('%s, a new file that nothing imports, is seen', (added) => {
  project.write({
    'tsconfig.json': JSON.stringify({ compilerOptions: temporaryOptions, include: ['src', 'beside'] }),
    'src/types/global.d.ts': global('id: string'),
    'src/main/index.ts': without,
    'src/empty/read.me': '',
  });
  const version = settled(callOfGlobal);
  expect(version).toBeDefined();
  project.write({ [added]: global('name: string') });
  const after = loaded(callOfGlobal).version;
  expect(after).toBeDefined();
  expect(after).not.toBe(version);
  project.delete(added);
  expect(loaded(callOfGlobal).version).toBe(version);
});

test('a new file in the folder of the project is seen, though that holds packages too', () => {
  project.write({
    'tsconfig.json': JSON.stringify({ compilerOptions: temporaryOptions, include: ['.'] }),
    'src/types/global.d.ts': global('id: string'),
  });
  const version = settled(callOfGlobal);
  expect(version).toBeDefined();
  project.write({ 'added.d.ts': global('name: string') });
  expect(loaded(callOfGlobal).version).not.toBe(version);
});

test('an error is emitted where that can be, and what is compiled throws it: the process with the types goes on', () => {
  project.write({ 'src/types/user.ts': user('any'), 'src/main.ts': call });
  const told: Error[] = [];
  const handed: (Error | null)[] = [];
  let made = '';
  const context: TurbopackContext = {
    resourcePath: project.path('src/main.ts'),
    getOptions: () => ({ keyshape: '{}' }),
    addDependency: () => undefined,
    addContextDependency: () => undefined,
    callback: (error, text) => {
      handed.push(error);
      made = text ?? '';
    },
  };
  loader.call({ ...context, emitError: (error) => void told.push(error) }, call);
  expect(told.map(({ message }) => message)).toEqual([expect.stringContaining('KS1001: User.name')]);
  expect(handed).toEqual([null]);
  expect(made.startsWith(call)).toBe(true);
  expect(made.slice(call.length)).toMatch(/^\n;throw new Error\(".*KS1001: User\.name.*"\);\n$/);

  loader.call(context, call);
  expect(told).toHaveLength(1);
  expect(handed[1]?.message).toContain('KS1001: User.name');
});
