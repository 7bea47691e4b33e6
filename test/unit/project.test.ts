import { execFileSync } from 'node:child_process';
import fs, {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import {
  type Answer,
  editedText,
  openProject,
  type Project,
  type ProjectCompiler,
  type ProjectOptions,
  projectsWith,
  reportsError,
} from '../../src/project/index.js';
import { Projects } from '../../src/project/projects.js';
import type { Files } from '../support/project.js';
import { run, TemporaryProject, temporaryOptions } from '../support/temporary-project.js';

const made = jest.fn(ts.createProgram);
/** Counts the programs that are made. */
const counting: typeof ts = Object.create(ts, { createProgram: { value: made } });
const compiler: ProjectCompiler = { kind: 'classic', compiler: counting };

const call = `import { versionOf, keyFor } from 'keyshape';
import type { User } from './user';
export const version = versionOf<User>();
export const key = (id: string) => keyFor<User>(id);
`;

const base: Files = {
  'src/main.ts': call,
  'src/user.ts': `import type { Address } from './address';\nexport interface User { id: number; address: Address }\n`,
  'src/address.ts': `export type { Address } from './zip';\n`,
  'src/zip.ts': 'export interface Address { zip: string }\n',
  'src/other.ts': 'export const other = 1;\n',
};

const open: { readonly folder: TemporaryProject; readonly projects: Project[] }[] = [];

function start(files: Files = base): { folder: TemporaryProject; project: Project } {
  const folder = new TemporaryProject(files);
  const projects: Project[] = [];
  open.push({ folder, projects });
  const project = openProject(folder.configFile, { compiler });
  projects.push(project);
  return { folder, project };
}

afterEach(() => {
  for (const { folder, projects } of open.splice(0)) {
    for (const project of projects) project.close();
    folder.delete('.');
  }
});

function everything(project: Project): object {
  return {
    answers: project.files().map((name) => project.answer(name)),
    diagnostics: project.diagnostics(),
  };
}

/** What a project says that is opened now, without a record. */
function fresh(folder: TemporaryProject): object {
  folder.forgetRecord();
  return opened(folder);
}

/** What a project says that is opened now. */
function opened(folder: TemporaryProject, options?: ProjectOptions): object {
  const project = openProject(folder.configFile, { compiler, ...options });
  const said = everything(project);
  project.close();
  return said;
}

function versionIn(folder: TemporaryProject, project: Project, name = 'src/main.ts'): unknown {
  const answer = project.answer(folder.path(name));
  expect(answer?.diagnostics).toEqual([]);
  return run(answer!, readFileSync(folder.path(name), 'utf8')).version;
}

function texts(answer: Answer | undefined): readonly string[] {
  return (answer?.diagnostics ?? []).map(
    ({ place, code, text }) => `${place?.line}:${place?.column} ${code} ${text}`,
  );
}

test('an answer is plain data, and what it makes of the file runs without keyshape', () => {
  const { folder, project } = start();
  const answer = project.answer(folder.path('src/main.ts'))!;
  expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer);
  const exports = run(answer, call) as { version: string; key: (id: string) => string };
  expect(exports.version).toMatch(/^[0-9a-f]{16}$/);
  expect(exports.key('1')).toBe(`${exports.version}:1`);
  expect(answer.versions).toEqual([
    { name: 'versionOf', start: 105, line: 3, column: 24, type: 'User', value: exports.version },
    { name: 'keyFor', start: 159, line: 4, column: 36, type: 'User', value: exports.version },
  ]);
  expect(project.files()).toEqual([folder.path('src/main.ts')]);
  expect(project.answer(folder.path('src/other.ts'))).toBeUndefined();
  expect(project.diagnostics()).toEqual([]);
});

test.each(['namespace Tools', 'namespace Tools.Inner'])(
  'an alias in a %s goes with what it is of',
  (holder) => {
    const { folder, project } = start({
      'src/main.ts': `import * as ks from 'keyshape';\nexport ${holder} {\n  export import f = ks.versionOf;\n  export const one = 1;\n  export const own = f<{ id: number }>();\n}\n`,
    });
    const answer = project.answer(folder.path('src/main.ts'))!;
    expect(answer.diagnostics).toEqual([]);
    const text = readFileSync(folder.path('src/main.ts'), 'utf8');
    const { Tools } = run(answer, text) as { Tools: { Inner?: object } };
    expect(Tools.Inner ?? Tools).toEqual({ one: 1, own: '5b68c9d001486fea' });
  },
);

test('a first reading reads each source once, and parses its comments no more than tsc does', () => {
  made.mockClear();
  const { folder, project } = start({
    ...base,
    'src/zip.ts': '/** Where one lives. */\nexport interface Address { zip: string }\n',
  });
  const read = jest.spyOn(process.getBuiltinModule('node:fs'), 'readFileSync');
  try {
    project.files();
    const names = read.mock.calls.map(([name]) => name);
    for (const name of Object.keys(base))
      expect(names.filter((one) => one === folder.path(name))).toHaveLength(1);
  } finally {
    read.mockRestore();
  }
  const program = made.mock.results[0]!.value as ts.Program;
  const [address] = program.getSourceFile(folder.path('src/zip.ts'))!.statements;
  expect(ts.getJSDocCommentsAndTags(address!)).toEqual([]);
});

test('an answer is of the text on the disk, and says so of any other', () => {
  const { folder, project } = start();
  const answer = project.answer(folder.path('src/main.ts'))!;
  expect(editedText(answer, `\ufeff${call}`)?.text).toBe(editedText(answer, call)?.text);
  expect(editedText(answer, `// by another plugin\n${call}`)).toBeUndefined();
  const map = editedText(answer, call)?.map();
  expect(map?.sources).toEqual([folder.path('src/main.ts')]);
});

test('errors are reports with a place, and nothing is replaced beside them', () => {
  const { folder, project } = start({ ...base, 'src/zip.ts': 'export interface Address { zip: any }\n' });
  const answer = project.answer(folder.path('src/main.ts'))!;
  expect(texts(answer)).toEqual([
    expect.stringMatching(/^3:34 KS1001 User\.address\.zip: /),
    expect.stringMatching(/^4:43 KS1001 /),
  ]);
  expect(answer.edits).toEqual([]);
  expect(reportsError(answer.diagnostics, folder.folder).message).toMatch(
    /^src\/main\.ts\(3,34\): error KS1001: User\.address\.zip: .*\nsrc\/main\.ts\(4,43\): error KS1001: /,
  );
});

test('a malformed tag in a file of types stops the files with calls', () => {
  const { folder, project } = start({
    ...base,
    'src/zip.ts': 'export interface Address {\n  /** @keyshapeVersion */\n  zip: string;\n}\n',
  });
  expect(texts(project.answer(folder.path('src/main.ts')))).toEqual([expect.stringMatching(/^2:\d+ KS11/)]);
  expect(texts(project.answer(folder.path('src/zip.ts')))).toEqual([expect.stringMatching(/^2:\d+ KS11/)]);
});

test('the error of a call stops its own file alone', () => {
  const { folder, project } = start({
    ...base,
    'src/wrong.ts': `import { versionOf } from 'keyshape';\nimport './main';\nexport const wrong = versionOf<any>();\n`,
    'src/main.ts': `import './wrong';\n${call}`,
  });
  expect(texts(project.answer(folder.path('src/wrong.ts')))).toHaveLength(1);
  expect(texts(project.answer(folder.path('src/main.ts')))).toEqual([]);
});

test('a wrong option stops every file with calls, and is told of the project', () => {
  const { folder } = start();
  const options = { compiler, host: { value: { length: 3 }, place: 'in the options of a test' } };
  const project = openProject(folder.configFile, options);
  expect(project.diagnostics().map(({ code }) => code)).toEqual(['KS3002']);
  expect(project.answer(folder.path('src/main.ts'))).toMatchObject({
    edits: [],
    diagnostics: [{ code: 'KS3002' }],
  });
});

describe('after an edit, update gives what a fresh project gives', () => {
  const edits: Readonly<
    Record<string, { readonly files?: Files; readonly before?: Files; readonly delete?: string[] }>
  > = {
    'a type three imports away': { files: { 'src/zip.ts': 'export interface Address { zip: number }\n' } },
    'a file that shadows a folder': {
      before: { 'src/zip.ts': '', 'src/zip/index.ts': 'export interface Address { zip: string }\n' },
      files: { 'src/zip.ts': 'export interface Address { zip: number }\n' },
      delete: [],
    },
    'a global augmentation in a file that nobody imports': {
      before: {
        'src/zip.ts': 'export interface Address { zip: Zip }\n',
        'src/globals.d.ts': 'interface Zip { code: string }\n',
      },
      files: { 'src/more.d.ts': 'interface Zip { country: string }\n' },
    },
    'a package changed in its place': {
      before: {
        'src/zip.ts': `export type { Address } from 'addresses';\n`,
        'node_modules/addresses/package.json':
          '{ "name": "addresses", "version": "1.0.0", "types": "index.d.ts" }',
        'node_modules/addresses/index.d.ts': 'export interface Address { zip: string }\n',
      },
      files: { 'node_modules/addresses/index.d.ts': 'export interface Address { zip: number }\n' },
    },
    'an option of the configuration that it extends': {
      before: {
        'tsconfig.json': JSON.stringify({ extends: './base.json', include: ['src'] }),
        'base.json': JSON.stringify({
          compilerOptions: temporaryOptions,
        }),
        'src/zip.ts': 'export interface Address { zip: Required<{ a?: string | undefined }> }\n',
      },
      files: {
        'base.json': JSON.stringify({
          compilerOptions: { ...temporaryOptions, exactOptionalPropertyTypes: true },
        }),
      },
    },
    'a deleted file': { delete: ['src/zip.ts'] },
    'an error': { files: { 'src/zip.ts': 'export interface Address { zip: any }\n' } },
  };

  test.each(Object.entries(edits))('%s', (_, { before = {}, files = {}, delete: gone = [] }) => {
    const { folder, project } = start({ ...base, ...before });
    if (before['src/zip.ts'] === '') folder.delete('src/zip.ts');
    project.update();
    const first = everything(project);
    expect(first).toEqual(fresh(folder));
    folder.write(files);
    if (gone.length > 0) folder.delete(...gone);
    // The state stays what it is until it is told.
    expect(everything(project)).toEqual(first);
    project.update();
    const second = everything(project);
    expect(second).not.toEqual(first);
    // The record is of the state before.
    project.close();
    expect(opened(folder)).toEqual(second);
    expect(second).toEqual(fresh(folder));
    made.mockClear();
    expect(opened(folder)).toEqual(second);
    expect(made).not.toHaveBeenCalled();
    // And back.
    for (const name of Object.keys(files)) {
      const text = before[name] ?? base[name];
      if (text) folder.write({ [name]: text });
      else folder.delete(name);
    }
    for (const name of gone) folder.write({ [name]: base[name]! });
    project.update();
    expect(everything(project)).toEqual(first);
  });

  test('told which file changed, it reads no other one', () => {
    const { folder, project } = start();
    const first = versionIn(folder, project);
    folder.write({
      'src/zip.ts': 'export interface Address { zip: number }\n',
      'src/user.ts': 'export interface User { id: string }\n',
    });
    project.update({ changed: [folder.path('src/zip.ts')], isStructural: false });
    const second = versionIn(folder, project);
    expect(second).not.toBe(first);
    folder.write({ 'src/user.ts': base['src/user.ts']! });
    project.update({ changed: [folder.path('src/user.ts')], isStructural: false });
    expect(versionIn(folder, project)).toBe(second);
  });

  test('told of an edit before it is told of the new file that both lead to, it sees the new file', () => {
    const { folder, project } = start({
      ...base,
      'src/zip.ts': "export type { Address } from '../beside/model';\n",
      'beside/model/index.ts': 'export interface Address { zip: string }\n',
    });
    const first = versionIn(folder, project);
    folder.write({
      'beside/model.ts': 'export interface Address { zip: number }\n',
      'src/other.ts': "export type { Address } from '../beside/model';\n",
    });
    project.update({ changed: [folder.path('src/other.ts')], isStructural: false });
    versionIn(folder, project);
    project.update({ changed: [folder.path('beside/model.ts')], isStructural: true });
    const second = everything(project);
    expect(versionIn(folder, project)).not.toBe(first);
    expect(second).toEqual(fresh(folder));
    project.close();
    expect(opened(folder)).toEqual(second);
  });

  test('edits that follow at once, of the same length, are seen', () => {
    const { folder, project } = start();
    const versions = new Set<unknown>();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      folder.write({ 'src/zip.ts': `export interface Address { ${name}: string }\n` });
      project.update();
      versions.add(versionIn(folder, project));
    }
    expect(versions.size).toBe(5);
  });
});

describe('the record of the last opening', () => {
  const openings = () => made.mock.calls.length;

  beforeEach(() => made.mockClear());

  test('answers without a program while nothing changed, whatever times the files have', () => {
    const { folder, project } = start();
    const first = everything(project);
    expect(openings()).toBe(1);
    for (const name of Object.keys(base)) utimesSync(folder.path(name), 1, 1);
    folder.write({ 'README.md': '', 'src/style.css': '' });
    expect(opened(folder)).toEqual(first);
    const second = openProject(folder.configFile, { compiler });
    expect(second.lists(folder.path('src/other.ts'))).toBe(true);
    expect(second.includes(folder.path('node_modules/keyshape/index.d.ts'))).toBe(false);
    expect(second.references()).toEqual([]);
    second.update();
    expect(everything(second)).toEqual(first);
    expect(openings()).toBe(1);
    folder.write({ 'src/zip.ts': 'export interface Address { zip: number }\n' });
    expect(everything(second)).toEqual(first);
    second.update();
    expect(everything(second)).not.toEqual(first);
    expect(openings()).toBe(2);
    second.close();
  });

  test.each<[string, Files, Files?]>([
    ['a new file beside the others', { 'src/new.ts': '' }],
    ['a manifest that decides how files are read', { 'src/package.json': '{ "type": "module" }' }],
    ['a package that is found first', { 'src/node_modules/keyshape/index.d.ts': 'export {};' }],
    [
      'a configuration',
      { 'tsconfig.json': JSON.stringify({ compilerOptions: temporaryOptions, include: ['src/main.ts'] }) },
    ],
    ['the text of a package', { 'node_modules/keyshape/index.d.ts': 'export {};' }],
    ['the place of a lock file', { 'keyshape.lock': '' }],
    ['the text of a lock file', { 'keyshape.lock': '# another' }, { 'keyshape.lock': '' }],
    ['the manifest of a package', { 'node_modules/keyshape/package.json': '{ "types": "none.d.ts" }' }],
  ])('does not hold after a change of %s', (_, files, earlier = {}) => {
    const { folder } = start({ ...base, ...earlier });
    const before = opened(folder);
    expect(opened(folder)).toEqual(before);
    expect(openings()).toBe(1);
    folder.write(files);
    const after = opened(folder);
    expect(openings()).toBe(2);
    expect(after).toEqual(fresh(folder));
  });

  test('does not hold for other options, nor another compiler', () => {
    const { folder } = start();
    opened(folder);
    opened(folder, { host: { value: { length: 32 }, place: 'here' } });
    opened(folder, { overrides: { strict: false } });
    const other: typeof ts = Object.create(counting, { version: { value: '5.9.4' } });
    opened(folder, { compiler: { kind: 'classic', compiler: other } });
    expect(openings()).toBeGreaterThanOrEqual(4);
    made.mockClear();
    opened(folder);
    expect(openings()).toBe(0);
  });

  test.each<[string, (record: string) => void]>([
    ['of another form', (record) => writeFileSync(record, '{"key":5}')],
    ['cut off', (record) => writeFileSync(record, readFileSync(record).subarray(0, -9))],
    [
      'changed by hand',
      (record) => writeFileSync(record, readFileSync(record, 'utf8').replace('"versions":', '"versions" :')),
    ],
    ['empty', (record) => writeFileSync(record, '')],
    ['a folder', (record) => mkdirSync(record)],
    ['a pipe', (record) => execFileSync('mkfifo', [record])],
  ])('is none where it is %s', (_, spoil) => {
    const { folder } = start();
    const before = opened(folder);
    const records = readdirSync(folder.records).map((name) => join(folder.records, name));
    expect(records).toHaveLength(1);
    const text = readFileSync(records[0]!);
    rmSync(records[0]!);
    if (!/folder|pipe/.test(_)) writeFileSync(records[0]!, text);
    spoil(records[0]!);
    made.mockClear();
    expect(opened(folder)).toEqual(before);
    expect(openings()).toBe(1);
  });
});

describe('the projects of a process', () => {
  test('are shared by those who ask under the same options', () => {
    const value = { length: 32 };
    const ask = (place: string) => projectsWith({ host: { value, place } });
    expect(ask('in a')).toBe(ask('in a'));
    expect(ask('in a')).not.toBe(ask('in b'));
    expect(projectsWith({ compiler })).not.toBe(projectsWith({ compiler }));
  });

  const options = temporaryOptions;

  test('a file belongs to the nearest configuration that includes it, or to one that it refers to', () => {
    const folder = new TemporaryProject({
      ...base,
      'packages/a/tsconfig.json': JSON.stringify({
        files: [],
        references: [{ path: './tsconfig.app.json' }],
      }),
      'packages/a/tsconfig.app.json': JSON.stringify({
        compilerOptions: { ...options, composite: true },
        include: ['src'],
      }),
      'packages/a/src/main.ts': `import { versionOf } from 'keyshape';\nexport const version = versionOf<{ a: 1 }>();\n`,
      'packages/a/other/file.ts': '',
      'tsconfig.json': JSON.stringify({ compilerOptions: options, include: ['src', 'packages/a/other'] }),
    });
    const projects = new Projects({ compiler });
    const own = (name: string) => projects.of(folder.path(name))?.configFile;
    expect(own('src/main.ts')).toBe(folder.configFile);
    expect(own('packages/a/src/main.ts')).toBe(folder.path('packages/a/tsconfig.app.json'));
    expect(own('packages/a/other/file.ts')).toBe(folder.configFile);
    expect(own('node_modules/keyshape/index.d.ts')).toBeUndefined();
    expect(own('scripts/none.ts')).toBeUndefined();
    const answer = projects
      .of(folder.path('packages/a/src/main.ts'))
      ?.answer(folder.path('packages/a/src/main.ts'));
    expect(answer?.diagnostics).toEqual([]);
    projects.close();
    folder.delete('.');
  });

  test('what a project refers to is read from its sources, and is answered by itself', () => {
    const folder = new TemporaryProject({
      'packages/model/tsconfig.json': JSON.stringify({
        compilerOptions: { ...options, composite: true, rootDir: 'src', outDir: 'dist' },
        include: ['src'],
      }),
      'packages/model/package.json': '{ "name": "model", "types": "dist/index.d.ts" }',
      'packages/model/src/index.ts': `import { versionOf } from 'keyshape';\nexport interface Model { id: number }\nexport const own = versionOf<Model>();\n`,
      'packages/app/tsconfig.json': JSON.stringify({
        compilerOptions: options,
        include: ['src'],
        references: [{ path: '../model' }],
      }),
      'packages/app/src/main.ts': `import { versionOf } from 'keyshape';\nimport type { Model } from 'model';\nexport const version = versionOf<Model>();\n`,
    });
    symlinkSync(folder.path('packages/model'), folder.path('node_modules/model'));
    const projects = new Projects({ compiler });
    const app = projects.of(folder.path('packages/app/src/main.ts'))!;
    const model = projects.of(folder.path('packages/model/src/index.ts'))!;
    expect([app.files(), model.files()]).toEqual([
      [folder.path('packages/app/src/main.ts')],
      [folder.path('packages/model/src/index.ts')],
    ]);
    expect(app.answer(folder.path('packages/app/src/main.ts'))!.diagnostics).toEqual([]);
    const [version] = app.answer(folder.path('packages/app/src/main.ts'))!.versions;
    const [own] = model.answer(folder.path('packages/model/src/index.ts'))!.versions;
    expect(version?.value).toBe(own?.value);
    expect(app.answer(folder.path('packages/app/src/main.ts'))!.diagnostics).toEqual([]);
    expect(app.includes(folder.path('packages/model/src/index.ts'))).toBe(false);
    projects.close();
    folder.delete('.');
  });

  test('what such a project refers to need not be listed: no build of `-b` is skipped here', () => {
    const of = (
      name: string,
      references: readonly string[],
      text: string,
      more: object = { composite: true },
    ) => ({
      [`packages/${name}/tsconfig.json`]: JSON.stringify({
        compilerOptions: { ...options, rootDir: 'src', outDir: 'dist', ...more },
        include: ['src'],
        references: references.map((path) => ({ path: `../${path}` })),
      }),
      [`packages/${name}/package.json`]: JSON.stringify({ name, types: 'dist/index.d.ts' }),
      [`packages/${name}/src/index.ts`]: text,
    });
    const folder = new TemporaryProject({
      ...of('core', [], 'export interface Address { zip: string }\n'),
      ...of(
        'model',
        ['core'],
        "import type { Address } from 'core';\nexport interface Model { at: Address }\n",
      ),
      ...of(
        'app',
        ['model'],
        "import { versionOf } from 'keyshape';\nimport type { Model } from 'model';\nexport const version = versionOf<Model>();\n",
        {},
      ),
    });
    for (const name of ['core', 'model']) {
      symlinkSync(folder.path(`packages/${name}`), folder.path(`node_modules/${name}`));
    }
    const projects = new Projects({ compiler });
    const main = folder.path('packages/app/src/index.ts');
    const answer = projects.of(main)!.answer(main)!;
    expect(answer.diagnostics).toEqual([]);
    expect(answer.versions).toHaveLength(1);
    expect(answer.dependencies.files).toContain(folder.path('packages/core/src/index.ts'));
    projects.close();
    folder.delete('.');
  });
});

// A host begins to watch what an answer depends on when it has the answer.
describe('what is edited while types are read for the first time is read again', () => {
  const meanwhile = (edit: () => void) =>
    made.mockImplementationOnce((...given: Parameters<typeof ts.createProgram>) => {
      const program = ts.createProgram(...given);
      edit();
      return program;
    });

  const edits: Readonly<Record<string, (folder: TemporaryProject) => void>> = {
    'the type': (folder) => folder.write({ 'src/zip.ts': 'export interface Address { zip: number }\n' }),
    'the type, of the same length': (folder) =>
      folder.write({ 'src/zip.ts': 'export interface Address { piz: string }\n' }),
    'what leads to it': (folder) =>
      folder.write({ 'src/address.ts': 'export interface Address { other: 1 }\n' }),
    'a new file': (folder) =>
      folder.write({
        'src/more.ts': "declare module './zip' { interface Address { more: 1 } } export {};\n",
      }),
    'an option': (folder) =>
      folder.write({
        'tsconfig.json': JSON.stringify({
          compilerOptions: {
            ...temporaryOptions,
            plugins: [{ transform: 'keyshape/transform', length: 32 }],
          },
          include: ['src'],
        }),
      }),
    'a file that goes': (folder) => folder.delete('src/zip.ts'),
  };

  test.each(['the type, of the same length', 'a new file'])(
    'on a file system that counts whole seconds: %s',
    (name) => {
      const { folder, project } = start();
      // Everything happens within one.
      const second = Math.floor(Date.now() / 1000) * 1000;
      const { statSync } = fs;
      const stat = jest.spyOn(fs, 'statSync').mockImplementation(((...given: Parameters<typeof statSync>) => {
        const stats = statSync(...given);
        return stats && Object.assign(stats, { mtimeMs: second, ctimeMs: second });
      }) as typeof statSync);
      try {
        meanwhile(() => edits[name]!(folder));
        expect(everything(project)).toEqual(fresh(folder));
      } finally {
        stat.mockRestore();
      }
    },
  );

  test.each(Object.keys(edits))('%s', (name) => {
    const { folder, project } = start();
    meanwhile(() => edits[name]!(folder));
    const said = everything(project);
    expect(said).toEqual(fresh(folder));
    const other = start();
    expect(said).not.toEqual(everything(other.project));
  });
});
