import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { UsageError } from '../command.js';
import { type Host, hosts } from './hosts.js';

/** What was found of a host. */
export interface Finding {
  readonly host: Host;
  readonly isSetUp: boolean;
  /** The file with the entry; the one for it, where there is none yet; or nothing. */
  readonly file: string | undefined;
}

/** What was found in a project. */
export interface Examination {
  readonly folder: string;
  readonly findings: readonly Finding[];
  /** What is wrong whatever the host. */
  readonly problems: readonly string[];
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * Looks at the files of a project, and runs nothing of it.
 *
 * @param folder - the folder of its `package.json`
 * @throws UsageError where there is none that can be read
 */
export function examine(folder: string): Examination {
  const manifest = manifestIn(folder);
  const named = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));
  const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile());
  const findings = hosts
    .filter(({ packages }) => packages.some((name) => named.has(name)))
    .map((host): Finding => {
      const files = names.filter((name) => host.files.some((start) => name.startsWith(start)));
      const holder = files.find((name) =>
        host.entry.test(withoutComments(readFileSync(join(folder, name), 'utf8'))),
      );
      return { host, isSetUp: holder !== undefined, file: holder ?? files[0] };
    });
  const problems: string[] = [];
  if (!named.has('keyshape')) {
    problems.push('keyshape is not in package.json: npm install --save-dev keyshape');
  }
  if (!named.has('typescript')) {
    problems.push(
      'typescript is not in package.json, and types are read with it: npm install --save-dev typescript',
    );
  }
  if (!existsSync(join(folder, 'tsconfig.json'))) {
    problems.push('there is no tsconfig.json, which says what the sources are: npx tsc --init');
  }
  return { folder, findings, problems };
}

function manifestIn(folder: string): Manifest {
  const file = join(folder, 'package.json');
  if (!existsSync(file))
    throw new UsageError(`there is no package.json in ${folder}. Run it where the project lies.`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An entry that is commented out is none. */
function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*(?:\/\/|#).*$/gm, '');
}
