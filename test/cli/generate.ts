import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildProject, configFor, createProject, packageJson, type Version } from '../build/project.js';
import type { Files } from '../support/project.js';
import { run } from '../support/run.js';
import { runCli } from './run-cli.js';

/** Calls of every kind of edit, over many lines, whose types come from three imports away. */
const sources: Files = {
  'package.json': packageJson('nodenext'),
  'src/city.ts': 'export interface City { zip: string }\n',
  'src/address.ts': "import type { City } from './city.js';\nexport interface Address { city: City }\n",
  'src/user.ts':
    "import type { Address } from '#model/address.js';\nexport interface User { id: number; address: Address }\n",
  'src/text.json': '{ "greeting": "hello" }\n',
  'src/views/page.html': '<p>\n',
  'src/plain.js': 'export const plain = 1;\n',
  'src/left-out.test.ts': "import { versionOf } from 'keyshape';\nversionOf<{ a: 1 }>();\n",
  'src/main.ts': `import {
  keyFor,
  versionOf,
} from 'keyshape';
import type { User } from './user.js';
import { shared } from '../outside.js';

const before = 1
export const version = versionOf<
  User
>()!;
export const key = (id: string) => keyFor<User>(
  id,
) as string;
export const whole = [before, shared, keyFor<User>('a' + 'b').length];
export const place = () => new Error('here').stack!.split('\\n')[1]!;
`,
  'outside.js': 'export const shared = 2;\n',
  'outside.d.ts': 'export declare const shared: number;\n',
};
const options = { declaration: false, sourceMap: false, inlineSources: false };

function configOf(version: Version, plugin: object = {}): string {
  const { compilerOptions, ...rest } = JSON.parse(configFor(version, 'nodenext', { ...options, plugin }));
  const paths = { '#model/*': ['./src/*'] };
  return JSON.stringify({
    ...rest,
    compilerOptions: { ...compilerOptions, paths },
    exclude: ['**/*.test.ts'],
  });
}

function filesIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true }).map(String);
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** Folders too, which may be empty. */
function namesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

/** `keyshape generate` with one compiler. */
export function generates(version: Version): void {
  describe(`TypeScript ${version}`, () => {
    let project: BuildProject;
    beforeEach(() => {
      project = createProject(version, { ...sources, 'tsconfig.json': configOf(version) });
    });
    afterEach(() => project.remove());
    const at = (...path: string[]) => join(project.folder, ...path);
    const generate = (...args: string[]) => runCli(project.folder, 'generate', ...args);
    const tree = (folder = 'generated') => filesIn(at(folder));

    test('the tree is complete, has no keyshape in it, and any tsc compiles it to what the build gives', async () => {
      expect(await generate('--outDir', 'generated')).toEqual({
        code: 0,
        text: 'generated: 3 calls in 1 file replaced; 12 files written.\n',
      });
      const files = tree();
      expect(Object.keys(files).sort()).toEqual(
        [
          '.keyshape-generated.json',
          ...['main.ts', 'user.ts', 'address.ts', 'city.ts'].flatMap((name) => [name, `${name}.map`]),
          'plain.js',
          'text.json',
          'tsconfig.json',
          'views/page.html',
        ].sort(),
      );
      const { 'tsconfig.json': config, ...others } = files;
      expect(Object.values(others).filter((text) => text.includes('keyshape'))).toEqual([]);
      expect(files['text.json']).toBe(sources['src/text.json']);
      expect(files['main.ts']!.split('\n').length).toBe(sources['src/main.ts']!.split('\n').length + 1);

      expect(project.build().code).toBe(0);
      const tsc = (...args: string[]) => project.node('node_modules/typescript/bin/tsc', ...args);
      // Nothing of keyshape is asked for any more.
      rmSync(at('node_modules/keyshape'), { recursive: true });
      expect(tsc('-p', 'generated', '--outDir', 'compiled')).toEqual({ code: 0, text: '' });
      const loaded = async (folder: string) => {
        const outputs = Object.entries(filesIn(at(folder))).map(([name, text]) => [
          `${folder}/${name}`,
          text,
        ]);
        const all = { ...Object.fromEntries(outputs), 'outside.js': sources['outside.js']! };
        return run(all, `${folder}/main.js`);
      };
      expect(await loaded('compiled')).toEqual(await loaded('out'));
      expect(JSON.stringify(await loaded('compiled'))).toMatch(/"version":"[0-9a-f]{16}"/);
    });

    test('from one run to the next', async () => {
      const states: Record<string, Readonly<Record<string, string>>> = {};
      const step = async (state: string, written: number, deleted = 0) => {
        const { code, text } = await generate('--outDir', 'generated');
        const end = deleted === 0 ? '' : `, ${deleted} files deleted`;
        expect([state, code, text]).toEqual([
          state,
          0,
          expect.stringMatching(new RegExp(`; ${written} files? written${end}\\.\\n$`)),
        ]);
        states[state] = tree();
      };
      await step('start', 12);
      await step('nothing changed', 0);
      expect(states['nothing changed']).toEqual(states.start);
      project.write({ 'src/city.ts': 'export interface City { zip: number }\n' });
      // The edited file and the holder of the call.
      await step('three imports away', 2);
      expect(states['three imports away']!['main.ts']).not.toBe(states.start!['main.ts']);
      project.write({ 'src/city.ts': sources['src/city.ts']! });
      await step('undone', 2);
      expect(states.undone).toEqual(states.start);
      project.write({ 'src/deep/new.ts': 'export const added = 1;\n' });
      await step('a new file', 2);
      rmSync(at('src/deep'), { recursive: true });
      await step('a deleted one', 0, 2);
      expect(states['a deleted one']).toEqual(states.start);
      expect(existsSync(at('generated/deep'))).toBe(false);
      project.write({ 'tsconfig.json': configOf(version, { length: 32 }) });
      await step('an option', 2);
      expect(states['an option']!['main.ts']).toMatch(/"[0-9a-f]{32}"/);

      project.write({ 'src/city.ts': 'export interface City { zip: any }\n' });
      expect(await generate('--outDir', 'generated')).toEqual({
        code: 1,
        text: expect.stringMatching(/src\/main\.ts\(10,3\): error KS1001: [\s\S]*Nothing was written\.\n$/),
      });
      expect(tree()).toEqual(states['an option']);
      project.write({ 'src/city.ts': sources['src/city.ts']! });
      await step('mended', 0);
    });

    test('a tree elsewhere leads to the same files, and maps lead back', async () => {
      expect((await generate('--outDir', 'build/deep/tree')).code).toBe(0);
      const files = tree('build/deep/tree');
      expect(files['main.ts']).toContain("from '../../../outside.js'");
      expect(JSON.parse(files['main.ts.map']!).sources).toEqual(['../../../src/main.ts']);
      expect(JSON.parse(files['tsconfig.json']!).extends).toBe('../../../tsconfig.json');
      expect((await generate('--outDir', 'bare', '--sourceMap', 'false')).code).toBe(0);
      expect(Object.keys(tree('bare')).filter((name) => name.endsWith('.map'))).toEqual([]);
      expect(tree('bare')['user.ts']).toBe(sources['src/user.ts']);
    });

    test('what it does not write over', async () => {
      mkdirSync(at('mine'));
      writeFileSync(at('mine/main.ts'), '// mine\n');
      writeFileSync(at('mine/notes.txt'), 'mine\n');
      const refused: readonly (readonly [string[], RegExp])[] = [
        [[], /say where to write: --outDir/],
        [['--outDir', 'src'], /--outDir .*src holds the sources themselves/],
        [['--outDir', '.'], /holds the sources themselves/],
        [['--outDir', 'src/generated'], /includes .*src\/generated\/.*Add "src\/generated" to its `exclude`/],
        [['--outDir', 'src/empty'], /includes .*src\/empty\/.*which is generated/],
        [['--outDir', 'src/deep/er'], /includes .*src\/deep\/er\/.*which is generated/],
        [['--outDir', 'mine'], /mine\/main\.ts is in the way, and keyshape did not write it/],
      ];
      mkdirSync(at('src/empty'));
      const before = [namesIn(at('src')), filesIn(at('src'))];
      for (const [args, reason] of refused) {
        const { code, text } = await generate(...args);
        expect([args, code, text]).toEqual([args, 2, expect.stringMatching(reason)]);
        expect([args, [namesIn(at('src')), filesIn(at('src'))]]).toEqual([args, before]);
      }
      expect(tree('mine')).toEqual({ 'main.ts': '// mine\n', 'notes.txt': 'mine\n' });
    });

    test('what a run that was killed has left goes with the next, and what one that goes on writes stays', async () => {
      // No system gives a process this number.
      const [left, kept] = [`.keyshape-${2 ** 31 - 1}`, `.keyshape-${process.ppid}`];
      for (const name of [left, kept, '.keyshape-notes']) {
        mkdirSync(at('generated', name, 'deep'), { recursive: true });
        writeFileSync(at('generated', name, 'deep/user.ts'), '');
      }
      expect((await generate('--outDir', 'generated')).code).toBe(0);
      const names = readdirSync(at('generated')).filter((name) => /^\.keyshape-\w+$/.test(name));
      expect(names.sort()).toEqual([kept, '.keyshape-notes']);
    });

    test('--json', async () => {
      const { code, text } = await generate('--outDir', 'generated', '--json');
      expect([code, JSON.parse(text)]).toEqual([
        0,
        {
          ok: true,
          outDir: at('generated'),
          calls: [{ file: at('src/main.ts'), calls: 3 }],
          written: expect.arrayContaining([at('generated/main.ts'), at('generated/text.json')]),
          removed: [],
          errors: [],
        },
      ]);
      project.write({ 'src/city.ts': 'export interface City { zip: any }\n' });
      const failed = await generate('--outDir', 'generated', '--json');
      expect([failed.code, JSON.parse(failed.text)]).toMatchObject([
        1,
        { ok: false, errors: [{ code: 'KS1001', file: at('src/main.ts'), line: 10, column: 3 }, {}, {}] },
      ]);
    });
  });
}
