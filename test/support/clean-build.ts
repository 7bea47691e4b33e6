import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Builder } from './builder.js';

/** The versions in JavaScript, by file. */
export type Versions = Readonly<Record<string, readonly string[]>>;

const literal = /"[0-9a-f]{8,}:?"/g;

/** The versions in the outputs below a folder. */
export function versionsIn(folder: string): Versions {
  const found: Record<string, readonly string[]> = {};
  const visit = (path: string) => {
    if (!existsSync(join(folder, path))) return;
    for (const one of readdirSync(join(folder, path), { withFileTypes: true })) {
      const inner = join(path, one.name);
      if (one.isDirectory() && one.name !== 'node_modules') visit(inner);
      else if (one.name.endsWith('.js')) {
        const versions = readFileSync(join(folder, inner), 'utf8').match(literal);
        if (versions) found[inner] = versions;
      }
    }
  };
  visit('.');
  return found;
}

/** What a build from nothing gives: sources and configuration are copied to where nothing else is. */
export async function cleanVersions(builder: Builder, folder: string): Promise<Versions> {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'keyshape-clean-')));
  try {
    for (const part of ['src', 'tsconfig.json']) {
      cpSync(join(folder, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(folder, 'node_modules'), join(copy, 'node_modules'));
    const off = ['--incremental', 'false', '--composite', 'false', '--noCheck', 'false'];
    const report = await builder.run('-p', copy, ...off);
    if (report.code !== 0 || report.text !== '') throw new Error(report.text || `exit code ${report.code}`);
    return versionsIn(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
