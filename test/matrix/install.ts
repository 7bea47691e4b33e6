import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { once } from '../support/tools.js';

/** Installs a fixture's locked dependencies, unless they are there; suites that run side by side wait for one another. */
export function install(folder: string): void {
  // npm writes this file last.
  const isInstalled = () => existsSync(join(folder, 'node_modules/.package-lock.json'));
  once(join(folder, '.installing'), isInstalled, () => {
    execFileSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'pipe',
      shell: process.platform === 'win32',
    });
  });
}
