import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildProject, createProject, type Version } from '../build/project.js';
import { bin, sources } from './installed.js';
import { config } from './tree.js';

/** Arguments, the exit code, and the line that says why. */
type Row = readonly [args: string, code: number, line: RegExp];

/** What a user does wrong with files: each lies in the project, under the name that the rows use. */
const files = {
  ...sources,
  'tsconfig.json': config(),
  'comma.json': '{ "files": ["src/model.ts"] "compilerOptions": { "outDir": "out" } }',
  'missing.json': '{ "extends": "./none.json" }',
  'package.json': '{ "type": "commonjs" }',
  'uninstalled.json': '{ "extends": "@none/configs" }',
  'no-files.json': '{ "compilerOptions": { "outDir": "out-of-none" }, "include": ["nothing"] }',
};

const build: readonly Row[] = [
  ['-p tsconfig.json -p tsconfig.json', 1, /^keyshape build: `--project` is given twice/],
  ['--outdri x', 1, /unknown option `--outdri`\. Did you mean `--outDir`\?/],
  ['--wat', 1, /unknown option `--wat`\.$/m],
  ['-p', 1, /`--project` needs a value/],
  ['--outDir', 1, /`--outDir` needs a value/],
  ['--outDir=', 1, /`--outDir` needs a value/],
  ['--maxNodeModuleJsDepth x', 1, /`--maxNodeModuleJsDepth` takes a whole number, not x/],
  ['--noEmit=maybe', 1, /`--noEmit` is on or off: it takes true or false, not maybe/],
  ['src/main.ts', 1, /compiles projects, not single files such as src\/main\.ts/],
  ['-b -p tsconfig.json', 1, /`--project` and `--build` do not go together/],
  ['-b none', 1, /there is no .*none\. Name the configuration/],
  ['-p none.json', 1, /there is no .*none\.json/],
  ['-p tsconfig.json/x', 1, /there is no .*tsconfig\.json\/x/],
  ['-p folder', 1, /there is no .*folder\/tsconfig\.json/],
  ['-p pipe.json', 1, /pipe\.json is no regular file/],
  ['-p loop.json', 1, /loop\.json cannot be read: its symbolic links go in a circle/],
];

const verify: readonly Row[] = [
  ['x', 2, /^keyshape verify: `x` is not expected here/],
  ['-p a -p b', 2, /`--project` is given twice/],
  ['--outptu x', 2, /unknown option `--outptu`\. Did you mean `--output`\?/],
  ['--output', 2, /`--output` needs a value/],
  ['--output none', 2, /none cannot be read: there is no such file/],
  ['--output folder', 2, /there is no JavaScript in folder/],
  ['--output pipe.json', 2, /pipe\.json is no regular file/],
  ['--output out --outDir out', 2, /do not go together/],
  ['-p none.json', 2, /there is no .*none\.json/],
  ['-p folder', 2, /there is no .*folder\/tsconfig\.json/],
  ['-p pipe.json', 2, /pipe\.json is no regular file/],
  ['-p loop.json', 2, /loop\.json cannot be read: its symbolic links go in a circle/],
  ['-p binary.json', 2, /binary\.json cannot be used/],
  ['-p comma.json', 2, /comma\.json cannot be used: ',' expected\. \(\/.*comma\.json:1:29\)$/m],
  ['-p missing.json', 2, /missing\.json cannot be used: .*none\.json/],
  ['-p uninstalled.json', 2, /uninstalled\.json cannot be used: .*@none\/configs/],
];

const cache: readonly Row[] = [
  ['', 2, /^keyshape cache: write `keyshape cache report <url>`/],
  ['report', 2, /write `keyshape cache report <url>`/],
  ['report nourl', 2, /"nourl" is no URL, such as redis:\/\/localhost:6379/],
  ['report memcached://x', 2, /memcached does not list its keys/],
  ['report http://x', 2, /http:\/\/ is no Redis/],
  ['report redis://x --sampel 3', 2, /unknown option `--sampel`\. Did you mean `--sample`\?/],
  ['report redis://x --sample 0', 2, /--sample takes a whole number above 0/],
  ['report redis://x --current xyz', 2, /"xyz" is no version/],
  ['purge redis://x', 2, /say which versions to purge/],
];

/** Commands that fail for what a user did: the reason, the exit code, no stack, nothing written. */
export function failures(version: Version): void {
  describe(`TypeScript ${version}`, () => {
    let project: BuildProject;
    beforeAll(() => {
      project = createProject(version, files);
      const at = (name: string) => join(project.folder, name);
      mkdirSync(at('folder'));
      symlinkSync('loop.json', at('loop.json'));
      spawnSync('mkfifo', [at('pipe.json')]);
      writeFileSync(at('binary.json'), Buffer.from([0x89, 0x50, 0, 0, 0xff, 0xfe, 0x7b, 0]));
    });
    afterAll(() => project.remove());

    const run = (command: string, args: string) =>
      spawnSync(process.execPath, [bin, command, ...args.split(' ').filter(Boolean)], {
        cwd: project.folder,
        encoding: 'utf8',
        timeout: 120_000,
      });
    const fails = (command: string, [args, code, line]: Row) => {
      const before = readdirSync(project.folder);
      const done = run(command, args);
      const text = done.stdout + done.stderr;
      expect([args, done.status, text]).toEqual([args, code, expect.stringMatching(line)]);
      expect(text).not.toMatch(/^ {4}at |node:internal|fault of keyshape/m);
      expect(readdirSync(project.folder)).toEqual(before);
    };

    test.each(build)('build %s', (...row) => fails('build', row));
    test.each(verify)('verify %s', (...row) => fails('verify', row));
    test.each(cache)('cache %s', (...row) => fails('cache', row));

    test.each([
      ['binary.json', /binary\.json\(1,1\): error TS1490: File appears to be binary/],
      ['comma.json', /comma\.json\(1,29\): error TS1005: ',' expected/],
    ])('build -p %s, which is no JSON', (name, line) => {
      const { status, stdout, stderr } = run('build', `-p ${name} --noEmit`);
      expect([status === 0, stdout + stderr]).toEqual([false, expect.stringMatching(line)]);
    });

    test('--json is JSON on every path', () => {
      for (const [command, args] of [
        ['verify', '--json --bogus'],
        ['verify', '--bogus --json'],
        ['verify', '--json x'],
        ['verify', '--json -p none.json'],
        ['verify', '-json --output none'],
        ['cache', 'report redis://x --json --sample 0'],
        ['cache', '--json'],
      ] as const) {
        const { stdout, stderr, status } = run(command, args);
        const { error, ok } = JSON.parse(stdout) as { readonly ok: boolean; readonly error: string };
        expect([status, ok, stderr]).toEqual([2, false, `keyshape ${command}: ${error}\n`]);
      }
    });

    test('an output path that is a folder: named, and every other output left as it was', () => {
      const at = (name: string) => join(project.folder, name);
      expect(run('build', '').stdout).toBe('');
      const main = readFileSync(at('out/main.js'), 'utf8');
      project.write({ 'src/model.ts': 'export interface User { id: string }\n', 'src/z.ts': 'export {};\n' });
      mkdirSync(at('out/z.js'));
      const { status, stdout, stderr } = run('build', '');
      expect(stdout + stderr).toMatch(/^error.*z\.js.*\b(folder|directory)\b/);
      expect(status).not.toBe(0);
      if (version.startsWith('7')) {
        // TypeScript up to 6 writes its outputs itself, one after the other.
        expect(readFileSync(at('out/main.js'), 'utf8')).toBe(main);
      }
      expect(readdirSync(at('out')).sort()).toEqual(['main.js', 'model.js', 'z.js']);
      expect(statSync(at('out/z.js')).isDirectory()).toBe(true);
    });
  });
}
