import ts from 'typescript';
import { hostedProgram } from '../../../src/project/hosted/hosted-program.js';
import { compile, type Files } from '../../support/project.js';

const manifest = '{ "name": "team-cache", "version": "1.0.0", "types": "./index.d.ts" }';
const caller = `
import type { User } from './model.js';
import { Cache, createRepo } from 'team-cache';
export const a = new Cache().get<User>('a');
export const b = createRepo<User>('users');
`;
const body = `
export declare class Cache { get<T>(key: string, version?: VersionOf<T>): Promise<T | undefined>; }
export declare const createRepo: <T>(name: string, version?: VersionOf<T>) => { find(id: string): T };
`;
const model = 'export interface User { id: number; name: string }';

/** How a package declares the type of its parameter. */
const declarations: Readonly<Record<string, string>> = {
  'keyshape in its dependencies': `import type { VersionOf } from 'keyshape';${body}`,
  'its own copy of the two lines': `interface Versioned<T> { '~keyshape'?(type: T): void }\ntype VersionOf<T> = string & Versioned<T>;${body}`,
  'a copy that a bundler renamed': `interface Versioned$1<T> { "~keyshape"?(type: T): void }\ntype VersionOf$1<T> = string & Versioned$1<T>;${body.replaceAll('VersionOf', 'VersionOf$1')}`,
};

function filledIn(files: Files) {
  const { program, errors, outputs } = compile(files);
  const result = hostedProgram(ts, program, {}).analysis().files.get('/project/main.ts');
  return { errors, js: outputs['main.js'], digest: result?.digest };
}

test.each(Object.entries(declarations))('a published wrapper with %s', (_, declaration) => {
  const files = {
    'model.ts': model,
    'main.ts': caller,
    'node_modules/team-cache/package.json': manifest,
    'node_modules/team-cache/index.d.ts': declaration,
  };
  const built = filledIn(files);
  expect(built.errors).toEqual([]);
  expect(built.js).toMatch(/get\('a', "[0-9a-f]{16}"\)/);
  expect(built.js).toMatch(/createRepo\('users', "[0-9a-f]{16}"\)/);
  // What a builder compares: a caller that never mentions keyshape is another when the type is.
  const changed = filledIn({ ...files, 'model.ts': 'export interface User { id: number; nick: string }' });
  expect(changed.digest).not.toBe(built.digest);
  expect(changed.js).not.toBe(built.js);
});

test.each([
  ['a name that the caller chose', 'import whatever from', 'whatever'],
  ['a name with another letter', 'import überall from', 'überall'],
  ['a name beside comments', 'import/* */whatever/* */from', 'whatever'],
])('a default export under %s', (_, imported, name) => {
  const { errors, js } = filledIn({
    'model.ts': model,
    'load.ts':
      "import type { VersionOf } from 'keyshape';\nexport default function <T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; }",
    'main.ts': `import type { User } from './model.js';\n${imported} './load.js';\nexport const u = ${name}<User>('a');`,
  });
  expect(errors).toEqual([]);
  expect(js).toMatch(/u = [^(]+\('a', "[0-9a-f]{16}"\)/);
});

test.each([
  ['import =', "import read = require('./load.js');"],
  ['a namespace', "import * as read from './load.js';"],
  ['a default', "import read from './load.js';"],
])('a module that is the function, by %s', (_, imported) => {
  const { outputs, errors } = compile(
    {
      'model.ts': model,
      'load.ts':
        "import type { VersionOf } from 'keyshape';\nfunction get<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; }\nnamespace get { export const ttl = 1; }\nexport = get;",
      'main.ts': `import type { User } from './model.js';\n${imported}\nexport const u = read<User>('a');`,
    },
    {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        esModuleInterop: !imported.includes('*'),
      },
    },
  );
  expect(errors).toEqual([]);
  expect(outputs['main.js']).toMatch(/\('a', "[0-9a-f]{16}"\)/);
});

/** Caches as people write them. */
const retrofits: Readonly<
  Record<string, { readonly wrapper: string; readonly call: string; readonly js: RegExp }>
> = {
  'a wrapper of cache-manager': {
    wrapper: `
interface Store { get<T>(key: string): Promise<T | undefined>; set<T>(key: string, value: T, ttl?: number): Promise<T> }
export class CacheService {
  constructor(private readonly store: Store) {}
  get<T>(key: string, version?: VersionOf<T>): Promise<T | undefined> { return this.store.get<T>(\`\${version}:\${key}\`); }
  async wrap<T>(key: string, load: () => Promise<T>, ttl?: number, version?: VersionOf<T>): Promise<T> {
    const found = await this.get<T>(key, version);
    if (found !== undefined) return found;
    return this.store.set<T>(\`\${version}:\${key}\`, await load(), ttl);
  }
}`,
    call: `declare const service: w.CacheService; declare function load(): Promise<User>; export const x = service.wrap('a', load); export const y = service.get<User>('a');`,
    js: /wrap\('a', load, void 0, "[0-9a-f]{16}"\);\s*export const y = service\.get\('a', "[0-9a-f]{16}"\)/,
  },
  'a typed repository whose subclasses say what they hold': {
    wrapper: `
export abstract class RedisRepository<T extends object> {
  protected constructor(private readonly prefix: string, protected readonly version?: VersionOf<T>) {}
  key(id: string): string { return \`\${this.prefix}:\${this.version}:\${id}\`; }
}`,
    call: `class Users extends w.RedisRepository<User> { constructor() { super('users'); } } export const x = new Users().key('1');`,
    js: /super\('users', "[0-9a-f]{16}"\)/,
  },
  'a factory of decorators': {
    wrapper: `
export function Cached<T>(options: { ttl: number }, version?: VersionOf<T>): MethodDecorator {
  return (_target, _name, descriptor) => { void [options, version, descriptor]; };
}`,
    call: `export class S { @w.Cached<User>({ ttl: 1 }) find(): User { return { id: 1, name: '' }; } }`,
    js: /w\.Cached\(\{ ttl: 1 \}, "[0-9a-f]{16}"\)/,
  },
  'a factory of memoized functions': {
    wrapper: `
export function memoize<A extends unknown[], R>(load: (...args: A) => Promise<R>, version?: VersionOf<R>): (...args: A) => Promise<R> {
  const known = new Map<string, Promise<R>>();
  return (...args) => {
    const key = \`\${version}:\${JSON.stringify(args)}\`;
    const found = known.get(key) ?? load(...args);
    known.set(key, found);
    return found;
  };
}`,
    call: `export const find = w.memoize(async (id: number): Promise<User> => ({ id, name: '' }));`,
    js: /\}\), "[0-9a-f]{16}"\)/,
  },
  'functions around a client in a closure': {
    wrapper: `
export function createCache(client: { get(key: string): Promise<string | null> }) {
  return {
    async get<T>(key: string, version?: VersionOf<T>): Promise<T | null> {
      const text = await client.get(\`\${version}:\${key}\`);
      return text === null ? null : (JSON.parse(text) as T);
    },
  };
}`,
    call: `const { get } = w.createCache({ get: async () => null }); export const x: Promise<User | null> = get('a');`,
    js: /get\('a', "[0-9a-f]{16}"\)/,
  },
};

test.each(Object.entries(retrofits))('%s', (_, { wrapper, call, js }) => {
  const { errors, outputs } = compile(
    {
      'model.ts': model,
      'wrapper.ts': `import type { VersionOf } from 'keyshape';${wrapper}`,
      'main.ts': `import type { User } from './model.js';\nimport * as w from './wrapper.js';\n${call}`,
    },
    { compilerOptions: { experimentalDecorators: true, lib: ['lib.es2020.d.ts'] } },
  );
  expect(errors).toEqual([]);
  expect(outputs['main.js']).toMatch(js);
  expect(outputs['wrapper.js']).toContain('was called without a version');
});

test('packages that hand a wrapper of another on', () => {
  const passing = (name: string, text: string): Files => ({
    [`node_modules/${name}/package.json`]: manifest.replace('team-cache', name),
    [`node_modules/${name}/index.d.ts`]: text,
  });
  const { errors, js } = filledIn({
    'model.ts': model,
    ...passing('team-cache', declarations['keyshape in its dependencies']!),
    ...passing('passes', "export * from 'team-cache';"),
    ...passing(
      '@team/renames',
      "import { createRepo } from 'passes';\nexport { Cache as Store, createRepo as open } from 'passes';\nexport declare const api: { reopen: typeof createRepo };",
    ),
    'main.ts': `import type { User } from './model.js';
import { api, open, Store } from '@team/renames';
export const found = [open<User>('a'), api.reopen<User>('b'), new Store().get<User>('c')];`,
  });
  expect(errors).toEqual([]);
  expect(js?.match(/\('[abc]', "[0-9a-f]{16}"\)/g)).toHaveLength(3);
});

test('JavaScript that takes wrappers by require', () => {
  const { errors, outputs } = compile(
    {
      'model.ts': model,
      'whole.ts':
        "import type { VersionOf } from 'keyshape';\nfunction only<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; }\nexport = only;",
      'named.ts':
        "import type { VersionOf } from 'keyshape';\nexport default function <T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; }",
      'user.js': `const whole = require('./whole');
const byDefault = require('./named').default;
/** @type {import('./model').User} */
const first = whole('a');
/** @type {import('./model').User} */
const second = byDefault('b');
const holder = { whole };
module.exports = [first, second, /** @type {import('./model').User} */ (holder.whole('c'))];
`,
      'wrong.js': "module.exports = require('./whole')('d');\n",
      'main.ts': "import './user.js';\nimport './wrong.js';\n",
    },
    { compilerOptions: { allowJs: true, module: ts.ModuleKind.CommonJS, outDir: '/project/out' } },
  );
  expect(errors).toEqual([expect.stringMatching(/^wrong\.js\(1,18\): KS2108: .*@type \{User\}/)]);
  expect(outputs['out/user.js']?.match(/\('[abc]', "[0-9a-f]{16}"\)/g)).toHaveLength(3);
});

test('JavaScript that declares wrappers in comments', () => {
  const { errors, outputs } = compile(
    {
      'model.ts': model,
      'port.ts':
        "import type { VersionOf } from 'keyshape';\nexport interface Port { take<T>(key: string, version?: VersionOf<T>): T }",
      'declares.js': `/** @typedef {import('./model').User} User */
/**
 * @callback Take
 * @param {string} key
 * @param {import('keyshape').VersionOf<User>} [version]
 * @returns {User}
 */
/** @type {Take} */
export const called = (key, version) => /** @type {any} */ ([key, version]);
/**
 * @typedef {object} Store
 * @property {(key: string, version?: import('keyshape').VersionOf<User>) => User} grab
 */
/** @type {Store} */
const store = { grab: (key, version) => /** @type {any} */ ([key, version]) };
/** @constructor */
export function Old() {}
/** @param {string} key @param {import('keyshape').VersionOf<User>} [version] */
Old.prototype.read = function (key, version) { return [key, version]; };
/** @type {import('./port').Port['take']} */
export const taken = (key, version) => /** @type {any} */ ([key, version]);
/**
 * @template T
 * @param {string} key
 * @param {import('keyshape').VersionOf<T>} [version]
 * @returns {T}
 */
export function own(key, version) { return /** @type {any} */ ([key, version]); }
/** @type {User} */
export const user = own('a');
export const all = [called('b'), store.grab('c'), new Old().read('d')];
export const mapped = ['e'].map(own);
`,
      'main.ts':
        "import type { User } from './model.js';\nimport { taken } from './declares.js';\nexport const u = taken<User>('f');",
    },
    {
      compilerOptions: { allowJs: true, target: ts.ScriptTarget.ES2020, outDir: '/project/out' },
      roots: ['declares.js'],
    },
  );
  expect(errors).toEqual([expect.stringMatching(/^declares\.js\(32,33\): KS2105: `own`/)]);
  const output = outputs['out/declares.js'] ?? '';
  expect(output.match(/\('[abcd]', "[0-9a-f]{16}"\)/g)).toHaveLength(4);
  expect(output.match(/keyshape: .*? was called without a version/g)).toHaveLength(5);
  expect(outputs['out/main.js']).toMatch(/taken\('f', "[0-9a-f]{16}"\)/);
});

test('what `bind` gives where the compiler does not know what it binds', () => {
  const { errors } = compile(
    {
      'model.ts': model,
      'main.ts': `import type { VersionOf } from 'keyshape';
declare function load<T>(key: string, version?: VersionOf<T>): T;
const bound = load.bind(null);
export const one = bound('a');
export const two = load.call(null, 'a');`,
    },
    { compilerOptions: { strictBindCallApply: false } },
  );
  expect(errors).toEqual([
    expect.stringMatching(/^main\.ts\(3,15\): KS2105/),
    expect.stringMatching(/^main\.ts\(5,20\): KS2105/),
  ]);
});
