import { drawEdit, drawProject } from './edited-project.js';
import type { Files } from './project.js';
import type { Random } from './random.js';

const COUNT = 14;

/** What else a type can hang on: what is declared globally, added to another module, said in comments, inferred, wrapped. */
const more = (random: Random): Files => {
  const m = () => random.below(COUNT);
  const [a, b, c, d, e, f] = [m(), m(), m(), m(), m(), m()];
  return {
    'src/script.ts': "interface Scripted { s: string }\ndeclare const scripted: 'a';\n",
    'src/globals.ts': `import type { T${a} } from './m${a}';\ndeclare global {\n  interface Everywhere { e: T${a} }\n}\n`,
    'src/umd.d.ts': 'export as namespace Umd;\nexport interface Unit { p: string }\n',
    'src/old.js': `/** @typedef {import('./m${b}').T${b}} Old */\nexport const old = { p: 1 };\n`,
    'src/base.ts': `import type { T${b} } from './m${b}';\nexport abstract class Base<T> { q!: T; own: T${b} | null = null; protected p: string = ''; }\n`,
    'src/derived.ts':
      "import { Base } from './base';\nexport class Derived extends Base<number> { b = { n: 1 }; }\n",
    'src/inferred.ts': `import { make${c} } from './m${c}';\nimport { shared } from './constants';\nconst kept = make${c}();\nexport const inferred = [kept, shared.a].map((one) => ({ one }));\n`,
    'src/constants.ts':
      "export const shared = { a: 1, b: 'x' } as const;\nexport enum Kind { A = 1, B = A + 1 }\n",
    'src/spaces.ts':
      'export namespace Space { export interface S { p: string } }\nexport namespace Space { export interface R { s: S } }\n',
    'src/asks.ts': `export type Asks = import('./m${d}').T${d} extends { p: string } ? { yes: 1 } : { no: 1 };\n`,
    'src/tagged.ts':
      'export interface Tagged {\n  /** Kept. */\n  p: string;\n  /** Kept. */\n  q: number;\n}\n/** Kept. */\nexport interface Salted {\n  p: number;\n}\n',
    'node_modules/registry/package.json': '{ "name": "registry", "version": "1.0.0", "types": "index.d.ts" }',
    'node_modules/registry/index.d.ts': `export interface Registry {}\nexport type Values = Registry[keyof Registry];\nexport type { T${e} as Back } from '../../src/m${e}';\n`,
    'src/adds.ts': `import type { T${f} } from './m${f}';\ndeclare module 'registry' { interface Registry { added: T${f} } }\n`,
    'src/cache.ts':
      "import type { VersionOf } from 'keyshape';\nexport class Cache {\n  get<T>(key: string, version?: VersionOf<T>): T | undefined { return undefined; }\n  put<T>(key: string, value: T, version?: VersionOf<T>): void {}\n}\nexport const cache = new Cache();\n",
    'src/wrapped.ts': `import { cache } from './cache';\nimport type { T${a} } from './m${a}';\nimport { make${b} } from './m${b}';\nexport const got = cache.get<T${a}>('a');\ncache.put('b', make${b}());\n`,
    'src/calls.ts': `import { versionOf } from 'keyshape';
import type { Back, Values } from 'registry';
import { Derived } from './derived';
import { inferred } from './inferred';
import type { Space } from './spaces';
import type { Asks } from './asks';
export const versions = [versionOf<Values>(), versionOf<Back>(), versionOf<Derived>(), versionOf<typeof inferred>(), versionOf<Space.R>(), versionOf<Asks>()];
`,
    'src/seen.ts': `import { keyFor } from 'keyshape';
import type { Salted, Tagged } from './tagged';
import { Kind, shared } from './constants';
export const keys = [keyFor<Tagged>('a'), keyFor<Salted>('a'), keyFor<{ k: Kind; s: typeof shared }>('a'), keyFor<Scripted>('a'), keyFor<Everywhere>('a'), keyFor<Umd.Unit>('a'), keyFor<{ t: typeof scripted }>('a')];
`,
    'src/through.ts': `import * as all from './barrel';\nexport const maybe = (all as any).v2;\nexport const none = all.value${a};\n`,
  };
};

/** Draws a project like {@link drawProject}, with what is seen without an import, from packages and through wrappers. */
export function drawWildProject(random: Random): Map<string, string> {
  const drawn = Object.entries(more(random));
  const kept = drawn.filter(
    ([name]) => !name.startsWith('node_modules/') && (!isGlobal(name) || random.chance(0.25)),
  );
  const isPackaged = random.chance(0.3);
  return new Map([...drawProject(random), ...(isPackaged ? [...kept, ...drawn] : kept)]);
}

/** With all of them in every project, hardly an edit would leave any answer alone. */
function isGlobal(name: string): boolean {
  return /\/(?:script|globals|umd|old|adds)\./.test(name);
}

/** Draws edits of some files at once, of every kind: they may import otherwise, declare globally, be no modules or no TypeScript. */
export function drawWildEdits(random: Random, files: ReadonlyMap<string, string>): Files {
  const edits: Record<string, string> = {};
  for (let count = random.chance(0.2) ? 1 + random.below(3) : 1; count > 0; count -= 1) {
    const now = new Map([...files, ...Object.entries(edits)]);
    Object.assign(edits, random.chance(0.7) ? drawEdit(random, now) : drawWildEdit(random, now));
  }
  return edits;
}

function drawWildEdit(random: Random, files: ReadonlyMap<string, string>): Files {
  const sources = [...files.keys()].filter((name) => !name.endsWith('.json'));
  const name = random.pick(sources);
  const text = files.get(name)!;
  const [a, b] = [random.below(COUNT), random.below(COUNT)];
  const used = [...text.matchAll(/'\.\/m(\d+)'/g)].map(([, number]) => number!);
  const from = used.length > 0 ? random.pick(used) : undefined;
  const own = /^src\/m(\d+)\.ts$/.exec(name)?.[1];
  const toggled = (line: string) => (text.includes(line) ? text.replace(line, '') : `${text}${line}`);
  const edits: readonly (() => string)[] = [
    // Another module is imported.
    () =>
      from === undefined || from === own
        ? text
        : text.replace(new RegExp(`(?<=T|value|make|'\\./m)${from}\\b`, 'g'), (found) =>
            found === own ? found : String(a),
          ),
    () => text.replace(`'./m${a}'`, "'./barrel'"),
    () => text.replace("'./barrel'", `'./m${a}'`),
    () => toggled(`export * from './m${a}';\n`),
    () => toggled(`import './m${b}';\n`),
    () => toggled(`export type Far = import('./m${b}').T${b};\n`),
    () => text.replace("from './", "from /* here */ './"),
    () => text.replace('from /* here */', 'from'),
    // Something is declared globally, or for another module.
    () => toggled("declare global { interface Global { more: 'here' } }\n"),
    () => toggled("declare global { interface Everywhere { more: 'here' } }\n"),
    () => toggled(`declare module './m${a}' { interface T${a} { from: 'afar' } }\n`),
    () => toggled('export {};\n'),
    () => toggled('export namespace Space { export interface S { q: number } }\n'),
    () => text.replace(/^export /gm, ''),
    // Tags, of which only comments change.
    () => text.replace('/** Kept. */', '/** @keyshapeIgnore */'),
    () => text.replace('/** @keyshapeIgnore */', '/** Kept. */'),
    () => text.replace('/** Kept. */', `/** @keyshapeVersion ${a} */`),
    () => text.replace(/\/\*\* @keyshapeVersion \d+ \*\//, '/** Kept. */'),
    () => `/** @keyshapeIgnore */\n${text}`,
    () => text.replace(/^\/\*\* @keyshapeIgnore \*\/\n/, ''),
    // Intrinsics and wrappers come and go.
    () => toggled("export { versionOf as v2 } from 'keyshape';\n"),
    () => toggled(`export { v as v3 } from './keys';\n`),
    () =>
      toggled(
        `import * as every from './barrel';\nexport const found = (every as any).v2 ?? every['v3']<{ a: 1 }>();\n`,
      ),
    () => toggled(`import { v3 } from './m${a}';\nexport const w = v3<{ b: ${b} }>();\n`),
    () =>
      toggled(
        `import type { VersionOf } from 'keyshape';\nexport function load<T>(key: T, version?: VersionOf<T>): T { return key; }\n`,
      ),
    () => toggled(`import { load } from './m${a}';\nexport const loaded = load({ l: 1 });\n`),
    () => toggled(`import { cache as c } from './cache';\nexport const hit = c.get<{ h: ${b} }>('h');\n`),
    () => text.replace(', version?: VersionOf<T>', ''),
    () => text.replace(/get<T>\(key: string\)/, 'get<T>(key: string, version?: VersionOf<T>)'),
    () => toggled('export const called = versionOf<{ c: 1 }>();\n'),
    // What is no TypeScript, and what is nothing.
    () => `${text}export const broken = {;\n`,
    () => text.replace('export const broken = {;\n', ''),
    () => '',
    () => files.get(random.pick(sources))!,
  ];
  return { [name]: random.pick(edits)() };
}
