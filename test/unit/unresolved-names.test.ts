import { compile } from '../support/project.js';

const page = `
  import type { User } from './usr.js';
  export interface Page<T> { items: T[] }
  export type UserPage = Page<User>;
  export interface Wrapped { page: Page<User> }
  export class Base<T> { value!: T }
  export class Derived extends Base<User> {}
  export interface Own<T> { value: T }
  export interface Extended extends Own<User> { own: 1 }
  export declare function load(): Page<User>;
  export declare class Api<T> { get(): Promise<T> }
  export declare const api: Api<User>;
`;

/** What the build says of a version of `type`. */
function told(type: string): readonly string[] {
  const main = `
    import { versionOf } from 'keyshape';
    import type * as p from './page.js';
    import type { User } from './usr.js';
    export const version = versionOf<${type}>();
  `;
  return compile({ 'page.ts': page, 'main.ts': main }).errors.filter((error) => error.includes('KS'));
}

// In `Page<User>` the name stands beside `Page`, not in its text.
test.each([
  ['p.UserPage', '.items[]'],
  ['p.Wrapped', '.page.items[]'],
  ['p.Page<User>', '.items[]'],
  ['p.Page<p.Page<User>>', '.items[].items[]'],
  ['p.Derived', '.value'],
  ['p.Extended', '.value'],
  ['ReturnType<typeof p.load>', '.items[]'],
  ['p.Page<Awaited<ReturnType<typeof p.api.get>>>', '.items[]'],
  ['User', ''],
  ['Partial<User>', ''],
])('the error of %s names the import that leads nowhere', (type, path) => {
  expect(told(type)).toEqual([
    expect.stringContaining(
      `KS1002: ${type}${path}: \`User\` (imported from \`./usr.js\`) does not resolve. Mend the import`,
    ),
  ]);
});

test('a name that is not imported is not said to be found', () => {
  const [error] = told('p.Page<Missing>');
  expect(error).toContain('KS1002: p.Page<Missing>.items[]: `Missing` does not resolve. Mend the import');
});

test('the place is the one where the name stands', () => {
  expect(told('p.UserPage')[0]).toContain('Declared at page.ts:4:15.');
});

/** A package whose typings import one that is not installed, and values whose types are inferred from what it declares. */
const schemas = {
  'node_modules/schemas/package.json': '{ "name": "schemas", "version": "1.0.0", "types": "index.d.ts" }',
  'node_modules/schemas/index.d.ts': `
    import type { ObservableMap } from 'observable';
    export interface Type<T> { readonly out: T }
    export interface MapType<T> extends Type<ObservableMap<T>> {}
    declare function map<T>(of: Type<T>): MapType<T>;
    declare function model<P>(of: P): Type<{ [K in keyof P]: P[K] extends Type<infer T> ? T : never }>;
    export declare const types: { map: typeof map; model: typeof model; number: Type<number> };
    export type Out<T> = T extends Type<infer R> ? R : never;
    export {};
  `,
  'models.ts': `
    import { types, type Out } from 'schemas';
    import { made } from './absent.js';
    export const numbers = types.map(types.number);
    export const user = types.model({ id: types.number, of: types.map(types.number) });
    export const list = [numbers];
    export function load() { return { all: user.out.of }; }
    export class Service { private readonly kept = numbers; read() { return { one: this.kept.out }; } }
    export const { of } = user.out;
    export const own = { made: made() };
    export type User = Out<typeof user>;
  `,
};

// The name is in a package's typings, and nothing on the path names those: the type is what a call gave.
test.each([
  ['m.User', '.of', 'ObservableMap', 'observable'],
  ['(typeof m.user)["out"]', '.of', 'ObservableMap', 'observable'],
  ['(typeof m.list)[number]["out"]', '', 'ObservableMap', 'observable'],
  ['ReturnType<typeof m.load>', '.all', 'ObservableMap', 'observable'],
  ['ReturnType<m.Service["read"]>', '.one', 'ObservableMap', 'observable'],
  ['{ of: typeof m.of }', '.of', 'ObservableMap', 'observable'],
  ['typeof m.own', '.made', 'made', './absent.js'],
])('the error of %s names the import behind what is inferred', (type, path, name, module) => {
  const main = `
    import { versionOf } from 'keyshape';
    import type * as m from './models.js';
    export const version = versionOf<${type}>();
  `;
  const errors = compile({ ...schemas, 'main.ts': main }).errors.filter((error) => error.includes('KS'));
  expect(errors).toEqual([
    expect.stringContaining(`\`${name}\` (imported from \`${module}\`) does not resolve`),
  ]);
  expect(errors[0]).toContain(path);
});

// The models' texts name them before anything that is missing, and the compiler knows of no declaration of theirs.
test.each([
  ['as const', "kind: 'x' as const"],
  ['const in angle brackets', "kind: <const>'x'"],
  ['undefined', 'kind: undefined as typeof undefined'],
  ['globalThis', 'kind: null as typeof globalThis | null'],
  ['a member of globalThis', 'kind: null as unknown as typeof globalThis.Array'],
  ['this', 'get kind() { return null as unknown as typeof this; }'],
])('what no declaration brings, %s, is not taken for a name that does not resolve', (_, before) => {
  const files = {
    ...schemas,
    'models.ts': `
      import { types, type Out } from 'schemas';
      export const user = types.model({ ${before}, id: types.number, of: types.map(types.number) });
      export type User = Out<typeof user>;
    `,
    'main.ts': `
      import { versionOf } from 'keyshape';
      import type * as m from './models.js';
      export const version = versionOf<Pick<m.User, 'of'>>();
    `,
  };
  expect(compile(files).errors.filter((error) => error.includes('KS'))).toEqual([
    expect.stringContaining('`ObservableMap` (imported from `observable`) does not resolve'),
  ]);
});
