import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { UsageError } from '../command.js';
import { Folder } from './folder.js';
import type { Host } from './host.js';
import { buildByHand, hosts } from './hosts.js';
import { inherited } from './inherited.js';

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
  /** The scripts of its `package.json`. */
  readonly scripts: Readonly<Record<string, string>>;
  /** What is wrong whatever the host. */
  readonly problems: readonly string[];
}

/**
 * Looks for the entry of a host.
 *
 * @param tsconfig - the name of the one configuration of TypeScript that counts; left out, any does
 */
export function find(host: Host, folder: Folder, tsconfig?: string): Finding {
  const files = placesOf(host, folder).filter(
    (name) => tsconfig === undefined || !name.startsWith('tsconfig') || name === tsconfig,
  );
  const holder = files.find((name) => holds(host, folder, name));
  return { host, isSetUp: holder !== undefined, file: holder ?? files[0] };
}

/** The files that a host reads, what it prefers first. */
function placesOf({ files, readsOne }: Host, folder: Folder): readonly string[] {
  const names = files.flatMap((start) => folder.names.filter((name) => name.startsWith(start)));
  const [first] = names;
  if (readsOne === undefined || first === undefined) return names;
  const code = folder.code(first);
  return names.filter((name) => {
    const [stem = name] = /^[^.]+\.config(?=\.)/.exec(name) ?? [];
    return name === first || stem === name || code.includes(stem);
  });
}

function holds({ entry, write }: Host, folder: Folder, name: string): boolean {
  const isConfig = write?.kind === 'json' && write.file === 'tsconfig.json' && name.startsWith('tsconfig');
  // What is yet to be written is in no file that others extend.
  if (!isConfig || folder.changed.has(name)) return entry.test(folder.code(name));
  return entry.test(JSON.stringify(inherited(join(folder.path, name), write.path).value) ?? '');
}

/** What `doctor` says of a project without a host. */
export const noTool =
  'No tool is in package.json that keyshape has an entry for. `npx keyshape build` compiles as tsc does, and `npx keyshape generate` makes sources for any other compiler.';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
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
  const files = new Folder(folder);
  const { scripts = {} } = manifest;
  const known = hosts.filter((host) => isUsed(host, named, scripts, files));
  const used = known.length === 0 && named.has('typescript') ? [buildByHand] : known;
  const isAlone = used.every(({ isLast }) => isLast);
  const findings = used.filter(({ isLast }) => isAlone || !isLast).map((host) => find(host, files));
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
  return { folder, findings, scripts, problems };
}

function isUsed(
  { packages, uses, files }: Host,
  named: ReadonlySet<string>,
  scripts: Readonly<Record<string, unknown>>,
  folder: Folder,
): boolean {
  if (packages.length > 0 && !packages.some((name) => named.has(name))) return false;
  if (uses === undefined) return true;
  const isCode = (name: string) =>
    /\.[cm]?[jt]s$/.test(name) && files.some((start) => name.startsWith(start));
  return (
    Object.values(scripts).some((script) => uses.test(String(script))) ||
    folder.names.some((name) => isCode(name) && uses.test(folder.code(name)))
  );
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
