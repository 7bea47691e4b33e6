import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isRecord } from '../../calls/is-record.js';
import { entriesOf, jsonAt, textAt } from '../../disk.js';
import { upwards } from '../../paths.js';
import { resolveFrom } from '../../project/configuration/plugin-entry.js';
import { hosts } from '../hosts/hosts.js';

/** What compiles or bundles a project, as far as its folder shows. */
export interface Setup {
  /** The bundler whose configuration is there. */
  readonly bundler: Bundler | undefined;
  /** What `build` in `package.json` is run with. */
  readonly buildScript: string | undefined;
  readonly hasTsPatch: boolean;
  readonly hasTtypescript: boolean;
  /** Whether tests are compiled by `keyshape/ts-jest` and nothing else here knows keyshape. */
  readonly hasTsJestOnly: boolean;
}

/** A bundler, and how keyshape gets into what it writes. */
export interface Bundler {
  readonly name: string;
  /** The file that shows it. */
  readonly file: string;
  readonly command: string;
  /** What to write, and where. */
  readonly line: string;
}

/** By the names that {@link hosts} has them under. */
const bundlers = [
  { name: 'webpack', file: /^webpack\..*\b[cm]?[jt]s$/, command: 'npx webpack' },
  { name: 'Rspack', file: /^rspack\..*\b[cm]?[jt]s$/, command: 'npx rspack build' },
  { name: 'Rollup', file: /^rollup\..*\b[cm]?[jt]s$/, command: 'npx rollup -c' },
  { name: 'Rolldown', file: /^rolldown\.config\.[cm]?[jt]s$/, command: 'npx rolldown -c' },
  { name: 'Next.js', file: /^next\.config\.[cm]?[jt]s$/, command: 'npx next build' },
  { name: 'Vite', file: /^vite\.config\.[cm]?[jt]s$/, command: 'npx vite build' },
  { name: 'Farm', file: /^farm\.config\.[cm]?[jt]s$/, command: 'npx farm build' },
  { name: 'tsup', file: /^tsup\.config\.(?:[cm]?[jt]s|json)$/, command: 'npx tsup' },
  { name: 'tsdown', file: /^tsdown\.config\.(?:[cm]?[jt]s|json)$/, command: 'npx tsdown' },
  { name: 'esbuild', file: /^esbuild\..*\b[cm]?[jt]s$/, command: 'node' },
] as const;

/** Looks at a project's folder and at the nearest `package.json`. */
export function setupOf(config: string): Setup {
  const manifest = nearestManifest(dirname(config));
  const folders = [...new Set([dirname(config), ...(manifest ? [manifest.folder] : [])])];
  const hasTsPatch = resolveFrom(config, 'ts-patch/package.json') !== undefined;
  const hasTtypescript = resolveFrom(config, 'ttypescript/package.json') !== undefined;
  const script = manifest?.build;
  const bundler = folders.map(bundlerIn).find((found) => found !== undefined) ?? bundlerOf(script);
  const hasTsJest = folders.some((folder) => usesTsJest(folder));
  return {
    bundler,
    buildScript: script === undefined || manifest === undefined ? undefined : runCommand(manifest.folder),
    hasTsPatch,
    hasTtypescript,
    hasTsJestOnly: hasTsJest && !hasTsPatch && !hasTtypescript && bundler === undefined,
  };
}

/** The command of the host that the project builds with, as it stands in a shell. */
export function buildTool({ hasTsPatch, hasTtypescript }: Setup): string {
  if (hasTsPatch) return 'npx tspc';
  return hasTtypescript ? 'npx ttsc' : 'npx keyshape build';
}

/** The command that bundles anew; `undefined` where the folder does not show it. */
export function bundleCommand({ buildScript, bundler }: Setup): string | undefined {
  if (buildScript !== undefined) return buildScript;
  return bundler?.name === 'esbuild' ? `node ${bundler.file}` : bundler?.command;
}

interface Manifest {
  readonly folder: string;
  /** Its script of this name. */
  readonly build: string | undefined;
}

function nearestManifest(start: string): Manifest | undefined {
  for (const folder of upwards(start)) {
    const found = jsonAt(join(folder, 'package.json'));
    if (!isRecord(found)) continue;
    const build = isRecord(found.scripts) ? found.scripts.build : undefined;
    return { folder, build: typeof build === 'string' ? build : undefined };
  }
  return undefined;
}

function bundlerIn(folder: string): Bundler | undefined {
  const names = entriesOf(folder).map(({ name }) => name);
  for (const { file, ...bundler } of bundlers) {
    const found = names.find((name) => file.test(name));
    if (found !== undefined) return { ...bundler, file: found, line: lineOf(bundler.name) };
  }
  return undefined;
}

/** A bundler that has no configuration file, by its name in the build script. */
function bundlerOf(script: string | undefined): Bundler | undefined {
  const words = script?.split(/[\s;&|]+/) ?? [];
  const found = bundlers.find(({ name }) => words.includes(name.toLowerCase().replace('.js', '')));
  return found && { ...found, file: 'package.json', line: lineOf(found.name) };
}

function lineOf(bundler: (typeof bundlers)[number]['name']): string {
  return hosts.find(({ name }) => name === bundler)!.line;
}

function usesTsJest(folder: string): boolean {
  const configs = ['js', 'cjs', 'mjs', 'ts', 'json'].map((extension) => `jest.config.${extension}`);
  return [...configs, 'package.json'].some((name) =>
    textAt(join(folder, name))?.includes('keyshape/ts-jest'),
  );
}

function runCommand(folder: string): string {
  for (const at of upwards(folder)) {
    if (existsSync(join(at, 'pnpm-lock.yaml'))) return 'pnpm run build';
    if (existsSync(join(at, 'yarn.lock'))) return 'yarn run build';
    if (existsSync(join(at, 'bun.lock')) || existsSync(join(at, 'bun.lockb'))) return 'bun run build';
    if (existsSync(join(at, 'package-lock.json'))) break;
  }
  return 'npm run build';
}
