import type { Files } from './project.js';
import type { Random } from './random.js';

const primitives = ['string', 'number', 'boolean', 'null'] as const;
const COUNT = 14;

/** What a module declares as `T<n>`, over types of other modules; in every way that a type can hang on another file. */
const kinds: readonly ((random: Random, own: number, other: () => number) => readonly string[])[] = [
  (random, own, other) => {
    const [a, b] = [other(), other()];
    return [
      `import type { T${a} } from './m${a}';`,
      `import { type T${b} as Renamed } from './m${b}';`,
      `export interface T${own} { p: ${random.pick(primitives)}; a?: T${a}[]; b: Renamed | null }`,
    ];
  },
  (random, own) => [
    `export interface T${own} { p: ${random.pick(primitives)}; q: ${random.pick(primitives)} }`,
  ],
  (random, own) => [`export type T${own} = { p: ${random.pick(primitives)}; g: Global }`],
  (_, own, other) => {
    const a = other();
    return [
      `import type { T${a} } from './m${a}';`,
      `export type T${own} = { [K in keyof T${a}]: T${a}[K] extends string ? number : 'no' } & { own: 1 };`,
    ];
  },
  (_, own, other) => {
    const a = other();
    return [`export type T${own} = { only: import('./m${a}').T${a} | boolean };`];
  },
  (_, own, other) => {
    const a = other();
    return [
      `import * as all from './m${a}';`,
      `export type T${own} = { v: all.T${a}; made: ReturnType<typeof all.make${a}> };`,
    ];
  },
  (random, own, other) => {
    const a = other();
    return [
      `import { value${a} } from './m${a}';`,
      `let state = { n: value${a} as typeof value${a} | ${random.pick(primitives)} };`,
      `export function load${own}() { const { n } = state; const list = [n]; return { list, text: 'x' }; }`,
      `export type T${own} = ReturnType<typeof load${own}>;`,
      `state = { n: value${a} };`,
    ];
  },
  (random, own, other) => {
    const a = other();
    return [
      `import { T${a} } from './m${a}';`,
      `export class T${own} { x; y: ${random.pick(primitives)} = null!; constructor(t: T${a}) { this.x = t; } method() { return 5; } }`,
    ];
  },
  (random, own) => [
    `export enum Level${own} { A = ${random.below(9)}, B = A + 1 }`,
    `export type T${own} = { level: Level${own} };`,
  ],
  (_, own, other) => {
    const a = other();
    return [`export { T${a} as T${own} } from './m${a}';`];
  },
  (_, own, other) => {
    const a = other();
    return [`import { type T${a} } from './m${a}';`, `type Own = T${a};`, `export { type Own as T${own} };`];
  },
  (_, own, other) => {
    const a = other();
    return [
      `import type { T${own} as Self } from './barrel';`,
      `import { T${a} } from './barrel';`,
      `export interface T${own} { next?: Self; t: T${a} }`,
    ];
  },
  (_, own, other) => {
    const a = other();
    return [
      `import { value${a} } from './m${a}';`,
      'function check(x: unknown): asserts x is string { if (typeof x !== "string") throw 1; }',
      `export const kept${own} = value${a} as string | typeof value${a};`,
      `check(kept${own});`,
      `export type T${own} = { kept: typeof kept${own} };`,
    ];
  },
];

/** Draws a project: modules that hang on one another, barrels, global and augmenting files, and modules with calls. */
export function drawProject(random: Random): Map<string, string> {
  const files = new Map<string, string>();
  for (let own = 0; own < COUNT; own += 1) {
    const other = () => (own === 0 || random.chance(0.1) ? random.below(COUNT) : random.below(own));
    const lines = random.pick(kinds)(random, own, other);
    files.set(
      `src/m${own}.ts`,
      [
        ...lines,
        `export const value${own} = ${random.pick(['1', "'a'", 'true', '{ a: 1 }'])} as const;`,
        `export function make${own}() { return { made: ${random.pick(['1', "'a'", 'true'])} }; }`,
        '',
      ].join('\n'),
    );
  }
  const star = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `export * from './m${from + index}';\n`).join('');
  files.set('src/barrel.ts', `${star(0, 5)}export * from './second';\n`);
  files.set('src/second.ts', star(5, COUNT));
  files.set('src/global.d.ts', 'interface Global { g: string }\n');
  const augmented = random.below(COUNT);
  files.set(
    'src/augment.ts',
    `export {};\ndeclare module './m${augmented}' { interface T${augmented} { more: number } }\n`,
  );
  files.set('src/keys.ts', "export { versionOf as v } from 'keyshape';\n");
  for (let call = 0; call < 5; call += 1) {
    const [a, b] = [random.below(COUNT), random.below(COUNT)];
    const way = random.chance(0.5) ? `./m${a}` : './barrel';
    files.set(
      `src/call${call}.ts`,
      random.chance(0.5)
        ? `import { versionOf } from 'keyshape';\nimport type { T${a} } from '${way}';\nexport const x = versionOf<T${a}>();\n`
        : `import { v } from './keys';\nimport * as all from './m${b}';\nexport const x = v<all.T${b}[]>();\nexport const y = v<typeof all.value${b} | { z: 1 }>();\n`,
    );
  }
  return files;
}

/** Draws an edit of a file that declares nothing more globally, augments no other module and imports what it did. */
export function drawEdit(random: Random, files: ReadonlyMap<string, string>): Files {
  const name = random.pick([...files.keys()]);
  const text = files.get(name)!;
  const edits: readonly ((text: string) => string)[] = [
    (before) => before.replace(/\b(?:string|number|boolean|null)\b(?=[ ;|}])/, () => random.pick(primitives)),
    (before) =>
      before.replace(/(\{ )(?=[a-z]+\??: )/, (_, open: string) => `${open}n${random.below(99)}: 1; `),
    (before) =>
      before.replace(/= (?:1|'a'|true)(?= as const)/, () => `= ${random.pick(['1', "'a'", 'true'])}`),
    (before) => before.replace(/made: (?:1|'a'|true)/, () => `made: ${random.pick(['1', "'a'", 'true'])}`),
    (before) => before.replace(/\bA = \d/, () => `A = ${random.below(9)}`),
    (before) => `// a remark\n${before}`,
    (before) => `${before}export interface New${random.below(99)} { n: 1 }\n`,
    (before) => before.replace(/\bn\d+: 1; /, ''),
    (before) => before.replace('export *', '// export *'),
    (before) => before.replace('// export *', 'export *'),
    (before) => before.replace(/(T\d+)\[\]/, '$1'),
  ];
  return { [name]: random.pick(edits)(text) };
}
