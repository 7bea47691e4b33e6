// Installs the locked dependencies of fixtures, unless they are there: `node scripts/install-fixtures.mjs [name…]`, all of them
// without a name. The set-up of the tests and the benchmarks call it.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from './once.mjs';

const home = fileURLToPath(new URL('../fixtures', import.meta.url));

/** The fixtures that have dependencies of their own, by their path below `fixtures/`. */
export function fixtures() {
  const names = readdirSync(home).flatMap((name) => [
    name,
    ...(name === 'hosts' ? readdirSync(join(home, name)).map((host) => `hosts/${host}`) : []),
  ]);
  // The picture of the demo has a charting library that nothing else needs.
  names.push('../examples/rolling-deploy/chart');
  return names.filter((name) => existsSync(join(home, name, 'package-lock.json')));
}

/** Whether what npm says it installed is what the lock file asks for; what is optional may be for other machines. */
function isInstalled(folder) {
  const hidden = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const read = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const wanted = read(join(folder, 'package-lock.json'));
  const found = read(hidden);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || found[path]?.version === version || (optional === true && !(path in found)),
  );
}

/** Runs side by side wait for one another. */
export async function installFixtures(names = fixtures()) {
  for (const name of names) {
    const folder = join(home, name);
    await once(
      join(folder, '.installing'),
      () => isInstalled(folder),
      () =>
        execFileSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], {
          cwd: folder,
          stdio: 'pipe',
          shell: process.platform === 'win32',
        }),
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await installFixtures(process.argv.length > 2 ? process.argv.slice(2) : undefined);
