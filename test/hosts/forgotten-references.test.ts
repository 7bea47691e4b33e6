import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createProject, type Version } from '../build/project.js';
import { bin } from '../cli/installed.js';
import { type Builder, startBuilder } from '../support/builder.js';
import { type Installed, installProject } from '../support/package.js';
import type { Files } from '../support/project.js';

jest.setTimeout(240_000);

const entry = { transform: 'keyshape/transform', transformProgram: true };

function config(options: object, references: readonly string[] = [], more: object = {}): string {
  const compilerOptions = {
    composite: true,
    declaration: true,
    target: 'es2020',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    strict: true,
    rootDir: 'src',
    outDir: 'dist',
    lib: ['es2020'],
    types: [],
    plugins: [entry],
    ...options,
  };
  return JSON.stringify({
    compilerOptions,
    include: ['src'],
    references: references.map((path) => ({ path })),
    ...more,
  });
}

const core = 'packages/core';
const app = 'packages/app';
const call = (from: string) =>
  `import { versionOf } from 'keyshape';\nimport type { User } from '${from}';\ninterface Own { users: User[] }\nexport const v = versionOf<Own>();\n`;
const manifest = (name: string, more: object) => JSON.stringify({ name, ...more });
const user = (id: string) => `export interface User { id: ${id} }\n`;

/** Two packages of a workspace; the second one reads the output of the first through `node_modules`. */
const workspace: Files = {
  [`${core}/package.json`]: manifest('@acme/core', { main: 'dist/index.js', types: 'dist/index.d.ts' }),
  [`${core}/tsconfig.json`]: config({}),
  [`${core}/src/index.ts`]: user('string'),
  [`${app}/package.json`]: manifest('@acme/app', {}),
  [`${app}/tsconfig.json`]: config({}),
  [`${app}/src/main.ts`]: call('@acme/core'),
};

interface Layout {
  readonly files: Files;
  /** What to build, in order. */
  readonly build: readonly string[];
  /** What is to be added to `references`; nothing where the build sees every change. */
  readonly missing: string | undefined;
}

const both = [core, app];
const layouts: Readonly<Record<string, Layout>> = {
  'a package of the workspace': { files: {}, build: both, missing: '../core' },
  'a package that is listed': {
    files: { [`${app}/tsconfig.json`]: config({}, ['../core']) },
    build: [app],
    missing: undefined,
  },
  'neither of them composite': {
    files: {
      [`${core}/tsconfig.json`]: config({ composite: false }),
      [`${app}/tsconfig.json`]: config({ composite: false }),
    },
    build: both,
    missing: '../core',
  },
  'a solution of both': {
    files: { 'tsconfig.json': config({}, both, { files: [], include: [] }) },
    build: ['.'],
    missing: '../core',
  },
  'types by exports, declarations in a folder of their own': {
    files: {
      [`${core}/package.json`]: manifest('@acme/core', {
        exports: { '.': { types: './types/index.d.ts', default: './dist/index.js' } },
      }),
      [`${core}/tsconfig.json`]: config({ declarationDir: 'types' }),
    },
    build: both,
    missing: '../core',
  },
  'outputs beside the sources': {
    files: {
      [`${core}/package.json`]: manifest('@acme/core', { types: 'src/index.d.ts' }),
      [`${core}/tsconfig.json`]: config({ outDir: undefined, rootDir: undefined }),
    },
    build: both,
    missing: '../core',
  },
  'paths into the output': {
    files: {
      [`${app}/tsconfig.json`]: config({ paths: { core: ['../core/dist/index.d.ts'] } }),
      [`${app}/src/main.ts`]: call('core'),
    },
    build: both,
    missing: '../core',
  },
  'a relative path into the output': {
    files: { [`${app}/src/main.ts`]: call('../../core/dist/index.js') },
    build: both,
    missing: '../core',
  },
  'another name of the configuration': {
    files: {
      [`${core}/tsconfig.json`]: config({ noEmit: true, composite: false }),
      [`${core}/tsconfig.lib.json`]: config({}),
    },
    build: [`${core}/tsconfig.lib.json`, app],
    missing: '../core/tsconfig.lib.json',
  },
  'an output outside of the package, with declaration maps': {
    files: {
      [`${core}/package.json`]: manifest('@acme/core', { types: '../../built/core/index.d.ts' }),
      [`${core}/tsconfig.json`]: config({ outDir: '../../built/core', declarationMap: true }),
      [`${app}/tsconfig.json`]: config({ paths: { core: ['../../built/core/index.d.ts'] } }),
      [`${app}/src/main.ts`]: call('core'),
    },
    build: both,
    missing: '../core',
  },
  'an output outside of the package, with build info': {
    files: {
      [`${core}/tsconfig.json`]: config({ outDir: '../../built/core' }),
      [`${app}/tsconfig.json`]: config({ paths: { core: ['../../built/core/index.d.ts'] } }),
      [`${app}/src/main.ts`]: call('core'),
    },
    build: both,
    missing: '../core',
  },
  'two levels, of which the nearer is listed': {
    files: {
      'packages/base/package.json': manifest('@acme/base', { types: 'dist/index.d.ts' }),
      'packages/base/tsconfig.json': config({}),
      'packages/base/src/index.ts': 'export interface Base { id: string }\n',
      [`${core}/src/index.ts`]:
        "import type { Base } from '@acme/base';\nexport interface User { base: Base }\n",
      [`${app}/tsconfig.json`]: config({}, ['../core']),
    },
    build: ['packages/base', core, app],
    missing: '../base',
  },
  'a type of a package that the call does not reach': {
    files: {
      [`${app}/src/main.ts`]:
        "import { versionOf } from 'keyshape';\nimport type { User } from '@acme/core';\ninterface Own { a: 1 }\nexport const v = versionOf<Own>();\nexport type Other = User;\n",
    },
    build: both,
    missing: undefined,
  },
  'typings that are written by hand': {
    files: {
      'typings/model.d.ts': user('string'),
      [`${app}/src/main.ts`]: call('../../../typings/model.js'),
    },
    build: both,
    missing: undefined,
  },
};

function link(folder: string): void {
  for (const name of ['core', 'app', 'base']) {
    const place = join(folder, 'node_modules/@acme', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join('../../packages', name), place);
  }
}

const wanted = (missing: string) =>
  new RegExp(
    `packages/app/src/main\\.ts\\(4,28\\): error (?:TS\\d+: )?KS2008: .*Add \\{ "path": "${missing.replaceAll('.', '\\.')}" \\} to \`references\``,
  );

describe.each(['ts-patch-3', 'ts-patch-4'] as const)('tsc -b with %s', (tools) => {
  let builder: Builder;
  let installed: Installed;
  beforeAll(() => {
    builder = startBuilder(tools);
  });
  afterAll(() => builder.stop());
  afterEach(() => installed.remove());

  test.each(Object.entries(layouts))('%s', async (_, { files, build, missing }) => {
    installed = installProject(tools, { ...workspace, ...files });
    link(installed.folder);
    const paths = build.map((path) => join(installed.folder, path));
    for (const _ of [1, 2]) {
      const { code, text } = await builder.run('-b', ...paths);
      if (missing === undefined) expect([code, text]).toEqual([0, '']);
      else expect([code === 0, text]).toEqual([false, expect.stringMatching(wanted(missing))]);
    }
  });

  test('a composite project that is built alone: the next -b takes its output for new', async () => {
    installed = installProject(tools, workspace);
    link(installed.folder);
    const at = (path: string) => join(installed.folder, path);
    expect(await builder.run('-b', at(core))).toMatchObject({ code: 0 });
    expect((await builder.run('-p', at(app))).text).toMatch(wanted('../core'));
  });
});

const versions: readonly Version[] = ['5.9', '7.0', '7.1'];

test.each(versions)('keyshape build -b on %s is never staler than verify', (version) => {
  const project = createProject(version, workspace);
  try {
    link(project.folder);
    expect(project.build('-b', core)).toEqual({ code: 0, text: '' });
    const forgot = project.build('-b', core, app);
    expect([forgot.code === 0, forgot.text]).toEqual([false, expect.stringMatching(wanted('../core'))]);
    const verified = project.node(bin, 'verify', '-p', app);
    expect([verified.code, verified.text]).toEqual([1, expect.stringContaining('error KS2008')]);
    project.write({ [`${app}/tsconfig.json`]: config({}, ['../core']) });
    const version = () =>
      /"([0-9a-f]{16})"/.exec(readFileSync(join(project.folder, app, 'dist/main.js'), 'utf8'))?.[1];
    expect(project.build('-b', app)).toEqual({ code: 0, text: '' });
    const before = version();
    project.write({ [`${core}/src/index.ts`]: user('number') });
    expect(project.node(bin, 'verify', '-p', app).code).toBe(1);
    expect(project.build('-b', app)).toEqual({ code: 0, text: '' });
    expect(version()).not.toBe(before);
    expect(project.node(bin, 'verify', '-p', app).code).toBe(0);
  } finally {
    project.remove();
  }
});
