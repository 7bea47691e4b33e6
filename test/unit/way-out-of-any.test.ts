import { compile } from '../support/project.js';

// A model whose `any` no declaration says: it is what an alias gives, as in what a code generator writes.
const models = `
  type Scalars = { Any: { output: any } };
  export interface Post { meta: Scalars['Any']['output'] }
  export interface User { posts: Post[]; byId: Record<string, Post>; pair: [number, Post?]; first: { last: Post } }
`;

function told(type: string): string {
  const main = `
    import { versionOf } from 'keyshape';
    import type { Post, User } from './models.js';
    export const version = versionOf<${type}>();
  `;
  return compile({ 'models.ts': models, 'main.ts': main }).errors.join('\n');
}

test('the property that is computed to be `any` is replaced in the type that is asked for', () => {
  expect(told('Post')).toContain(
    "where a package computes it, replace the property: `Omit<Post, 'meta'> & { meta: unknown }`.",
  );
  expect(told("Omit<Post, 'meta'> & { meta: unknown }")).toBe('');
});

test.each([
  ['Post[]', 'an element of `Post[]`'],
  ['Post[][]', 'an element of an element of `Post[][]`'],
  ["User['posts']", "an element of `User['posts']`"],
  ["Pick<User, 'posts'>", "an element of `Pick<User, 'posts'>.posts`"],
  ["Pick<User, 'byId'>", "the type of `Pick<User, 'byId'>.byId[string]`"],
  ["Pick<User, 'first'>", "the type of `Pick<User, 'first'>.first.last`"],
  ["Pick<User, 'pair'>", "the type of `Pick<User, 'pair'>.pair[1]`"],
])('of %s, in the type that has it', (type, holder) => {
  expect(told(type)).toContain(
    `replace the property in \`T\`, ${holder}: \`Omit<T, 'meta'> & { meta: unknown }\`.`,
  );
});

// An alias leaves no trace: of what it gives only the property is known that it stands in.
test.each([
  ['Open', ''],
  ['Open[]', ''],
  ['Promise<Open>', ''],
  ['[1, Table?]', ''],
  ['Table | null', ''],
  ['{ deep: Table }', 'in `T`, the type of `User.x`'],
])('the property is replaced that an alias of a package gives an open type: %s', (type, where) => {
  const aliases = {
    'node_modules/open/index.d.ts':
      'export type Open = Record<string, any>;\nexport type Table = Record<number, Open>;\n',
    'node_modules/open/package.json': '{ "name": "open", "version": "1.0.0", "types": "index.d.ts" }',
  };
  const told = (root: string) =>
    compile({
      ...aliases,
      'main.ts': `
        import { versionOf } from 'keyshape';
        import type { Open, Table } from 'open';
        interface User { x: ${type}; id: Open extends Table ? 1 : 2 }
        export const version = versionOf<${root}>();
      `,
    }).errors.join('\n');
  const [property, holder] = where === '' ? ['x', 'User'] : ['deep', 'T'];
  const replaced = `Omit<${holder}, '${property}'> & { ${property}: unknown }`;
  expect(told('User')).toContain(`replace the property${where && ` ${where}`}: \`${replaced}\`.`);
  expect(told(where === '' ? replaced : replaced.replace('T,', "User['x'],"))).toBe('');
});

const packages = {
  'node_modules/@types/tokens/index.d.ts': `
    export interface Claims { [key: string]: any; sub?: string }
    export interface Table extends Array<any> {}
    export declare class Message { id: number; toJSON(): { [key: string]: any } }
    export declare class Hidden { read(): string }
    export declare class Secret { id: number; toJSON(): unknown }
  `,
  'node_modules/@types/tokens/package.json': '{ "name": "@types/tokens", "version": "1.0.0" }',
};

function toldOfPackage(declarations: string, any: 'refuse' | readonly string[] = 'refuse'): string {
  const main = `
    import { versionOf } from 'keyshape';
    import type { Claims, Hidden, Message, Secret, Table } from 'tokens';
    ${declarations}
    export const version = versionOf<User>();
  `;
  return compile({ ...packages, 'main.ts': main }, { entry: { any } }).errors.join('\n');
}

test.each([
  'interface User extends Claims { role: string }',
  'interface Base extends Claims { role: string } interface User extends Base { id: number }',
  'type User = Partial<Claims>;',
  'type User = { id: number } & Readonly<Claims>;',
  'interface User { claims: Omit<Claims, "sub"> }',
  'interface User extends Table { id: number }',
  'interface Mine extends Table {} type User = { table: Mine };',
  'interface User { message: Message }',
  'interface User { hidden: Hidden[] }',
  'interface User { secret?: Secret }',
])('the package to admit is named, and admitting it helps: %s', (declarations) => {
  expect(toldOfPackage(declarations)).toContain('add "any": ["@types/tokens"] to keyshape\'s plugin entry');
  expect(toldOfPackage(declarations, ['@types/tokens'])).toBe('');
});

// Opaque as a whole they would have no structure.
test.each(['type User = Hidden;', 'type User = Secret;'])(
  'a type that is asked for itself is not admitted: %s',
  (declarations) => {
    const told = toldOfPackage(declarations);
    expect(told).toContain('Cache a plain type of your own in its place.');
    expect(told).not.toContain('plugin entry');
  },
);

test('of a `toJSON` that a generator wrote, the plain interface is the way out', () => {
  const generated = `
    interface IUser { id?: number | null }
    declare class User implements IUser { id: number; toJSON(): { [k: string]: any } }
  `;
  expect(toldOfPackage(generated)).toContain('cache the interface of plain data that it implements');
  expect(toldOfPackage(`${generated.replace('class User', 'class Other')}type User = IUser;`)).toBe('');
});
