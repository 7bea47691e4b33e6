import { asText, type Host } from './host.js';

const plugin = (entry: string) => `import { keyshape } from '${entry}', and keyshape() in plugins`;
const entryOf = (...names: readonly string[]) => new RegExp(`keyshape/(?:${names.join('|')})\\b`);
const pages = 'docs/hosts/';
const command = (name: string) => new RegExp(`(?<![\\w./@-])${name}(?![\\w./@-])`);
const bothChecked = {
  pattern: /\bts-loader\b/,
  reason: 'ts-loader that checks types takes keyshape/ts-loader in place of the plugin',
};
const ownTypeScript = {
  pattern: /rollup-plugin-typescript2|@rollup\/plugin-typescript/,
  reason: 'the plugin for TypeScript compiles what lies on the disk, so that keyshape goes around it',
};
const severalProjects = {
  pattern: /\b(?:projects|workspace)\b/,
  reason: 'it holds projects, and each takes the plugins that it names itself',
};

const patched = { transform: 'keyshape/transform', transformProgram: true };
const inTsconfig = (value: unknown) => ({
  files: ['tsconfig'],
  entry: /keyshape\/(?:transform|tsconfig\.json)/,
  line: `${asText(value)} in compilerOptions.plugins of tsconfig.json`,
  write: {
    kind: 'json' as const,
    file: 'tsconfig.json',
    path: ['compilerOptions', 'plugins'] as const,
    value,
  },
});
const keyshapeBuild = 'README.md#typescript-7-keyshape-build';

/** The host of a project in which no other is found: its entry in `tsconfig.json` shows that keyshape builds it, since no script does. */
export const buildByHand: Host = {
  ...inTsconfig(patched),
  name: 'keyshape build',
  packages: ['typescript'],
  line: `${inTsconfig(patched).line}; then build with npx keyshape build in place of tsc, or make sources for another compiler with npx keyshape generate`,
  unless: {
    pattern: /(?:)/,
    reason: 'no tool is in package.json that builds, so that it is not certain what does',
  },
  page: keyshapeBuild,
};

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
    write: { kind: 'plugin' as const, module: `keyshape/${entry}`, list: 'plugins' },
    ...(entry === 'vite' && { readsOne: true as const, unless: severalProjects }),
    ...(entry === 'rollup' && { unless: ownTypeScript }),
    ...(entry === 'rspack' && { unless: bothChecked }),
    page: `${pages}${name.toLowerCase()}.md`,
  })),
  {
    name: 'webpack',
    packages: ['webpack-cli'],
    files: ['webpack.config'],
    entry: entryOf('webpack', 'ts-loader'),
    line: "const { keyshape } = require('keyshape/webpack'), and keyshape() in plugins",
    write: { kind: 'plugin', module: 'keyshape/webpack', list: 'plugins' },
    unless: bothChecked,
    page: `${pages}webpack.md`,
  },
  {
    name: 'tsup',
    packages: ['tsup'],
    files: ['tsup.config'],
    entry: entryOf('esbuild'),
    line: "import { keyshape } from 'keyshape/esbuild', and keyshape() in esbuildPlugins",
    write: { kind: 'plugin', module: 'keyshape/esbuild', list: 'esbuildPlugins' },
    page: `${pages}tsup.md`,
  },
  {
    name: 'Next.js',
    packages: ['next'],
    files: ['next.config'],
    entry: entryOf('next'),
    line: "import { withKeyshape } from 'keyshape/next', and export default withKeyshape({ … })",
    write: { kind: 'wrapper', module: 'keyshape/next', name: 'withKeyshape' },
    page: `${pages}next.md`,
  },
  {
    name: 'Nest',
    packages: ['@nestjs/cli'],
    files: ['nest-cli.json', 'tsconfig', 'webpack.config'],
    entry: entryOf('nest', 'transform', 'webpack'),
    line: '"plugins": ["keyshape/nest"] in compilerOptions of nest-cli.json',
    write: {
      kind: 'json',
      file: 'nest-cli.json',
      path: ['compilerOptions', 'plugins'],
      value: 'keyshape/nest',
    },
    unless: {
      pattern: /"(?:swc|webpack|rspack)"\s*[,}]|"webpack"\s*:\s*true/,
      reason: 'it names a builder, and the page has the line for each',
    },
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
    write: { kind: 'json', file: 'tsconfig.json', path: ['ts-node', 'require'], value: 'keyshape/register' },
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
    write: {
      kind: 'file',
      file: 'bunfig.toml',
      text: 'preload = ["keyshape/bun/preload"]\n\n[test]\npreload = ["keyshape/bun/preload"]\n',
    },
    page: `${pages}bun.md`,
  },
  ...(
    [
      ['ts-patch', 'README.md#ts-patch-typescript-5-and-6', patched, 'tspc'],
      [
        'ttypescript',
        'README.md#ttypescript-1515-typescript-49',
        { transform: 'keyshape/transform' },
        'ttsc',
      ],
    ] as const
  ).map(([name, page, value, compiler]) => ({
    ...inTsconfig(value),
    name,
    packages: [name],
    compiler,
    page,
  })),
  {
    name: 'esbuild',
    packages: ['esbuild'],
    files: ['build.', 'esbuild.', 'package.json'],
    uses: command('esbuild'),
    entry: /keyshape\/esbuild\b|keyshape generate\b/,
    line: "import { keyshape } from 'keyshape/esbuild', and keyshape() in plugins; before its command line, which takes none, keyshape generate --outDir generated",
    page: `${pages}esbuild.md`,
  },
  {
    name: 'Node',
    packages: [],
    files: ['package.json', '.npmrc', 'Dockerfile', 'Procfile'],
    // A script that builds, or another tool of the project, is not a service.
    uses: /(?<![\w./@-])node\s(?:[^&|;]*\s)?(?!\S*\b(?:build|scripts?|tools?)\b)[^\s&|;]+\.[cm]?ts\b/,
    entry: /keyshape\/register\b|keyshape generate\b/,
    line: 'node --import keyshape/register src/main.ts, in "scripts" of package.json',
    page: `${pages}node.md`,
  },
  ...(
    [
      ['swc', ['@swc/cli'], 'swc generated -d dist --strip-leading-paths'],
      ['Babel', ['@babel/cli'], 'babel generated -d dist --extensions .ts'],
      ['Deno', [], 'deno run generated/main.ts'],
    ] as const
  ).map(([name, packages, compile]) => ({
    name,
    packages,
    files: ['package.json'],
    ...(name === 'Deno' && { uses: command('deno') }),
    entry: /keyshape generate/,
    line: `keyshape generate --outDir generated && ${compile}, in "scripts" of package.json`,
    page: `${pages}generate.md`,
  })),
  {
    name: 'tsc',
    packages: ['typescript'],
    files: ['package.json'],
    uses: /(?<![\w./@-])tsc(?![\w./@-])(?![^&|;"]*--noEmit)|keyshape build\b/,
    isLast: true,
    entry: /keyshape build\b/,
    line: 'keyshape build, in place of tsc in "scripts" of package.json',
    page: keyshapeBuild,
  },
];
