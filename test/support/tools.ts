import { join, resolve } from 'node:path';
import type ts from 'typescript';

/** The repository. */
export const root = resolve(__dirname, '../..');

/** The tool sets of hosts: the first is the package's own, each other one a fixture with its own package-lock.json. */
export type ToolSet =
  | 'node'
  | 'jest'
  | 'nest'
  | 'next'
  | 'bun'
  | 'generate'
  | 'ts-patch-3'
  | 'ts-patch-4'
  | 'ttypescript'
  | 'ts-jest'
  | 'vite'
  | 'vitest'
  | 'esbuild'
  | 'tsup'
  | 'webpack'
  | 'rspack'
  | 'rollup'
  | 'rolldown'
  | 'tsdown'
  | 'farm'
  | 'monorepos';

/** Whether only what `npm ci` installs is there to test with, as in `npm test`; see jest.config.mjs. */
const ownToolsOnly = process.env.KEYSHAPE_TOOLS === 'own';

/** Whether what takes long is tried too: in `npm run test:all`, and where a test file is run by itself. */
export const isThorough = !ownToolsOnly;

/** How many tries of a kind a test makes. */
export function tries(thorough: number, quick: number): number {
  return isThorough ? thorough : quick;
}

/** Of some tool sets or compilers, those to test with: `own` are those that need no fixture. */
function present<Name extends string>(names: readonly Name[], own: string): readonly Name[] {
  return ownToolsOnly ? names.filter((name) => name === own) : names;
}

/** The tool sets of a list to test with. */
export function presentTools<Name extends ToolSet>(...names: readonly Name[]): readonly Name[] {
  return present(names, 'ts-patch-3');
}

/** The compilers of a list to test with. */
export function presentCompilers<Name extends string>(...names: readonly Name[]): readonly Name[] {
  return present(names, '5.9');
}

/** The folder of a tool set; the set-up of the tests has installed it. */
export function toolSet(name: ToolSet): string {
  return name === 'ts-patch-3' ? root : join(root, 'fixtures/hosts', name);
}

/** The compilers that in-process tests run on: the oldest, the development one and the newest. */
export const compilers = presentCompilers('4.9', '5.9', '6.0');

const homes: Readonly<Record<(typeof compilers)[number], ToolSet>> = {
  '4.9': 'ttypescript',
  '5.9': 'ts-patch-3',
  '6.0': 'ts-patch-4',
};

/** Loads a compiler. */
export function loadCompiler(version: (typeof compilers)[number]): typeof ts {
  return require(join(toolSet(homes[version]), 'node_modules/typescript')) as typeof ts;
}
