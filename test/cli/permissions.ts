import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildProject, createProject, type Version } from '../build/project.js';
import { bin, sources } from './installed.js';
import { config } from './tree.js';

/** Permissions bind everyone but root: who runs the tests as root runs the commands as nobody. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** A disk of one page, in a namespace that goes with the process; not everyone may have one. */
const mount = (size: string) => `mount -t tmpfs -o size=${size} tmpfs full`;
const mayMount = spawnSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt']).status === 0;

/** What a command says of files that may not be read or written, and of a full disk: the reason, no stack, and nothing half written. */
export function permissions(version: Version): void {
  describe(`TypeScript ${version}: what may not be read or written`, () => {
    let project: BuildProject;
    const at = (name: string) => join(project.folder, name);
    const isNative = version.startsWith('7');
    beforeAll(() => {
      project = createProject(version, {
        ...sources,
        'tsconfig.json': config(),
        'secret.json': config(),
        'secret/tsconfig.json': config({ rootDir: '.' }, { include: ['.'] }),
        'secret/main.ts': sources['src/main.ts'],
        'secret/model.ts': sources['src/model.ts'],
        'a-file': '',
        'open/kept/main.js': 'old',
      });
      for (const name of ['locked', 'full']) mkdirSync(at(name));
      const modes = {
        ...{ '.': 0o755, 'secret.json': 0, 'secret/model.ts': 0, locked: 0o555, open: 0o777 },
        ...{ 'open/kept': 0o777, 'open/kept/main.js': 0o444 },
      };
      for (const [name, mode] of Object.entries(modes)) chmodSync(at(name), mode);
    });
    afterAll(() => project.remove());

    // Nobody has no home.
    const env = { PATH: process.env.PATH };
    const run = (args: string) =>
      spawnSync(process.execPath, [bin, ...args.split(' ')], {
        cwd: project.folder,
        encoding: 'utf8',
        env,
        ...nobody,
      });
    const denied = isNative
      ? /^error: cannot use .*locked\/out: permission denied; let this user in/
      : /^error TS5033: Could not write file 'locked\/out\/main\.js': EACCES: permission denied/;
    const kept = isNative
      ? /^error: cannot use .*open\/kept\/main\.js: permission denied/
      : /^error TS5033: Could not write file 'open\/kept\/main\.js': EACCES: permission denied/;
    const inFile = isNative
      ? /^error: cannot use .*a-file: something else is there; move it away \(EEXIST\)/
      : /^error TS5033: Could not write file 'a-file\/main\.js': /;
    // To TypeScript a file that it may not read is one that is not there.
    const unread = isNative
      ? /main\.ts\(2,27\): error TS2307: .*'\.\/model\.js'/
      : /^error TS6053: File '.*secret\/model\.ts' not found/;

    test.each<[args: string, code: number | undefined, line: RegExp]>([
      ['build --outDir locked/out', undefined, denied],
      ['build --outDir open/kept', undefined, kept],
      ['build --outDir a-file', undefined, inFile],
      ['build -p secret --outDir open/of-secret', 2, unread],
      ['build -p secret.json', 1, /^keyshape build: .*secret\.json cannot be read: permission denied/],
      ['verify -p secret.json', 2, /^keyshape verify: .*secret\.json cannot be read: permission denied/],
      ['lock', 2, /^keyshape lock: cannot use .*keyshape\.lock: permission denied/],
      [
        'generate --outDir locked/out',
        2,
        /^keyshape generate: cannot use .*locked\/out.*: permission denied/,
      ],
    ])('%s', (args, code, line) => {
      const { status, stdout, stderr } = run(args);
      expect([args, stdout + stderr]).toEqual([args, expect.stringMatching(line)]);
      expect(stdout + stderr).not.toMatch(/^ {4}at |node:internal|fault of keyshape/m);
      if (code === undefined) expect(status).not.toBe(0);
      else expect(status).toBe(code);
      expect([readdirSync(at('locked')), readdirSync(at('.')).includes('keyshape.lock')]).toEqual([
        [],
        false,
      ]);
    });

    test('without a home, and where no record can be kept, a build is right and says nothing', () => {
      expect(run('build --outDir open/out')).toMatchObject({ status: 0, stdout: '', stderr: '' });
      expect(run('verify --outDir open/out').status).toBe(0);
    });

    const onFullDisk = (size: string, script: string) => {
      const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', `${mount(size)} && ${script}`], {
        cwd: project.folder,
        encoding: 'utf8',
      });
      expect(stdout + stderr).not.toMatch(/^ {4}at |node:internal|fault of keyshape/m);
      return stdout + stderr;
    };
    const node = `${process.execPath}`;
    const disks = mayMount ? describe : describe.skip;
    disks('a full disk (who may not mount one does not see it)', () => {
      test('build names the file, and fails', () => {
        const text = onFullDisk('4k', `${node} ${bin} build --outDir full/out 2>&1; echo code $?`);
        expect(text).toMatch(/full\/out.*(the disk is full; make room|no space left on device)/);
        expect(text).toMatch(/code [12]\n$/);
      });

      test('lock leaves the file as it was', () => {
        const script = `cp -r tsconfig.json src full; cd full; echo '# keyshape.lock 1: x
# serializer json, any refuse, values open' > keyshape.lock; cat /dev/zero > fill 2> /dev/null; ${node} ../${bin} lock 2>&1; echo code $?; ls; cat keyshape.lock`;
        expect(onFullDisk('40k', script)).toMatch(
          /^keyshape lock: cannot use .*keyshape\.lock: the disk is full; make room \(ENOSPC\)\ncode 2\nfill\nkeyshape\.lock\nsrc\ntsconfig\.json\n# keyshape\.lock 1: x\n# serializer json, any refuse, values open\n$/,
        );
      });
    });
  });
}
