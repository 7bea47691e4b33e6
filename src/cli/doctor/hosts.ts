/** A host as `keyshape doctor` knows it. */
export interface Host {
  readonly name: string;
  /** Packages of which one is installed where the host is in use. */
  readonly packages: readonly string[];
  /** The files in which it is set up, as the beginnings of names in the project's folder. */
  readonly files: readonly string[];
  /** What one of these files holds where keyshape is set up. */
  readonly entry: RegExp;
  /** What to write. */
  readonly line: string;
  /** The page of the documentation. */
  readonly page: string;
}

const plugin = (entry: string) => `import { keyshape } from '${entry}', and keyshape() in plugins`;
const entryOf = (...names: readonly string[]) => new RegExp(`keyshape/(?:${names.join('|')})\\b`);
const pages = 'docs/hosts/';

/** Every host that is set up in a file of the project, by its packages. */
export const hosts: readonly Host[] = [
  ...(
    [
      ['Vite', ['vite'], ['vite.config', 'vitest.config'], 'vite'],
      ['Vitest', ['vitest'], ['vitest.config', 'vite.config', 'vitest.workspace'], 'vite'],
      ['Rollup', ['rollup'], ['rollup.config'], 'rollup'],
      ['Rolldown', ['rolldown'], ['rolldown.config'], 'rolldown'],
      ['tsdown', ['tsdown'], ['tsdown.config'], 'rolldown'],
      ['Farm', ['@farmfe/core'], ['farm.config'], 'farm'],
      ['Rspack', ['@rspack/core'], ['rspack.config'], 'rspack'],
    ] as const
  ).map(([name, packages, files, entry]) => ({
    name,
    packages,
    files,
    entry: entryOf(entry),
    line: plugin(`keyshape/${entry}`),
    page: `${pages}${name.toLowerCase()}.md`,
  })),
  {
    name: 'webpack',
    packages: ['webpack-cli'],
    files: ['webpack.config'],
    entry: entryOf('webpack', 'ts-loader'),
    line: "const { keyshape } = require('keyshape/webpack'), and keyshape() in plugins",
    page: `${pages}webpack.md`,
  },
  {
    name: 'tsup',
    packages: ['tsup'],
    files: ['tsup.config'],
    entry: entryOf('esbuild'),
    line: "import { keyshape } from 'keyshape/esbuild', and keyshape() in esbuildPlugins",
    page: `${pages}tsup.md`,
  },
  {
    name: 'Next.js',
    packages: ['next'],
    files: ['next.config'],
    entry: entryOf('next'),
    line: "import { withKeyshape } from 'keyshape/next', and export default withKeyshape({ … })",
    page: `${pages}next.md`,
  },
  {
    name: 'Nest',
    packages: ['@nestjs/cli'],
    files: ['nest-cli.json', 'tsconfig', 'webpack.config'],
    entry: entryOf('nest', 'transform', 'webpack'),
    line: '"plugins": ["keyshape/nest"] in compilerOptions of nest-cli.json',
    page: `${pages}nest.md`,
  },
  {
    name: 'Jest',
    packages: ['jest'],
    files: ['jest.config', 'package.json'],
    entry: entryOf('jest', 'ts-jest'),
    line: "['keyshape/jest', { transform: '@swc/jest' }] in transform, around the transformer that you have",
    page: `${pages}jest.md`,
  },
  {
    name: 'ts-node',
    packages: ['ts-node'],
    files: ['tsconfig', 'package.json'],
    entry: entryOf('register'),
    line: '"ts-node": { "require": ["keyshape/register"] } in tsconfig.json',
    page: `${pages}node.md`,
  },
  {
    name: 'tsx',
    packages: ['tsx'],
    files: ['package.json', '.npmrc', 'Dockerfile', 'Procfile'],
    entry: entryOf('register'),
    line: 'node --import keyshape/register --import tsx src/main.ts, in "scripts" of package.json',
    page: `${pages}node.md`,
  },
  {
    name: 'Bun',
    packages: ['bun', '@types/bun', 'bun-types'],
    files: ['bunfig.toml', 'build.', 'package.json'],
    entry: entryOf('bun'),
    line: 'preload = ["keyshape/bun/preload"] in bunfig.toml',
    page: `${pages}bun.md`,
  },
  {
    name: 'ts-patch',
    packages: ['ts-patch', 'ttypescript'],
    files: ['tsconfig'],
    entry: /keyshape\/(?:transform|tsconfig\.json)/,
    line: '{ "transform": "keyshape/transform", "transformProgram": true } in compilerOptions.plugins of tsconfig.json',
    page: 'README.md#ts-patch-typescript-5-and-6',
  },
  ...(
    [
      ['swc', ['@swc/cli'], 'swc generated -d dist --strip-leading-paths'],
      ['Babel', ['@babel/cli'], 'babel generated -d dist --extensions .ts'],
    ] as const
  ).map(([name, packages, compile]) => ({
    name,
    packages,
    files: ['package.json'],
    entry: /keyshape generate/,
    line: `keyshape generate --outDir generated && ${compile}, in "scripts" of package.json`,
    page: `${pages}generate.md`,
  })),
];
