import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Builder, type Report, startBuilder } from '../support/builder.js';
import { cleanVersions, type Versions, versionsIn } from '../support/clean-build.js';
import { edits, mistake, sources, typings } from '../support/freshness-project.js';
import { type Installed, installProject } from '../support/package.js';
import type { Files } from '../support/project.js';
import { presentTools } from '../support/tools.js';

const options = {
  target: 'es2020',
  module: 'commonjs',
  moduleResolution: 'node10',
  strict: true,
  rootDir: 'src',
  outDir: 'out',
  lib: ['es5'],
  types: [],
  skipLibCheck: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  ignoreDeprecations: '5.0',
};
const entry = { transform: 'keyshape/transform', transformProgram: true };

function config(more: object, plugin: object = entry): string {
  return JSON.stringify({
    compilerOptions: { ...options, ...more, plugins: [plugin] },
    include: ['src', 'src/data.json'],
  });
}

interface Mode {
  readonly name: string;
  readonly options: object;
  /** The command lines of one build, in order. */
  readonly builds: readonly (readonly string[])[];
  /** `-b` creates no program when only a file in `node_modules` changed: a hole of its own that no transformer can fill. */
  readonly blindToTypings?: boolean;
}

const p = ['-p', '.'];
const modes: readonly Mode[] = [
  { name: '--incremental', options: { incremental: true }, builds: [p] },
  { name: '--incremental, declaration', options: { incremental: true, declaration: true }, builds: [p] },
  {
    name: '--incremental, isolatedModules',
    options: { incremental: true, isolatedModules: true },
    builds: [p],
  },
  {
    name: '--incremental, assumeChangesOnlyAffectDirectDependencies',
    options: { incremental: true, declaration: true, assumeChangesOnlyAffectDirectDependencies: true },
    builds: [p],
  },
  { name: 'noEmit, then emit', options: { incremental: true }, builds: [[...p, '--noEmit'], p] },
  {
    name: 'declarations, then emit',
    options: { incremental: true, declaration: true },
    builds: [[...p, '--emitDeclarationOnly'], p],
  },
  { name: 'noCheck', options: { incremental: true, noCheck: true }, builds: [p] },
  { name: '-b', options: { composite: true }, builds: [['-b', '.']], blindToTypings: true },
  {
    name: '-b, noCheck',
    options: { composite: true, noCheck: true },
    builds: [['-b', '.']],
    blindToTypings: true,
  },
];

const pause = () => new Promise((done) => setTimeout(done, 12));

describe.each(presentTools('ts-patch-3', 'ts-patch-4'))('%s', (tools) => {
  let builder: Builder;
  /** Builds from nothing run in a process of their own: in that of a build that watches they would end the watch. */
  let cleanBuilder: Builder;
  let project: Installed;
  const clean = new Map<string, Versions>();

  beforeAll(() => {
    builder = startBuilder(tools);
    cleanBuilder = startBuilder(tools);
  });
  afterAll(() => {
    builder.stop();
    cleanBuilder.stop();
  });
  beforeEach(() => {
    const older = tools === 'ts-patch-4' ? { ignoreDeprecations: '6.0' } : {};
    Object.assign(options, older);
    project = installProject(tools, sources);
  });
  afterEach(() => project.remove());

  /** What a build from nothing gives for the present sources. */
  async function expectedVersions(state: string): Promise<Versions> {
    const versions = clean.get(state) ?? (await cleanVersions(cleanBuilder, project.folder));
    clean.set(state, versions);
    return versions;
  }

  async function buildAll(mode: Mode): Promise<Report> {
    let report: Report = { code: 0, text: '', written: [] };
    for (const args of mode.builds) {
      report = await builder.run(...args.map((arg) => (arg === '.' ? project.folder : arg)));
    }
    return report;
  }

  test.each(modes)('$name', async (mode) => {
    project.write({ 'tsconfig.json': config(mode.options) });
    const fresh = async (state: string) => {
      const report = await buildAll(mode);
      expect([state, report.code, report.text]).toEqual([state, 0, '']);
      expect([state, versionsIn(project.folder)]).toEqual([state, await expectedVersions(state)]);
    };
    await fresh('start');
    expect((await buildAll(mode)).written).toEqual([]);

    let before = JSON.stringify(versionsIn(project.folder));
    for (const [state, edit] of Object.entries({ ...edits, ...(mode.blindToTypings ? {} : { typings }) })) {
      await pause();
      project.write(edit);
      await fresh(state);
      const after = JSON.stringify(versionsIn(project.folder));
      expect([state, after === before]).toEqual([state, false]);
      before = after;
    }
    expect((await buildAll(mode)).written).toEqual([]);

    // An error comes back without an edit, and goes when it is mended.
    await pause();
    project.write(mistake);
    for (const _ of [1, 2]) {
      const { code, text } = await buildAll(mode);
      expect([code > 0, text]).toEqual([true, expect.stringMatching(/calls\.ts\(8,30\): error TS\d+: KS1/)]);
    }
    await pause();
    rmSync(join(project.folder, 'src/augment.ts'));
    project.write(sources);
    await fresh('start');

    await pause();
    project.write({ 'tsconfig.json': config(mode.options, { ...entry, length: 20 }) });
    expect((await buildAll(mode)).code).toBe(0);
    expect(JSON.stringify(versionsIn(project.folder))).not.toMatch(/"[0-9a-f]{16}:?\\"/);
  });

  test.each([
    ['--watch', {}, ['-p', '.', '--watch']],
    ['--watch --incremental', { incremental: true, declaration: true }, ['-p', '.', '--watch']],
    ['-b --watch', { composite: true }, ['-b', '.', '--watch']],
  ] as const)('%s', async (name, more, args) => {
    project.write({ 'tsconfig.json': config(more) });
    const first = await builder.run(...args.map((arg) => (arg === '.' ? project.folder : arg)));
    expect(first.text).toContain('Found 0 errors');
    expect(versionsIn(project.folder)).toEqual(await expectedVersions('start'));
    const apply = async (edit: Files) => {
      await pause();
      project.write(edit);
      return builder.changed(Object.keys(edit).map((path) => join(project.folder, path)));
    };
    const all = { ...edits, ...(name.startsWith('-b') ? {} : { typings }) };
    for (const [state, edit] of Object.entries(all)) {
      expect([state, (await apply(edit)).text]).toEqual([state, expect.stringContaining('Found 0 errors')]);
      expect([state, versionsIn(project.folder)]).toEqual([state, await expectedVersions(state)]);
    }
    expect((await apply(mistake)).text).toMatch(/calls\.ts\(8,30\): error TS\d+: KS1/);
    expect((await apply({ 'src/hop2.ts': 'export type Hop2 = { three: 1 };' })).text).toContain(
      'Found 0 errors',
    );
    rmSync(join(project.folder, 'src/augment.ts'));
    await builder.changed([join(project.folder, 'src/augment.ts')]);
    await apply(sources);
    expect(versionsIn(project.folder)).toEqual(await expectedVersions('start'));
  });
});
