// Builds what the demo runs: keyshape itself where its dist is missing or old, then the two releases of the service.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { releaseFolder, releases } from './releases.mjs';

const example = fileURLToPath(new URL('..', import.meta.url));
const repository = fileURLToPath(new URL('../../..', import.meta.url));
const dist = join(example, 'dist');

/** @typedef {import('./releases.mjs').Release} Release */

/**
 * @param {(text: string) => void} say
 * @param {AbortSignal} signal
 */
export async function build(say, signal) {
  if (!(await isKeyshapeFresh())) {
    say('building keyshape (npm run build) …');
    await run(
      'npm',
      ['run', 'build', '--silent'],
      { cwd: repository, shell: process.platform === 'win32' },
      signal,
    );
  }
  say(`building the releases ${releases.join(', ')} of the service with tspc …`);
  await rm(dist, { recursive: true, force: true });
  await linkKeyshape();
  await checkOut('v1', []);
  for (const release of releases.slice(1)) await checkOut(release, [join(example, 'releases', release)]);
  await Promise.all(releases.map((release) => compile(release, signal)));
}

/** What `npm install keyshape` would do in the service: the plugin is looked up in `node_modules`. */
async function linkKeyshape() {
  await mkdir(join(dist, 'node_modules'), { recursive: true });
  await symlink(repository, join(dist, 'node_modules', 'keyshape'), 'junction');
}

/**
 * A release's source in a folder of its own: the service, the typed cache of the example `wrapper`, and over them the files that the release changes.
 *
 * @param {Release} release
 * @param {string[]} changes
 */
async function checkOut(release, changes) {
  for (const folder of [join(example, 'service'), ...changes]) {
    await cp(folder, releaseFolder(release), { recursive: true });
  }
  await cp(join(example, '../wrapper/cache.ts'), join(releaseFolder(release), 'src/cache/typed-cache.ts'));
}

/**
 * @param {Release} release
 * @param {AbortSignal} signal
 */
async function compile(release, signal) {
  const tsPatch = createRequire(import.meta.url).resolve('ts-patch/package.json');
  const tspc = join(dirname(tsPatch), 'bin', 'tspc.js');
  await run(process.execPath, [tspc, '-p', releaseFolder(release)], { cwd: example }, signal);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {AbortSignal} signal
 */
async function run(command, args, options, signal) {
  const child = spawn(command, args, { ...options, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with code ${code}\n${output}`);
}

/** Whether every file that package.json exports is there and none is older than the source it comes from. */
async function isKeyshapeFresh() {
  const { exports } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
  const built = leaves(exports).filter((path) => path.includes('/dist/'));
  const sources = ['package.json', 'tsconfig.json', 'scripts/build.mjs', ...(await filesUnder('src'))];
  const oldestBuilt = Math.min(...(await Promise.all(built.map(timeOf))));
  const newestSource = Math.max(...(await Promise.all(sources.map(timeOf))));
  return oldestBuilt >= newestSource;
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function leaves(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** @param {string} folder */
async function filesUnder(folder) {
  const entries = await readdir(join(repository, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length));
}

/**
 * When a file of the repository was last written; the beginning of time where it is missing.
 *
 * @param {string} path
 */
async function timeOf(path) {
  try {
    return (await stat(join(repository, path))).mtimeMs;
  } catch {
    return 0;
  }
}
