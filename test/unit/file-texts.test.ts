import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { NativeProject } from '../../src/compilers/native/api/reading.js';
import { specifiersIn } from '../../src/compilers/native/source/specifiers.js';
import { NativeFile } from '../../src/compilers/native/types/files.js';

const folder = mkdtempSync(join(tmpdir(), 'keyshape-headings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file as far as its text tells. */
function fileOf(text: string): NativeFile {
  const path = join(folder, 'file.ts');
  writeFileSync(path, text);
  const noServer = {} as NativeProject;
  return new NativeFile(noServer, path, path, false);
}

/** What the text of a file tells of the bases of its `A`, or of another name. */
function basesWritten(text: string, name = 'A'): number | undefined {
  return fileOf(text).basesWritten(name);
}

describe('how many bases a heading names, by its text', () => {
  test.each([
    [0, 'interface A { x: 1 }'],
    [0, 'interface A<T> { x: T }'],
    [0, 'declare class A<T = string, U extends keyof T = keyof T>{}'],
    [0, 'interface A<T extends Array.Of[]>\n{ }'],
    [1, 'interface A extends B {}'],
    [1, 'interface A<T> extends B<T> {}'],
    [1, 'interface A<T>extends N.B<T, string>{}'],
    [2, 'interface A extends B<1, 2>, C {}'],
    [3, 'class X {} interface A<T> extends B<T>, C, D.E<T[], T> {}'],
    [1, '// interface A extends Other {\ninterface A extends B {}'],
  ])('%s: %s', (count, text) => {
    expect(basesWritten(text)).toBe(count);
  });

  test.each([
    'interface A<T extends "> {" > extends Missing {}',
    'interface A<T extends `> {` > extends Missing {}',
    'interface A<T extends () => { x: 1 }> extends Missing {}',
    'interface A<T extends { x: 1 }> extends Missing {}',
    'interface A<T /* > { */> extends Missing {}',
    'interface A<T extends Map<1, 2>> extends Missing {}',
    'interface A extends B<Map<1, 2>> {}',
    'interface A extends B<{ x: 1 }> {}',
    'class A extends mixin(B) {}',
    'class A extends B implements C {}',
    'interface A extends B /* C */ {}',
    'interface /* */ A extends Missing {}\n/* interface A { */',
    'interface \\u0041 extends Missing {}\n/* interface A { */',
    '/* interface A { */ interface A extends Missing {}',
    'interface A {} interface A<T> extends Missing<T> {}',
  ])('not plain to see: %s', (text) => {
    expect(basesWritten(text)).toBeUndefined();
  });

  test('what is exported by default has another name than its heading', () => {
    expect(basesWritten('/* interface default { */ export default interface A extends B {}', 'default')).toBe(
      undefined,
    );
  });
});

describe('whether a type may have a signature, by the text of its file', () => {
  test.each([
    'interface A {(x: 1): 2}',
    'type A = { x: 1; (x: 1): 2 }',
    'type A = { x: { y: 1 } (x: 1): 2 }',
    'type A = { x: 1, /* note */ (x: 1): 2 }',
    'type A = { x: 1 // note\n  (x: 1): 2 }',
    'type A = { x: string\n\n  (x: 1): 2 }',
    'type A = { x: string\u2028(x: 1): 2 }',
    'type A = { x: string\r(x: 1): 2 }',
    'type A = { <T>(x: T): 2 }',
    'type A = { <T extends () => 1>\n(x: T): 2 }',
    'type A = { new (x: 1): 2 }',
    'type A = { new(x: 1): 2 }',
    'type A = { new /* note */ (x: 1): 2 }',
    'type A = { new <T>(x: T): 2 }',
    'type A = { new\n<T>\n(x: T): 2 }',
    '/** @typedef {{\n * x: 1,\n * (x: 1): 2 }} A */',
    'interface A {\n\u200b(x: 1): 2 }',
    'interface A { x: 1;\u0085 (x: 1): 2 }',
    'interface A { new\u200b(x: 1): 2 }',
  ])('%j', (text) => {
    expect(fileOf(text).mayHaveSignatures).toBe(true);
  });

  test('not where a name or an operator stands before every bracket', () => {
    const text =
      'interface A { x: (1 | 2)[]; f(x: 1): 2 }\nexport function g(a: A) { return a.x.map((one) => one + (1)); }';
    expect(fileOf(text).mayHaveSignatures).toBe(false);
  });
});

test.each([
  ['signatures', (length: number) => `interface A {${'\n'.repeat(length)}`],
  ['indexes', (length: number) => `const x = '${'['.repeat(length)}';`],
] as const)('a long text without %s is no longer looked at than it is long', (what, textOf) => {
  const timeOf = (length: number) => {
    const times = Array.from({ length: 5 }, () => {
      const file = fileOf(textOf(length));
      const start = performance.now();
      expect(what === 'signatures' ? file.mayHaveSignatures : file.mayHaveIndexes).toBe(false);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  // Sixteen times the length, and 256 times the time where each place begins a search of the rest.
  expect(timeOf(160_000) / timeOf(10_000)).toBeLessThan(100);
});

describe('whether a type may have an index signature, by the text of its file', () => {
  test.each([
    'interface A { [key: string]: 1 }',
    'type A = { readonly [ key : string ]: 1 }',
    'type A = { [key /* ] */: string]: 1 }',
    'type A = { [/* ] */ key: string]: 1 }',
    'type A = { [key // ]\n: string]: 1 }',
    'type A = { [\n  key\n: string]: 1 }',
    'type A = { [k\\u0065y: string]: 1 }',
  ])('%j', (text) => {
    expect(fileOf(text).mayHaveIndexes).toBe(true);
  });

  test('not where brackets hold tuples, keys and lists', () => {
    const text = "interface A { x: [1, 2]; y: B['x'][]; z: { [K in 'x']: 1 } }\nconst [a, ...b] = [1, c[2]];";
    expect(fileOf(text).mayHaveIndexes).toBe(false);
  });
});

test.each([
  "/* taken from 'x */ import { a } from './a';",
  "<p>import 'it</p>; export * from './a';",
  "const x = 'not from \"', y = require('./a');",
  "import { a } from\u200b'./a';",
  "import\u0085'./a';",
  "import(\n'./a')",
])('the specifiers that a text may hold: %j', (text) => {
  const found = specifiersIn(text).filter(({ name }) => name === './a');
  expect(found.map(({ last }) => text.slice(last - 2, last + 1))).toEqual(['./a']);
});
