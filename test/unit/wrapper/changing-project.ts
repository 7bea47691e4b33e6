import type { Random } from '../../support/random.js';

/** Files by path; one that is `undefined` is not there. */
export type Changing = Readonly<Record<string, string | undefined>>;

const version = "version?: import('keyshape').VersionOf<T>";
const asking = (asks: unknown, name = 'get') =>
  `${name}<T>(key: string, ${asks ? version : 'version?: string'}): T`;
const body = '{ return [key, version] as never; }';

/** What is switched, each by itself. In every state the program has a wrapper named `get`, so that mostly it is types that tell, not names. */
const switches = [
  ...['cache', 'store', 'deep', 'reader', 'port', 'shared', 'late', 'augments', 'augmented', 'package'],
  ...['packageMain', 'alias', 'shadowed', 'optional', 'barrel', 'flag', 'data', 'script', 'strict', 'all'],
  ...['inferred', 'marked', 'model', 'renamed', 'extra', 'base', 'generic', 'references', 'static'],
  ...['order', 'overloaded', 'umd', 'same'],
] as const;
type Switch = (typeof switches)[number];
export type State = Readonly<Record<Switch, boolean>>;

/** A package that has one of its own: the compiler takes the second of equal ones for the first. */
const installing = (name: string, asks: boolean) => [
  [`node_modules/${name}/index.d.ts`, "export { thing } from 'same';"],
  [
    `node_modules/${name}/node_modules/same/package.json`,
    JSON.stringify({ name: 'same', version: '1.0.0', types: 'index.d.ts' }),
  ],
  [`node_modules/${name}/node_modules/same/index.d.ts`, "export { thing } from './inner';"],
  [`node_modules/${name}/node_modules/same/inner.d.ts`, `export declare const thing: { ${asking(asks)} };`],
];

const wide: readonly Switch[] = ['reader', 'script'];

/** The files of a state. What a caller asks for follows from files that it does not name, some of them from none that it imports. */
export function filesOf(on: State, edits: readonly number[]): Changing {
  const callers: Record<string, string> = {
    direct: "import { cache } from './cache.js';\nexport const a = cache.get<Row>('k');",
    through: "import { service } from './service.js';\nexport const a = service.held().get<Row>('k');",
    barrel: "import { thing } from './barrel.js';\nexport const a = thing.get<Row>('k');",
    alias: "import { thing } from '@it';\nexport const a = thing.get<Row>('k');",
    shadow: "import { thing } from './shadow';\nexport const a = thing.get<Row>('k');",
    optional: "import { thing } from './optional.js';\nexport const a = thing.get<Row>('k');",
    package: "import { thing } from 'pkg';\nexport const a = thing.get<Row>('k');",
    first: "import { thing } from 'first';\nexport const a = thing.get<Row>('k');",
    second: "import { thing } from 'second';\nexport const a = thing.get<Row>('k');",
    shared: "export const a = shared.get<Row>('k');",
    late: "export const a = late.get<Row>('k');",
    umd: "export const a = (all: typeof Everything.thing) => all.get<Row>('k');",
    augmented: "import { Store } from './store.js';\nexport const a = new Store().find<Row>('k');",
    flag: "import { flag } from './flag.js';\nimport { choose } from './choose.js';\nexport const a = choose(flag).get<Row>('k');",
    data: "import data from './data.json';\nimport { choose } from './choose.js';\nexport const a = choose(data.value).get<Row>('k');",
    callback:
      "import { use } from './use.js';\nexport const a = use((key, version) => [key, version] as never);\nexport const get = 1;",
    typed:
      "import type { Reader } from './reader.js';\nexport const get: Reader = (key, version) => [key, version] as never;",
    literal:
      "import type { Port } from './port.js';\nexport const a: Port = { get(key, version) { return [key, version] as never; } };",
    implements: `import type { Port } from './port.js';\nexport class Mine implements Port { get<T>(key: string, version?: string): T ${body} }`,
    value:
      "import { service } from './service.js';\nexport const a = ['k'].map(service.held().get);\nexport const b = [service.held().get];",
    stands: `import type { Port } from './port.js';\nfunction plain<T>(key: string, version?: string): T ${body}\nexport const a: Port = { get: plain };`,
    marks:
      "import type { Marked } from './marked.js';\nexport interface Kept { get: Marked<Row> }\nexport type Key = Marked<Row>;",
    extends:
      "import { Base } from './base.js';\nexport class Own extends Base { run() { return this.get<Row>('k'); } }\nexport const made = new Own('k');",
    inferred:
      "import { generic } from './generic.js';\nimport { cache } from './cache.js';\nexport const a: Row = generic(cache).get('k');",
    script:
      "import { script } from './script.js';\nexport const a = /** @type {Row} */ (script.get('k', undefined));",
    static:
      "import { Store } from './store.js';\nexport const a = Store.get<Row>('k');\nexport const b = Store['get']<Row>('k');",
    order: "export const a = merged.get<Row>('k');",
    nothing:
      "const map = new Map2<Row>();\nexport const a = map.get('k');\nexport const b = [a].find((one) => one);",
  };
  const files: Record<string, string | undefined> = {
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        target: 'es2020',
        module: 'esnext',
        moduleResolution: 'node',
        lib: ['es5'],
        types: [],
        strict: on.strict,
        skipLibCheck: true,
        incremental: true,
        resolveJsonModule: true,
        allowSyntheticDefaultImports: true,
        allowJs: true,
        outDir: 'out',
        paths: { '@it': [on.alias ? './src/store-thing.ts' : './src/plain-thing.ts'] },
        plugins: [
          { transform: 'keyshape/transform', transformProgram: true, inferred: on.all ? 'all' : 'reads' },
        ],
      },
      include: ['src'],
    }),
    'src/model.ts': `export interface Model { a: ${on.model ? 'string' : 'number'} }`,
    'src/cache.ts': `export class Cache { ${asking(on.cache)} ${body} always<T>(key: string, ${version}) ${body} }\nexport const cache = new Cache();`,
    'src/always.ts': `export class Always { ${asking(true)} ${body} ${asking(true, 'find')} ${body} }`,
    'src/deep.ts': `export abstract class Deep { ${asking(on.deep)} ${body} }`,
    'src/store.ts': `import { Deep } from './deep.js';\nexport class Store extends Deep {\n  ${on.store ? `${asking(true)} ${body}` : ''}\n  static ${asking(on.static)} ${body}\n}`,
    'src/service.ts':
      "import { Store } from './store.js';\nexport class Service { held() { return new Store(); } }\nexport const service = new Service();",
    'src/store-thing.ts': "import { Store } from './store.js';\nexport const thing = new Store();",
    'src/plain-thing.ts': `export const thing = { ${asking(false)} ${body} };`,
    'src/barrel.ts': `export { thing } from './${on.barrel ? 'store' : 'plain'}-thing.js';`,
    'src/shadow/index.ts': "export { thing } from '../store-thing.js';",
    'src/shadow.ts': on.shadowed ? "export { thing } from './plain-thing.js';" : undefined,
    'src/optional.ts': on.optional ? "export { thing } from './store-thing.js';" : undefined,
    'src/shared.d.ts': `declare const shared: { ${asking(on.shared)} };\ninterface Row { b: import('./model').Model }\ndeclare class Map2<V> { get(key: string): V | undefined }`,
    'src/late-type.ts': `export interface Late { ${asking(on.late)} }`,
    'src/late.ts':
      "import type { Late } from './late-type.js';\ndeclare global { const late: Late }\nexport {};",
    'src/augments.ts': on.augments
      ? `export {};\ndeclare module './store.js' { interface Store { ${asking(on.augmented, 'find')} } }\n`
      : undefined,
    'src/flag.ts': `export const flag = ${on.flag ? '1' : "'1'"};`,
    'src/data.json': JSON.stringify({ value: on.data ? 1 : '1' }),
    'src/choose.ts': `import { Always } from './always.js';\nimport { thing } from './plain-thing.js';\nexport function choose(a: string): Always;\nexport function choose(a: number): typeof thing;\nexport function choose(a: unknown): never { throw a; }`,
    'src/reader.ts': `export type Reader = <T>(key: string, ${on.reader ? version : 'version?: string'}) => T;`,
    'src/use.ts': "import type { Reader } from './reader.js';\nexport const use = (get: Reader) => get;",
    'src/port.ts': `export interface Port { ${asking(on.port)} }`,
    'src/marked.ts': `export type { Marked } from './marked-${on.marked ? 'as' : 'not'}.js';`,
    'src/marked-as.ts': "export type Marked<T> = import('keyshape').VersionOf<T>;",
    'src/marked-not.ts': 'export type Marked<T> = string | T;',
    'src/base.ts': `export class Base { constructor(readonly key: string, ${on.base ? "version?: import('keyshape').VersionOf<Base>" : 'version?: string'}) {} ${asking(on.inferred)} ${body} }`,
    'src/generic.ts': `import { Always } from './always.js';\nexport function generic<C>(cache: C): ${on.generic ? 'C' : 'Always'} { return cache as never; }`,
    'src/script.js': `class Script {\n  /**\n   * @template T\n   * @param {string} key\n   * @param {${on.script ? "import('keyshape').VersionOf<{ a: 1 }>" : 'string'}} [version]\n   */\n  get(key, version) { return [key, version]; }\n}\nexport const script = new Script();\n`,
    'src/renamed.ts': on.renamed
      ? `import { cache } from './cache.js';\nexport const take = cache.always.bind(cache);`
      : `export const take = 1;`,
    'src/one.d.ts': `interface Merged { ${asking(on.order)} }\ndeclare const merged: Merged;`,
    // The overloads of the last file come first.
    'src/two.d.ts': on.overloaded ? 'interface Merged { get<T>(key: string): T }' : undefined,
    'src/umd.d.ts': `export const thing: { ${asking(on.umd)} };\nexport as namespace Everything;`,
    'src/extra.ts': on.extra ? `export const extra = { ${asking(true, 'take')} ${body} };` : undefined,
    ...Object.fromEntries(['first', 'second'].flatMap((name) => installing(name, on.same))),
    'node_modules/pkg/package.json': JSON.stringify({
      name: 'pkg',
      version: '1.0.0',
      types: on.packageMain ? 'main.d.ts' : 'other.d.ts',
    }),
    'node_modules/pkg/main.d.ts': "export { thing } from './inner';",
    'node_modules/pkg/other.d.ts': `export declare const thing: { ${asking(false)} };`,
    'node_modules/pkg/inner.d.ts': `export declare const thing: { ${asking(on.package)} };`,
  };
  Object.entries(callers).forEach(([name, text], index) => {
    files[`src/call-${name}.${name === 'script' ? 'js' : 'ts'}`] =
      `${on.references ? '/// <reference path="./shared.d.ts" />\n' : ''}${text}\n// ${edits[index] ?? 0}\nexport {};\n`;
  });
  return files;
}

export const callerCount = 28;

export function allSwitchedOff(): State {
  return Object.fromEntries(switches.map((name) => [name, false])) as State;
}

export function randomState(random: Random): State {
  const state = Object.fromEntries(switches.map((name) => [name, random.chance(0.5)])) as Record<
    Switch,
    boolean
  >;
  // Where a function without a name asks, every call is looked at, and names tell nothing.
  if (random.chance(0.5)) for (const name of wide) state[name] = false;
  return state;
}

/** Flips one switch, or a few. */
export function changed(state: State, random: Random, count = random.pick([1, 1, 2, 3])): State {
  const isWide = wide.some((name) => state[name]);
  const next = { ...state };
  for (let left = count; left > 0; left -= 1) {
    const name = random.pick(switches);
    if (isWide || !wide.includes(name)) next[name] = !next[name];
  }
  return next;
}

/** Each state that is one switch away. */
export function neighbours(state: State): readonly State[] {
  return switches.map((name) => ({ ...state, [name]: !state[name] }));
}
