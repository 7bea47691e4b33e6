import { compile } from '../support/project.js';

// To TypeScript a branded string is an object, so that a mapped type lists what a string has, which grows with every `lib`.
const models = `
  export type UserId = string & { readonly __brand: 'UserId' };
  export interface User { id: UserId; tags: UserId[]; spouse: UserId | null }
  export interface Plain { id: string; tags: string[]; spouse: string | null }
  export type DeepPartial<T> = T extends object ? { [K in keyof T]?: DeepPartial<T[K]> } : T;
  export type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
`;

function shapes(lib: string, ...types: readonly string[]): readonly string[] {
  const main = `
    import { shapeOf } from 'keyshape';
    import type { DeepPartial, DeepReadonly, Plain, User, UserId } from './models.js';
    export const shapes = [${types.map((type) => `shapeOf<${type}>()`).join(', ')}];
  `;
  const { errors, outputs } = compile(
    { 'models.ts': models, 'main.ts': main },
    { compilerOptions: { lib: [`lib.${lib}.d.ts`] } },
  );
  expect(errors).toEqual([]);
  return [...outputs['main.js']!.matchAll(/"([^"]*)"/g)].map(([, shape]) => shape!);
}

test.each(['es5', 'es2020', 'esnext'])(
  'a branded primitive that is mapped is the primitive, by %s',
  (lib) => {
    const [partial, plainPartial, readonly, plain, twice, id] = shapes(
      lib,
      'DeepPartial<User>',
      'DeepPartial<Plain>',
      'DeepReadonly<User>',
      'Plain',
      'DeepReadonly<Required<Readonly<User>>>',
      '{ x: Readonly<UserId> }',
    );
    expect([partial, readonly, twice, id]).toEqual([plainPartial, plain, plain, '{x:string}']);
  },
);

test('what a mapped type makes something else of is refused, as of a library type', () => {
  const main = `
    import { versionOf } from 'keyshape';
    import type { UserId } from './models.js';
    type Flags<T> = { [K in keyof T]: boolean };
    export const versions = [versionOf<{ x: Flags<UserId> }>()];
  `;
  const { errors } = compile({ 'models.ts': models, 'main.ts': main });
  expect(errors.join('\n')).toMatch(
    /KS1015: \{ x: Flags<UserId> \}\.x: a mapped type makes something else of/,
  );
});
