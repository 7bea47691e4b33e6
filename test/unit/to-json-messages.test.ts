import { compile } from '../support/project.js';

/** What the build says of a version of `type`, without the place of its declaration. */
function told(declarations: string, call: string): string {
  const source = `import { versionOf } from 'keyshape';\n${declarations}\n${call}\n`;
  const [error, ...more] = compile({ 'main.ts': source }).errors;
  expect(more).toEqual([]);
  return error!.replace(/^.*?: /, '').replace(/ Declared at .*/, '');
}

const waiting = 'Give `toJSON` a return type that waits for no type parameter.';

test.each([
  [
    'toJSON<T>(): T',
    '`T`, a type parameter without a default',
    'Give `T` a default, or `toJSON` another return type.',
  ],
  [
    'toJSON<T>(): T | null',
    '`T`, a type parameter without a default',
    'Give `T` a default, or `toJSON` another return type.',
  ],
  [
    'toJSON<T>(): T extends string ? 1 : 2',
    '`T extends string ? 1 : 2`, a condition on a type parameter',
    waiting,
  ],
  // A default is no help here: TypeScript leaves the condition open all the same.
  [
    'toJSON<T = string>(): T extends string ? 1 : 2',
    '`T extends string ? 1 : 2`, a condition on a type parameter',
    waiting,
  ],
  [
    'toJSON<T>(): (T extends string ? 1 : 2) | null',
    '`T extends string ? 1 : 2`, a condition on a type parameter',
    waiting,
  ],
  ['toJSON<T = { a: 1 }>(): keyof T', '`keyof T`, a `keyof` of a type parameter', waiting],
  ["toJSON<T extends { a: 1 }>(): T['a']", '`T["a"]`, an indexed access into a type parameter', waiting],
])('KS1010 says what %s returns', (method, what, wayOut) => {
  expect(told(`interface A { ${method} }`, 'export const a = versionOf<A>();')).toBe(
    `KS1010: A: its \`toJSON\` returns ${what}, so that what is written is unknown. ${wayOut}`,
  );
});

test('and what waits deeper inside of what it returns', () => {
  const told1 = told(
    'interface A { toJSON<T = string>(): { v: T extends string ? 1 : 2 } }',
    'export const a = versionOf<A>();',
  );
  expect(told1).toBe(
    `KS1010: A.toJSON().v: its \`toJSON\` returns what waits for a type parameter of its own, so that what is written is unknown. ${waiting}`,
  );
});

test.each([
  ['class Box<T> { toJSON(): T { throw 0; } }', 'Box<T>', 'Box<T>.toJSON(): `T` is a type parameter'],
  [
    'class Box<T> { toJSON(): T extends string ? 1 : 2 { throw 0; } }',
    'Box<T>',
    'Box<T>.toJSON(): `T extends string ? 1 : 2` is a condition on a type parameter',
  ],
  ['interface Box<T> { toJSON: T }', 'Box<T>', 'Box<T>.toJSON(): `T` is a type parameter'],
  [
    'interface Box<T> { toJSON: T }',
    '{ x?: Box<() => T> }',
    '{ x?: Box<() => T> }.x.toJSON(): `T` is a type parameter',
  ],
])('what waits for a type parameter of the caller is KS1004: %s', (declarations, type, reason) => {
  expect(told(declarations, `export function f<T>() { return versionOf<${type}>(); }`)).toBe(
    `KS1004: ${reason}, and has no structure before a type is given for it. Call the intrinsic where the type is known, and pass the result in.`,
  );
});

test('the option `any` admits no type parameter of the caller', () => {
  const { errors } = compile(
    {
      'main.ts':
        "import { versionOf } from 'keyshape';\nimport { Box } from 'box';\nexport function f<T>() { return versionOf<Box<T>>(); }\n",
      'node_modules/box/index.d.ts': 'export interface Box<T> { a: 1; toJSON(): T }\n',
    },
    { entry: { any: ['box'] } },
  );
  expect(errors).toEqual([expect.stringContaining('KS1004: Box<T>.toJSON(): `T` is a type parameter')]);
});
