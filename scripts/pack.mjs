// The package as `npm pack` ships it, unpacked: built once, and again when a source is newer. Prints the folder, which has the
// package's dependencies beside it as an installation has.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from './once.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// Below node_modules: Jest does not look for modules there.
const cache = join(root, 'node_modules/.cache/keyshape');
const folder = join(cache, 'packed/package');

/** @type {import('node:child_process').ExecFileSyncOptions} */
const quiet = {
  cwd: root,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'pipe'],
  shell: process.platform === 'win32',
};

function newest(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** @returns {Promise<string>} the folder */
export async function pack() {
  mkdirSync(cache, { recursive: true });
  const stamp = join(folder, '.stamp');
  const inputs = ['src', 'transform', 'package.json', 'README.md', 'scripts/build.mjs'];
  const isFresh = () =>
    existsSync(stamp) &&
    statSync(stamp).mtimeMs > Math.max(...inputs.map((input) => newest(join(root, input))));
  await once(join(cache, 'packing'), isFresh, () => {
    const started = new Date();
    execFileSync('npm', ['run', 'build', '--silent'], quiet);
    const fresh = `${dirname(folder)}.${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    const name = execFileSync('npm', ['pack', '--silent', '--pack-destination', fresh], quiet);
    execFileSync('tar', ['-xzf', name.trim()], { cwd: fresh });
    symlinkSync(join(root, 'node_modules'), join(fresh, 'node_modules'), 'junction');
    writeFileSync(join(fresh, 'package/.stamp'), started.toISOString());
    rmSync(dirname(folder), { recursive: true, force: true });
    renameSync(fresh, dirname(folder));
  });
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(await pack());
