/** @jest-environment ./test/native/environment.cjs */
import { symlinkSync, utimesSync } from 'node:fs';
import type { Native } from '../../src/compilers/native/read-types.js';
import { openProject, type ProjectCompiler } from '../../src/project/index.js';
import { drawEdit, drawProject } from '../support/edited-project.js';
import type { Files } from '../support/project.js';
import { createRandom } from '../support/random.js';
import { TemporaryProject, temporaryOptions } from '../support/temporary-project.js';
import { native, nativeVersions } from './projects.js';

const compilerOptions = { ...temporaryOptions, moduleResolution: 'bundler' };
const configured = (more: object = {}) =>
  JSON.stringify({ compilerOptions: { ...compilerOptions, ...more }, include: ['src'] });
const base: Files = {
  'tsconfig.json': configured(),
  'src/main.ts': `import { versionOf } from 'keyshape';
import type { User } from './user';
export const version = versionOf<User>();
`,
  'src/user.ts': `import type { Address } from './address';\nexport interface User { id: number; address: Address }\n`,
  'src/address.ts': `export type { Address } from './zip';\n`,
  'src/zip.ts': 'export interface Address { zip: string }\n',
};
const packaged: Files = {
  'src/zip.ts': `export type { Address } from 'addresses';\n`,
  'node_modules/addresses/package.json': '{ "name": "addresses", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/addresses/index.d.ts': 'export interface Address { zip: string }\n',
};

/** Counts the servers that are started. */
async function counted(version: (typeof nativeVersions)[number]) {
  const loaded = await native(version);
  const started = jest.fn();
  class Counted extends loaded.module.API {
    constructor(options: ConstructorParameters<Native['module']['API']>[0]) {
      super(options);
      started();
    }
  }
  const module: Native['module'] = Object.create(loaded.module, { API: { value: Counted } });
  const compiler: ProjectCompiler = { kind: 'native', native: { ...loaded, module } };
  /** What a project says that is opened now. */
  const opened = (folder: TemporaryProject) => {
    const project = openProject(folder.configFile, { compiler });
    const said = {
      answers: project.files().map((name) => project.answer(name)),
      diagnostics: project.diagnostics(),
    };
    project.close();
    return said;
  };
  /** The same without a record. */
  const fresh = (folder: TemporaryProject) => {
    folder.forgetRecord();
    return opened(folder);
  };
  return { started, compiler, opened, fresh };
}

describe.each(nativeVersions)('the record of the last opening on TypeScript %s', (version) => {
  test('answers without a server while nothing changed, whatever times the files have', async () => {
    const { started, opened } = await counted(version);
    const folder = new TemporaryProject(base);
    const first = opened(folder);
    expect(first.answers).toMatchObject([{ diagnostics: [], versions: [{ name: 'versionOf' }] }]);
    started.mockClear();
    for (const name of Object.keys(base)) utimesSync(folder.path(name), 1, 1);
    folder.write({ 'README.md': '', 'src/style.css': '' });
    expect(opened(folder)).toEqual(first);
    expect(started).not.toHaveBeenCalled();
    folder.delete('.');
  });

  test.each<[string, Files, Files?]>([
    ['a type three imports away', { 'src/zip.ts': 'export interface Address { zip: number }\n' }],
    ['a new file beside the others', { 'src/new.ts': '' }],
    ['a file in place of a folder', { 'src/zip.d.ts': '', 'src/zip.mts': '' }],
    [
      'a file that nobody imports',
      { 'src/more.d.ts': 'interface Zip { country: string }\n' },
      {
        'src/zip.ts': 'export interface Address { zip: Zip }\n',
        'src/globals.d.ts': 'interface Zip { code: string }\n',
      },
    ],
    ['a manifest that decides how files are read', { 'src/package.json': '{ "type": "module" }' }],
    ['a package that is found first', { 'src/node_modules/keyshape/index.d.ts': 'export {};' }],
    ['a configuration', { 'tsconfig.json': configured({ exactOptionalPropertyTypes: true }) }],
    [
      'a configuration that another extends',
      { 'base.json': configured({ exactOptionalPropertyTypes: true }) },
      { 'tsconfig.json': '{ "extends": "./base.json" }', 'base.json': configured() },
    ],
    [
      'the text of a package',
      { 'node_modules/addresses/index.d.ts': 'export interface Address { zip: 1 }\n' },
      packaged,
    ],
    [
      'the manifest of a package',
      { 'node_modules/addresses/package.json': '{ "types": "none.d.ts" }' },
      packaged,
    ],
    ['a package that was missing', packaged, { 'src/zip.ts': packaged['src/zip.ts']! }],
    ['the place of a lock file', { 'keyshape.lock': '' }],
    ['the text of a lock file', { 'keyshape.lock': '# another' }, { 'keyshape.lock': '' }],
  ])('does not hold after a change of %s', async (_, files, earlier = {}) => {
    const { started, opened, fresh } = await counted(version);
    const folder = new TemporaryProject({ ...base, ...earlier });
    const before = opened(folder);
    started.mockClear();
    expect(opened(folder)).toEqual(before);
    expect(started).not.toHaveBeenCalled();
    folder.write(files);
    const after = opened(folder);
    expect(started).toHaveBeenCalled();
    expect(after).toEqual(fresh(folder));
    folder.delete('.');
  });

  test('is made in spite of a link in a circle, and holds', async () => {
    const { started, opened } = await counted(version);
    const folder = new TemporaryProject(base);
    symlinkSync('self', folder.path('src/self'));
    symlinkSync('user.ts', folder.path('src/user.ts.link'));
    const first = opened(folder);
    expect(first.answers).toMatchObject([{ diagnostics: [], versions: [{ name: 'versionOf' }] }]);
    started.mockClear();
    expect(opened(folder)).toEqual(first);
    expect(started).not.toHaveBeenCalled();
    folder.delete('.');
  });

  test('does not hold where something else than what was told had changed before a file was read anew', async () => {
    const { compiler, opened, fresh } = await counted(version);
    const folder = new TemporaryProject({
      ...base,
      ...packaged,
      'keyshape.lock': '',
      'node_modules/addresses/other.d.ts': 'export interface Address { code: string }\n',
    });
    const project = openProject(folder.configFile, { compiler });
    project.files();
    folder.write({
      'node_modules/addresses/package.json':
        '{ "name": "addresses", "version": "1.0.0", "types": "other.d.ts" }',
      'src/user.ts': `${base['src/user.ts']}// saved\n`,
    });
    project.update({ changed: [folder.path('src/user.ts')], isStructural: false });
    project.files();
    project.close();
    expect(opened(folder)).toEqual(fresh(folder));
    folder.delete('.');
  });

  test('a project goes on over a change of a configuration that it refers to', async () => {
    const { compiler, fresh } = await counted(version);
    const lib = (files: readonly string[]) =>
      JSON.stringify({ compilerOptions: { ...compilerOptions, composite: true }, files });
    const folder = new TemporaryProject({
      ...base,
      'tsconfig.json': JSON.stringify({ compilerOptions, include: ['src'], references: [{ path: './lib' }] }),
      'lib/tsconfig.json': lib(['a.ts']),
      'lib/a.ts': 'export interface A { a: 1 }\n',
      'lib/b.ts': `import { versionOf } from 'keyshape';\nexport const b = versionOf<{ b: 1 }>();\n`,
      'src/main.ts': `${base['src/main.ts']}import type { b } from '../lib/b';\nexport type B = typeof b;\n`,
    });
    const project = openProject(folder.configFile, { compiler });
    project.files();
    for (const change of [undefined, { changed: [folder.path('lib/tsconfig.json')], isStructural: false }]) {
      folder.write({ 'lib/tsconfig.json': lib(change ? ['a.ts'] : ['a.ts', 'b.ts']) });
      project.update(change);
      const said = {
        answers: project.files().map((name) => project.answer(name)),
        diagnostics: project.diagnostics(),
      };
      expect(said).toEqual(fresh(folder));
    }
    project.close();
    folder.delete('.');
  });

  // KEYSHAPE_EDITS=500 goes on for longer, which takes a server for each.
  test.each([1, 2])(
    'seed %i: after any edit, a project that goes on, one on record and a new one say the same',
    async (seed) => {
      const { compiler, opened, fresh } = await counted(version);
      const random = createRandom(seed);
      const files = drawProject(random);
      const folder = new TemporaryProject({ ...Object.fromEntries(files), 'tsconfig.json': configured() });
      const project = openProject(folder.configFile, { compiler });
      for (let count = 0; count < (Number(process.env.KEYSHAPE_EDITS) || 8); count += 1) {
        const edit = drawEdit(random, files);
        for (const [name, text] of Object.entries(edit)) files.set(name, text);
        folder.write(edit);
        project.update(
          random.chance(0.5)
            ? undefined
            : { changed: Object.keys(edit).map((name) => folder.path(name)), isStructural: false },
        );
        const said = {
          answers: project.files().map((name) => project.answer(name)),
          diagnostics: project.diagnostics(),
        };
        expect(opened(folder)).toEqual(said);
        expect(fresh(folder)).toEqual(said);
        expect(opened(folder)).toEqual(said);
      }
      project.close();
      folder.delete('.');
    },
  );
});
