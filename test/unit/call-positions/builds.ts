import type { Need } from './positions.js';

/** How a compiler is set up to compile every position. */
export interface Build {
  /** As in `tsconfig.json`. */
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  /** What kind of module `package.json` says that `.js` files are. */
  readonly type: 'module' | 'commonjs';
  /** Extensions of the sources, and what kind of module each becomes. */
  readonly extensions: Readonly<Record<string, 'es' | 'cjs'>>;
  /** The first compiler that has it, and the last: later ones dropped it. */
  readonly since?: number;
  readonly until?: number;
}

const plain = { ts: 'es', tsx: 'es' } as const;
const common = { ts: 'cjs', tsx: 'cjs' } as const;

/** The builds of every mode of module, and of every other option that decides what is emitted. */
export const builds: Readonly<Record<string, Build>> = {
  'ES modules': {
    compilerOptions: { module: 'esnext', target: 'es2022', jsx: 'react' },
    type: 'module',
    extensions: plain,
  },
  'ES modules, verbatim and isolated': {
    compilerOptions: {
      module: 'esnext',
      target: 'es2022',
      jsx: 'react-jsx',
      verbatimModuleSyntax: true,
      isolatedModules: true,
    },
    type: 'module',
    extensions: plain,
    since: 5.0,
  },
  'ES modules for the newest target, JSX left as it is': {
    compilerOptions: { module: 'esnext', target: 'esnext', jsx: 'preserve' },
    type: 'module',
    extensions: plain,
  },
  'ES modules for ES2015, isolated': {
    compilerOptions: { module: 'es2020', target: 'es2015', jsx: 'react', isolatedModules: true },
    type: 'module',
    extensions: plain,
  },
  'module preserve': {
    compilerOptions: { module: 'preserve', target: 'es2022', jsx: 'react-jsx' },
    type: 'module',
    extensions: { ts: 'es', tsx: 'es', mts: 'es', cts: 'cjs' },
    since: 5.4,
  },
  'Node, ES modules by default': {
    compilerOptions: { module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', jsx: 'react' },
    type: 'module',
    extensions: { ts: 'es', tsx: 'es', mts: 'es', cts: 'cjs' },
  },
  'Node, CommonJS by default': {
    compilerOptions: {
      module: 'nodenext',
      moduleResolution: 'nodenext',
      target: 'es2022',
      jsx: 'react-jsx',
      useDefineForClassFields: false,
    },
    type: 'commonjs',
    extensions: { ts: 'cjs', tsx: 'cjs', mts: 'es', cts: 'cjs' },
  },
  'Node, verbatim': {
    compilerOptions: {
      module: 'nodenext',
      moduleResolution: 'nodenext',
      target: 'es2022',
      jsx: 'react',
      verbatimModuleSyntax: true,
    },
    type: 'module',
    extensions: { ts: 'es', tsx: 'es', mts: 'es', cts: 'cjs' },
    since: 5.0,
  },
  CommonJS: {
    compilerOptions: { module: 'commonjs', target: 'es2022', jsx: 'react', esModuleInterop: true },
    type: 'commonjs',
    extensions: common,
  },
  'CommonJS for ES2015, legacy decorators': {
    compilerOptions: {
      module: 'commonjs',
      target: 'es2015',
      jsx: 'react-jsx',
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
    },
    type: 'commonjs',
    extensions: common,
  },
  'CommonJS for ES5': {
    compilerOptions: { module: 'commonjs', target: 'es5', jsx: 'react', downlevelIteration: true },
    type: 'commonjs',
    extensions: common,
    until: 6.0,
  },
  'ES modules, legacy decorators': {
    compilerOptions: { module: 'esnext', target: 'es2022', jsx: 'react', experimentalDecorators: true },
    type: 'module',
    extensions: plain,
  },
  'imports of values kept': {
    compilerOptions: {
      module: 'esnext',
      target: 'es2022',
      jsx: 'react',
      preserveValueImports: true,
      importsNotUsedAsValues: 'preserve',
      isolatedModules: true,
    },
    type: 'module',
    extensions: plain,
    until: 4.9,
  },
  System: {
    compilerOptions: { module: 'system', target: 'es2022', jsx: 'react', esModuleInterop: true },
    type: 'module',
    extensions: plain,
    until: 6.0,
  },
  AMD: {
    compilerOptions: { module: 'amd', target: 'es2022', jsx: 'react', esModuleInterop: true },
    type: 'commonjs',
    extensions: common,
    until: 6.0,
  },
  UMD: {
    compilerOptions: { module: 'umd', target: 'es2022', jsx: 'react', esModuleInterop: true },
    type: 'commonjs',
    extensions: common,
    until: 6.0,
  },
};

/** The builds that a compiler has. */
export function buildsOf(version: number): [string, Build][] {
  return Object.entries(builds).filter(
    ([, { since = 0, until = Number.POSITIVE_INFINITY }]) => since <= version && version <= until,
  );
}

/** The options of a build for a compiler: what it wants said beside them. */
export function optionsFor(version: number, { compilerOptions }: Build): Readonly<Record<string, unknown>> {
  const { module } = compilerOptions;
  const isOld =
    version < 5 ||
    (version < 6 && module !== 'preserve') ||
    module === 'system' ||
    module === 'amd' ||
    module === 'umd';
  return {
    moduleResolution: isOld ? 'node' : 'bundler',
    lib: ['esnext'],
    types: [],
    strict: true,
    skipLibCheck: true,
    jsxImportSource: compilerOptions.jsx === 'react-jsx' ? 'jsx-stub' : undefined,
    // 6.0 warns of options that it will drop.
    ...(version >= 6 && version < 7 && { ignoreDeprecations: '6.0' }),
    ...compilerOptions,
  };
}

/** Whether `import` and `export` are written as they are, so that a CommonJS file cannot have them. */
export function keepsSyntax({ compilerOptions }: Build): boolean {
  return compilerOptions.verbatimModuleSyntax === true || compilerOptions.module === 'preserve';
}

/** What a source of a build has, of what positions need. */
export function hasIn(version: number, build: Build, extension: string): ReadonlySet<Need> {
  const { target, experimentalDecorators } = build.compilerOptions;
  const kind = build.extensions[extension];
  const has = new Set<Need>();
  if (extension === 'tsx') has.add('jsx');
  else if (extension === 'ts') has.add('angle brackets');
  if (kind === 'es' || !keepsSyntax(build)) has.add('es exports');
  if (kind === 'cjs') has.add('export =');
  if (kind === 'es' && target !== 'es2015') has.add('top-level await');
  if (version >= 5.2 && target !== 'es5') has.add('using');
  if (target !== 'es5') has.add('es2015');
  if (experimentalDecorators === true) has.add('legacy decorators').add('decorators');
  else if (version >= 5.0 && target !== 'es5') has.add('standard decorators').add('decorators');
  return has;
}
