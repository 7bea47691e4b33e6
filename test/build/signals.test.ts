import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { bin, sources } from '../cli/installed.js';
import { eventually } from '../support/until.js';
import { type BuildProject, configFor, createProject, packageJson } from './project.js';

/** Stands in for the `tsc` of 7.0: a script that starts the compiler, which writes to the copy of the project until it is ended. */
const slowCompiler = `
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
const config = process.argv[process.argv.indexOf('-p') + 1];
const write = \`require('node:fs').writeFileSync(\${JSON.stringify(join(process.cwd(), 'compiler.pid'))}, String(process.pid));
  for (;;) try { require('node:fs').writeFileSync(\${JSON.stringify(join(dirname(config), 'x.js'))}, String(Math.random())) } catch {}\`;
execFileSync(process.execPath, ['-e', write], { stdio: 'inherit' });
`;

function isAlive(pid: number): boolean {
  // One that has ended and that nobody has asked after is still listed.
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'));
}

describe('TypeScript 7.0, while its tsc runs', () => {
  let project: BuildProject;
  let temporary: string;
  beforeEach(() => {
    project = createProject('7.0', {
      ...sources,
      'package.json': packageJson('esnext'),
      'tsconfig.json': configFor('7.0', 'esnext'),
    });
    temporary = join(project.folder, 'temporary');
    mkdirSync(temporary);
    const modules = join(project.folder, 'node_modules');
    const link = join(modules, 'typescript');
    const real = realpathSync(link);
    const own = join(modules, 'own');
    mkdirSync(join(own, 'lib'), { recursive: true });
    for (const name of ['dist', 'vendor']) symlinkSync(join(real, name), join(own, name));
    // Without what tells the place of the program itself, so that the script is started.
    for (const name of readdirSync(join(real, 'lib')).filter((one) => one !== 'getExePath.js')) {
      symlinkSync(join(real, 'lib', name), join(own, 'lib', name));
    }
    const manifest = readFileSync(join(real, 'package.json'), 'utf8');
    rmSync(link);
    symlinkSync(own, link);
    project.write({ 'node_modules/own/package.json': manifest, 'node_modules/own/bin/tsc': slowCompiler });
  });
  afterEach(() => project.remove());

  test.each([
    ['SIGINT', 1],
    ['SIGINT', 2],
    ['SIGTERM', 1],
    ['SIGHUP', 1],
  ] as const)(
    '%s, %d times: it ends by it, and leaves neither a process nor a file',
    async (signal, times) => {
      const child = spawn(process.execPath, [join(project.folder, bin), 'build'], {
        cwd: project.folder,
        env: { ...process.env, TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: '1' },
      });
      const chunks: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      }
      const ended = new Promise((resolve) => child.once('close', (...end) => resolve(end)));
      const pidFile = join(project.folder, 'compiler.pid');
      await eventually(() => expect(readFileSync(pidFile, 'utf8')).not.toBe(''));
      expect(readdirSync(temporary)).toHaveLength(1);
      for (let sent = 0; sent < times; sent += 1) child.kill(signal);
      expect([await ended, Buffer.concat(chunks).toString()]).toEqual([[null, signal], '']);
      const pid = Number(readFileSync(pidFile, 'utf8'));
      await eventually(() => expect(isAlive(pid)).toBe(false));
      expect(readdirSync(temporary)).toEqual([]);
      expect(existsSync(join(project.folder, 'out'))).toBe(false);
    },
  );
});
