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
