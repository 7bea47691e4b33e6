import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildProject, configFor, createProject, packageJson, versions } from './project.js';

const times = /\d+:\d+:\d+( [AP]M)? - /g;

describe.each(versions)('TypeScript %s', (version) => {
  let project: BuildProject;
  afterEach(() => project.remove());

  const config = (references: readonly string[]) => {
    const base = configFor(version, 'nodenext', {
      composite: true,
      declarationMap: true,
      resolveJsonModule: true,
    });
    const json = JSON.parse(base) as object;
    return JSON.stringify({
      ...json,
      include: ['src', 'src/data.json'],
      references: references.map((path) => ({ path })),
    });
  };
  const create = () => {
    project = createProject(version, {
      'package.json': packageJson('nodenext'),
      'tsconfig.json': '{ "files": [], "references": [{ "path": "app" }] }',
      'core/tsconfig.json': config([]),
      'core/src/model.ts': 'export interface User { id: number }\n',
      'app/tsconfig.json': config(['../core']),
      'app/src/data.json': '{ "a": 1 }\n',
      'app/src/view.mts': 'export const view = 1;\n',
      'app/src/main.ts':
        "import { versionOf } from 'keyshape';\nimport type { User } from '../../core/out/model.js';\nexport const version = versionOf<User>();\n",
    });
  };
  const files = () =>
    readdirSync(project.folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(project.folder.length + 1))
      .filter((name) => !name.startsWith('node_modules'))
      .sort();
  const stock = (...args: string[]) => {
    const { code, text } = project.node('node_modules/typescript/bin/tsc', ...args);
    return { code, text: text.replace(times, '') };
  };
  const build = (...args: string[]) => {
    const { code, text } = project.build(...args);
    return { code, text: text.replace(times, '') };
  };

  test('--clean deletes what a build wrote, and nothing else', () => {
    create();
    const sources = files();
    expect(build('-b')).toEqual({ code: 0, text: '' });
    const written = files().filter((name) => !sources.includes(name));
    expect(written).toEqual(
      expect.arrayContaining([
        'app/out/data.json',
        'app/out/main.d.ts.map',
        'app/out/main.js.map',
        'app/out/view.d.mts',
        'core/out/model.js',
      ]),
    );
    project.write({ 'app/out/mine.js': '', 'elsewhere/out/model.js': '' });
    const before = files();

    const listed = build('-b', '--clean', '--dry');
    expect(listed.code).toBe(0);
    expect(listed.text).toMatch(/^A non-dry build would delete the following files:/);
    const names = listed.text.split(/\r?\n/);
    expect(names).toEqual(expect.arrayContaining(written.map((name) => ` * ${project.folder}/${name}`)));
    expect(listed).toEqual(stock('-b', '--clean', '--dry'));
    expect(files()).toEqual(before);

    expect(build('-b', '--clean')).toEqual({ code: 0, text: '' });
    expect(files()).toEqual([...sources, 'app/out/mine.js', 'elsewhere/out/model.js'].sort());
    expect(build('-b', '--clean')).toEqual({ code: 0, text: '' });
    expect(build('-b', 'app')).toEqual({ code: 0, text: '' });
    expect(files()).toEqual(expect.arrayContaining(written));
    expect(build('-b', '--clean', 'core')).toEqual({ code: 0, text: '' });
    expect(files().filter((name) => /^(?:core|app)\/out/.test(name))).toEqual(
      files().filter((name) => name.startsWith('app/out')),
    );
  });

  test('--dry says what would be built, and builds nothing', () => {
    create();
    const sources = files();
    expect(build('-b', '--dry')).toEqual(stock('-b', '--dry'));
    expect(build('-b', '--dry')).toEqual({
      code: 0,
      text: ['core', 'app']
        .map((name) => `A non-dry build would build project '${project.folder}/${name}/tsconfig.json'\n\n`)
        .join(''),
    });
    expect(files()).toEqual(sources);
  });

  test('what does not go together', () => {
    create();
    const fails = (...args: string[]) => {
      const { code, text } = project.build(...args);
      expect([code, text]).toEqual([
        1,
        expect.stringMatching(/--build|not combine|cannot be combined|together/),
      ]);
    };
    fails('--clean');
    fails('--dry');
    fails('-b', '--clean', '--watch');
    fails('-b', '--clean', '--force');
  });
});
