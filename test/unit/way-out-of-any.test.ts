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
  ['Post[]', 'Post[][]'],
  ['Post[][]', 'Post[][][][]'],
  ["User['posts']", "User['posts'][]"],
  ["Pick<User, 'posts'>", "Pick<User, 'posts'>.posts[]"],
  ["Pick<User, 'byId'>", "Pick<User, 'byId'>.byId[string]"],
  ["Pick<User, 'first'>", "Pick<User, 'first'>.first.last"],
  ["Pick<User, 'pair'>", "Pick<User, 'pair'>.pair[1]"],
])('of %s, in the type that has it', (type, path) => {
  expect(told(type)).toContain(
    `replace the property in \`T\`, the type of \`${path}\`: \`Omit<T, 'meta'> & { meta: unknown }\`.`,
  );
});
