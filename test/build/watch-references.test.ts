import { readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../support/project.js';
import { eventually } from '../support/until.js';
import { type BuildProject, configFor, createProject, packageJson, type Watching } from './project.js';

const watched = ['7.0', '7.1'] as const;

function config(references: readonly string[], more: object = {}): string {
  const base = configFor('7.1', 'nodenext', { composite: true, inlineSources: false, ...more });
  return JSON.stringify({
    ...(JSON.parse(base) as object),
    references: references.map((path) => ({ path })),
  });
}

const solution = (...paths: readonly string[]) =>
  JSON.stringify({ files: [], references: paths.map((path) => ({ path })) });

/** Three projects; the call stands two projects away from what its version hangs on. */
const sources: Files = {
  'package.json': packageJson('nodenext'),
  'tsconfig.json': solution('app'),
  'core/tsconfig.json': config([]),
  'core/src/city.ts': 'export interface City { zip: string }\n',
  'core/src/level.ts': 'export enum Level { Low = 1 }\n',
  'core/src/address.ts':
    "import type { City } from './city.js';\nimport type { Level } from './level.js';\nexport interface Address { city: City; level: Level }\n",
  'lib/tsconfig.json': config(['../core']),
  'lib/src/user.ts':
    "import type { Address } from '../../core/out/address.js';\nexport const user = () => ({ id: 1, address: {} as Address });\n",
  'app/tsconfig.json': config(['../lib', '../core']),
  'app/src/main.ts':
    "import { keyFor, versionOf } from 'keyshape';\nimport type { user } from '../../lib/out/user.js';\nexport const version = versionOf<ReturnType<typeof user>>();\nexport const key = keyFor<{ a: 1 }>('k');\n",
};

let projects: readonly BuildProject[];
let clean: BuildProject;
let builds: readonly Watching[];

function scripts({ folder }: BuildProject): Record<string, string> {
  const names = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:js|d\.ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !name.startsWith('node_modules'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function write(files: Files): void {
  for (const project of [...projects, clean]) project.write(files);
}

/** What a build from nothing writes. */
function cleanBuild(): Record<string, string> {
  for (const name of ['core', 'lib', 'app', 'extra'])
    rmSync(join(clean.folder, name, 'out'), { recursive: true, force: true });
  clean.build('-b');
  return scripts(clean);
}

/** Every watching build comes to write what a build from nothing does. */
async function settle(edit: () => void): Promise<Record<string, string>> {
  const before = builds.map((build) => build.builds);
  edit();
  const expected = cleanBuild();
  await Promise.all(builds.map((build, index) => build.until(() => build.builds > before[index]!)));
  // What was written together may take more than one build.
  for (const [index, project] of projects.entries()) {
    const label = watched[index];
    await eventually(() => expect({ label, ...scripts(project) }).toEqual({ label, ...expected }));
  }
  return expected;
}

/** Every watching build comes to have printed something. */
async function printed(text: RegExp): Promise<void> {
  for (const build of builds) await eventually(() => expect(build.output).toMatch(text));
}

beforeAll(async () => {
  const create = (version: (typeof watched)[number]) => createProject(version, sources);
  projects = watched.map(create);
  clean = create('7.1');
  builds = projects.map((project) => project.watch('-b', '--preserveWatchOutput'));
  await Promise.all(builds.map((build) => build.until(() => build.builds > 0)));
});

afterAll(async () => {
  await Promise.all(builds.map((build) => build.stop()));
  for (const project of [...projects, clean]) project.remove();
});

const main = 'app/out/main.js';

test.each<readonly [string, Files]>([
  ['a type two projects away', { 'core/src/city.ts': 'export interface City { zip: number }\n' }],
  ['the same again', { 'core/src/city.ts': 'export interface City { zip: number; name: string }\n' }],
  ['the value of an enum', { 'core/src/level.ts': 'export enum Level { Low = 2 }\n' }],
  [
    'a tag',
    {
      'core/src/city.ts':
        'export interface City {\n  /** @keyshapeVersion 2 */\n  zip: number;\n  name: string;\n}\n',
    },
  ],
  [
    'a type that is inferred in the project between',
    {
      'lib/src/user.ts':
        "import type { Address } from '../../core/out/address.js';\nexport const user = () => ({ id: 'one', address: {} as Address });\n",
    },
  ],
  ['an option', { 'app/tsconfig.json': config(['../lib', '../core'], { plugin: { length: 24 } }) }],
  [
    'a file that comes in',
    {
      'core/src/extra.ts': 'export interface Extra { e: 1 }\n',
      'core/src/address.ts':
        "import type { Extra } from './extra.js';\nexport interface Address { extra: Extra }\n",
    },
  ],
  [
    'a project that comes in',
    {
      'extra/tsconfig.json': config([]),
      'extra/src/more.ts': 'export interface More { m: 1 }\n',
      'lib/tsconfig.json': config(['../core', '../extra']),
      'lib/src/user.ts':
        "import type { More } from '../../extra/out/more.js';\nexport const user = () => ({ more: {} as More });\n",
    },
  ],
  ['an edit in the project that came in', { 'extra/src/more.ts': 'export interface More { m: 2 }\n' }],
])('%s', async (_, files) => {
  const before = cleanBuild()[main];
  const after = await settle(() => write(files));
  expect(after[main]).not.toBe(before);
});

test('a file whose time goes back', async () => {
  const before = cleanBuild()[main];
  const after = await settle(() => {
    write({ 'extra/src/more.ts': 'export interface More { m: 3 }\n' });
    for (const { folder } of projects)
      utimesSync(join(folder, 'extra/src/more.ts'), new Date(0), new Date(0));
  });
  expect(after[main]).not.toBe(before);
});

test('several files at once, in every project', async () => {
  await settle(() =>
    write({
      'extra/src/more.ts': 'export interface More { m: 4 }\n',
      'lib/src/user.ts':
        "import type { More } from '../../extra/out/more.js';\nexport const user = () => ({ mores: [] as More[] });\n",
      'app/src/main.ts': sources['app/src/main.ts']!.replace('{ a: 1 }', '{ a: 2 }'),
    }),
  );
});

test('an error in another project, and its end', async () => {
  await settle(() => write({ 'extra/src/more.ts': 'export interface More { m: any }\n' }));
  await printed(/app\/src\/main\.ts\(3,34\): error KS1001: [\s\S]*Found \d+ errors?\./);
  await settle(() => write({ 'extra/src/more.ts': 'export interface More { m: 5 }\n' }));
  await printed(/Found 0 errors\. Watching for file changes\.\s*$/);
});
