import type { Files } from '../../support/project.js';

// One project and one table of what happens to it, for every bundler.

export const configuration = (entry: object = {}) =>
  JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      module: 'esnext',
      moduleResolution: 'bundler',
      strict: true,
      lib: ['es2022'],
      types: [],
      plugins: [{ transform: 'keyshape/transform', transformProgram: true, ...entry }],
    },
    include: ['src'],
  });

/** What the program prints. */
export interface Versions {
  readonly deep: string;
  readonly open: string;
  readonly key: string;
}

/** The type of the first call is three imports away, and no import on the way is left in the output. */
export const sources: Files = {
  'tsconfig.json': configuration(),
  'src/hop3.ts': 'export interface Hop3 { a: string }',
  'src/hop2.ts': "import type { Hop3 } from './hop3';\nexport interface Hop2 { three: Hop3 }",
  'src/hop1.ts': "import type { Hop2 } from './hop2';\nexport interface Hop1 { two: Hop2[] }",
  'src/open.ts': 'export interface Open { a: string }',
  'src/platform.d.ts':
    'declare const process: { argv: string[] };\ndeclare const console: { log(text: string): void };',
  'src/calls.ts': `import { keyFor, versionOf } from 'keyshape';
import type { Hop1 } from './hop1';
import type { Open } from './open';

export const versions = {
  deep: versionOf<Hop1>(),
  open: versionOf<Open>(), key: keyFor<Open>('k'),
};
export function fail(): never {
  throw new Error(versionOf<Hop1>());
}
`,
  'src/main.ts': `import { fail, versions } from './calls';

console.log(JSON.stringify(versions));
if (process.argv[2] === 'fail') fail();
`,
};

/** What it prints before anything happens. */
export const start: Versions = {
  deep: '4aa3ca10b4f38dc1',
  open: 'ae0641aa065f366e',
  key: 'ae0641aa065f366e:k',
};

/** Where the error of the state that has one stands: as compilers and as esbuild write it. */
export const errorPlace = /src\/calls\.ts(?:\(6,19\)|:6:18)/;

/** A change of the project; a file without text is deleted. */
export interface State {
  readonly name: string;
  readonly files: Readonly<Record<string, string | undefined>>;
  /** What the program prints then; left out where the build fails. */
  readonly prints?: Versions;
  /** A new file that nothing imports, which some tools do not watch. */
  readonly isNewFile?: boolean;
}

/** What happens to the project, one after the other. A test holds what it prints against a build by tspc. */
export const states: readonly State[] = [
  { name: 'start', files: {}, prints: start },
  {
    name: 'a type three imports away',
    files: { 'src/hop3.ts': 'export interface Hop3 { a: number }' },
    prints: { ...start, deep: 'b6ccb7c3a069f9e7' },
  },
  {
    name: 'an error three imports away',
    files: { 'src/hop3.ts': 'export interface Hop3 { a: any }' },
  },
  { name: 'mended and undone', files: { 'src/hop3.ts': sources['src/hop3.ts'] }, prints: start },
  {
    name: 'a new file',
    files: { 'src/augment.ts': "export {};\ndeclare module './open' { interface Open { b: 1 } }" },
    prints: { ...start, open: 'f25c4ffbea800f87', key: 'f25c4ffbea800f87:k' },
    isNewFile: true,
  },
  { name: 'deleted', files: { 'src/augment.ts': undefined }, prints: start, isNewFile: true },
  {
    name: 'an option',
    files: { 'tsconfig.json': configuration({ length: 12 }) },
    prints: { deep: '4aa3ca10b4f3', open: 'ae0641aa065f', key: 'ae0641aa065f:k' },
  },
  { name: 'the option undone', files: { 'tsconfig.json': sources['tsconfig.json'] }, prints: start },
];
