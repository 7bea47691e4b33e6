import type { Files } from './project.js';

/** One project; every module of it is a different way for a type to reach a call. */
export const sources: Files = {
  'node_modules/lib/package.json': '{ "name": "lib", "types": "index.d.ts" }',
  'node_modules/lib/index.d.ts': "export { Deep } from './deep';",
  'node_modules/lib/deep.d.ts': 'export interface Deep { a: string }',
  'src/hop5.ts': 'export interface Hop5 { a: string }',
  'src/hop4.ts': "import type { Hop5 } from './hop5.js';\nexport interface Hop4 { five: Hop5 }",
  'src/hop3.ts': "import { Hop4 } from './hop4.js';\nexport interface Hop3 { four: Hop4[] }",
  'src/hop2.ts': "import type { Hop3 } from './hop3.js';\nexport type Hop2 = { three?: Hop3 };",
  'src/hop1.ts': "import { Hop2 } from './hop2.js';\nexport class Hop1 { two!: Hop2 }",
  'src/inner.ts': 'export interface Inner { a: string }',
  'src/barrel.ts': "export * from './inner.js';\nexport { versionOf as v } from 'keyshape';",
  'src/barrel2.ts': "export * from './barrel.js';",
  'src/make.ts': "import { helper } from './helper.js';\nexport const make = () => ({ made: helper() });",
  'src/helper.ts': 'export function helper() { return { a: "" }; }',
  'src/color.ts': 'export enum Color { Red = "red", Blue = "blue" }',
  'src/global.ts': 'export {};\ndeclare global { interface Everywhere { a: string } }',
  'src/script.d.ts': 'interface Scripted { a: string }',
  'src/data.json': '{ "a": "" }',
  'src/open.ts': 'export interface Open { a: string }',
  'src/calls.ts': `import { keyFor, versionOf } from 'keyshape';
import type { Deep } from 'lib';
import { Hop1 } from './hop1.js';
import type { make } from './make.js';
import { Color } from './color.js';
import type { Open } from './open.js';
import data from './data.json';
export const hop = versionOf<Hop1>();
export const made = keyFor<ReturnType<typeof make>>('k');
export const color = versionOf<{ color: Color }>();
export const everywhere = versionOf<Everywhere>();
export const scripted = versionOf<Scripted>();
export const json = versionOf<typeof data>();
export const open = versionOf<Open>();
export const deep = versionOf<Deep>();
`,
  'src/barrelled.ts': "import { v, type Inner } from './barrel2.js';\nexport const inner = v<Inner>();",
};

/** Edits that change a version each; all but the last are made one after the other, then undone at once. */
export const edits: Readonly<Record<string, Files>> = {
  'one hop': { 'src/hop1.ts': "import { Hop2 } from './hop2.js';\nexport class Hop1 { two!: Hop2; b = 1 }" },
  'two hops': {
    'src/hop2.ts': "import type { Hop3 } from './hop3.js';\nexport type Hop2 = { three: Hop3 };",
  },
  'three hops': { 'src/hop3.ts': "import { Hop4 } from './hop4.js';\nexport interface Hop3 { four: Hop4 }" },
  'four hops': {
    'src/hop4.ts': "import type { Hop5 } from './hop5.js';\nexport interface Hop4 { five: Hop5; b: 1 }",
  },
  'five hops': { 'src/hop5.ts': 'export interface Hop5 { a: number }' },
  'five hops again': { 'src/hop5.ts': 'export interface Hop5 { a: boolean }' },
  'a tag five hops away': {
    'src/hop5.ts': 'export interface Hop5 {\n  /** @keyshapeVersion 2 */\n  a: boolean;\n}',
  },
  'behind two barrels': { 'src/inner.ts': 'export interface Inner { a: number }' },
  'an inferred type': { 'src/helper.ts': 'export function helper() { return { a: 1 }; }' },
  'the value of an enum': { 'src/color.ts': 'export enum Color { Red = "red", Blue = "azure" }' },
  'declare global': { 'src/global.ts': 'export {};\ndeclare global { interface Everywhere { a: number } }' },
  'a script': { 'src/script.d.ts': 'interface Scripted { a: number }' },
  'a JSON module': { 'src/data.json': '{ "a": 1 }' },
  'an augmentation in a new file': {
    'src/augment.ts': "export {};\ndeclare module './open' { interface Open { b: number } }",
  },
};
export const typings: Files = { 'node_modules/lib/deep.d.ts': 'export interface Deep { a: number }' };
export const mistake: Files = { 'src/hop4.ts': 'export interface Hop4 { five: any }' };
