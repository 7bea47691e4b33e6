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
