import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Installs a fixture's locked dependencies, unless they are there. */
export function install(folder: string): void {
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return;
  execFileSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'pipe',
    shell: process.platform === 'win32',
  });
}
