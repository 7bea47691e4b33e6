import { readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { edits, mistake, sources, typings } from '../support/freshness-project.js';
import { eventually } from '../support/until.js';
import { type BuildProject, configFor, createProject, packageJson, type Watching } from './project.js';

const watched = ['6.0', '7.0', '7.1'] as const;
const call = /\b(?:versionOf|keyFor|v)</;

function scripts(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

let projects: readonly BuildProject[];
let clean: BuildProject;
let builds: readonly Watching[];

function write(files: Readonly<Record<string, string>>): void {
  for (const project of [...projects, clean]) project.write(files);
}

/** What a build from nothing writes. */
function cleanBuild(): Record<string, string> {
  rmSync(join(clean.folder, 'out'), { recursive: true, force: true });
  clean.build();
  return scripts(join(clean.folder, 'out'));
}

/** Every watching build comes to write what a build from nothing does. */
async function settle(edit: () => void): Promise<Record<string, string>> {
  const before = builds.map((build) => build.builds);
  edit();
  const expected = cleanBuild();
  await Promise.all(builds.map((build, index) => build.until(() => build.builds > before[index]!)));
  // What was written together may take more than one build.
  for (const [index, { folder }] of projects.entries()) {
    await eventually(() =>
      expect({ project: index, ...scripts(join(folder, 'out')) }).toEqual({ project: index, ...expected }),
    );
  }
  return expected;
}

/** Every watching build comes to have printed something. */
async function printed(text: RegExp): Promise<void> {
  for (const build of builds) await eventually(() => expect(build.output).toMatch(text));
}

beforeAll(async () => {
  const create = (version: (typeof watched)[number]) =>
    createProject(version, {
      ...sources,
      'package.json': packageJson('esnext'),
      'tsconfig.json': configFor(version, 'esnext', { inlineSources: false, resolveJsonModule: true }),
    });
  projects = watched.map(create);
  clean = create('7.1');
  builds = projects.map((project) => project.watch('--preserveWatchOutput'));
  await Promise.all(builds.map((build) => build.until(() => build.builds > 0)));
});

afterAll(async () => {
  await Promise.all(builds.map((build) => build.stop()));
  for (const project of [...projects, clean]) project.remove();
});

test.each(Object.entries({ ...edits, 'typings below node_modules': typings }))('%s', async (_, files) => {
  const before = cleanBuild();
  const after = await settle(() => write(files));
  expect(after).not.toEqual(before);
});

test('an error, and its end', async () => {
  const original = sources['src/hop4.ts']!;
  await settle(() => write(mistake));
  await printed(/src\/calls\.ts\(\d+,\d+\): error (TS\d+: )?KS1001: [\s\S]*Found \d+ errors?\./);
  await settle(() => write({ 'src/hop4.ts': original }));
  await printed(/Found 0 errors\. Watching for file changes\.\s*$/);
});

test('a file whose time goes back', async () => {
  // TypeScript 6.0's own watch does not look at such a file again.
  const isNative = (_: unknown, index: number) => watched[index] !== '6.0';
  await builds[watched.indexOf('6.0')]!.stop();
  projects[watched.indexOf('6.0')]!.remove();
  builds = builds.filter(isNative);
  projects = projects.filter(isNative);
  await settle(() => {
    write({ 'src/hop5.ts': 'export interface Hop5 { a: bigint }' });
    for (const { folder } of projects) utimesSync(join(folder, 'src/hop5.ts'), new Date(0), new Date(0));
  });
});

test('the calls are there to be replaced', () => {
  expect(Object.values(sources).filter((text) => call.test(text)).length).toBeGreaterThan(1);
});
