import type { Files } from './project.js';

const tools = "export { versionOf } from 'keyshape';\nexport const x = 1;\n";
const user = 'type User = { id: number };\n';
const all = `import * as tools from './tools.js';\n${user}`;

/** A module of an intrinsic and more, used as a value: what `main.ts` calls, and the files beside it. */
export interface HiddenCall {
  readonly main: string;
  readonly files?: Files;
  /** What becomes of the call; `fine` where there is none. */
  readonly becomes: 'replaced' | 'KS2004' | 'fine';
}

const holder = (text: string): Files => ({ 'holder.ts': `import * as tools from './tools.js';\n${text}\n` });

const forms: Readonly<Record<string, HiddenCall>> = {
  'a variable': {
    main: `${all}const t = tools;\nexport const v = t.versionOf<User>();\n`,
    becomes: 'replaced',
  },
  'a variable of another file': {
    main: `import { t } from './holder.js';\n${user}export const v = t.versionOf<User>();\n`,
    files: holder('export const t = tools;'),
    becomes: 'replaced',
  },
  'a spread in another file': {
    main: `import { t } from './holder.js';\n${user}export const v = t.versionOf<User>();\n`,
    files: holder('export const t = { ...tools };'),
    becomes: 'replaced',
  },
  'a shorthand in another file': {
    main: `import { t } from './holder.js';\n${user}export const v = t.tools.versionOf<User>();\n`,
    files: holder('export const t = { tools };'),
    becomes: 'replaced',
  },
  'a field of a class of another file': {
    main: `import { Holder } from './holder.js';\n${user}export const v = new Holder().t.versionOf<User>();\n`,
    files: holder('export class Holder { t = tools; }'),
    becomes: 'KS2004',
  },
  'what a function of another file hands out': {
    main: `import { f } from './holder.js';\n${user}export const v = f().versionOf<User>();\n`,
    files: holder('export const f = () => tools;'),
    becomes: 'KS2004',
  },
  'by way of a third file': {
    main: `import { t } from './third.js';\n${user}export const v = t.versionOf<User>();\n`,
    files: {
      ...holder('export const t = tools;'),
      'third.ts': "import { t as u } from './holder.js';\nexport const t = { ...u };\n",
    },
    becomes: 'replaced',
  },
  'under another name': {
    main: `import { t } from './holder.js';\n${user}export const v = t.hashOf<User>();\n`,
    files: {
      'tools.ts': "export { versionOf as hashOf } from 'keyshape';\nexport const x = 1;\n",
      ...holder('export const t = tools;'),
    },
    becomes: 'replaced',
  },
  'taken out in another file': {
    main: `import { w } from './third.js';\n${user}export const v = w<User>();\n`,
    files: {
      ...holder('export const t = tools;'),
      'third.ts': "import { t } from './holder.js';\nexport const { versionOf: w } = t;\n",
    },
    becomes: 'KS2004',
  },
  'taken out beside the call': {
    main: `import { t } from './holder.js';\n${user}const { versionOf } = t;\nexport const v = versionOf<User>();\n`,
    files: holder('export const t = tools;'),
    becomes: 'KS2004',
  },
  'given to a variable in another file': {
    main: `import { f } from './holder.js';\n${user}const hash = f().versionOf;\nexport const v = hash<User>();\n`,
    files: holder('export const f = () => tools;'),
    becomes: 'KS2004',
  },
  'passed by another file': {
    main: `import { f } from './holder.js';\n${user}export const v = [f()].map((t) => t['versionOf']).map((hash) => hash<User>());\n`,
    files: holder('export const f = () => tools;'),
    becomes: 'KS2004',
  },
  'taken out by a parameter': {
    main: `import { list } from './holder.js';\n${user}export const v = list.map(({ versionOf: hash }) => hash<User>());\n`,
    files: holder('export const list = [tools];'),
    becomes: 'KS2004',
  },
  'taken out with a default': {
    main: `import { list } from './holder.js';\n${user}const { x, versionOf: hash = undefined as never } = list[0]!;\nexport const v = [hash<User>(), x];\n`,
    files: holder('export const list = [tools];'),
    becomes: 'KS2004',
  },
  'taken out beside something else': {
    main: `import { held } from './holder.js';\n${user}const { t: { versionOf: hash }, a: { b } } = held;\nexport const v = [hash<User>(), b];\n`,
    files: holder('export const held = { a: { b: 1 }, t: { ...tools } };'),
    becomes: 'KS2004',
  },
  'a global': {
    main: `${user}export const v = held.versionOf<User>();\n`,
    files: { 'global.d.ts': "declare const held: typeof import('./tools.js');\n" },
    becomes: 'replaced',
  },
  'a declared variable': {
    main: `${user}declare const t: typeof import('./tools.js');\nexport const v = t.versionOf<User>();\n`,
    becomes: 'replaced',
  },
  'a key of a literal type': {
    main: `${all}const k = 'versionOf';\nexport const v = tools[k]<User>();\n`,
    becomes: 'KS2004',
  },
  'a type of the same function': {
    main: `${all}export const v = (tools as { versionOf: typeof tools.versionOf }).versionOf<User>();\n`,
    becomes: 'KS2004',
  },
  'a type of another function': {
    main: `${all}export const v = (tools as { versionOf<T>(): string }).versionOf<User>();\n`,
    becomes: 'KS2004',
  },
  'an intersection': {
    main: `${all}declare function assign<A, B>(a: A, b: B): A & B;\nexport const v = assign({ y: 1 }, tools).versionOf<User>();\n`,
    becomes: 'KS2004',
  },
  'a mapped type': {
    main: `${all}declare function f<T>(t: T): { [K in keyof T]: T[K] };\nexport const v = f(tools).versionOf<User>();\n`,
    becomes: 'KS2004',
  },
  'a value that is not called': {
    main: `${all}declare function mocked<T>(t: T): { [K in keyof T]: T[K] & { mock: User } };\nexport const v = [mocked(tools).x.mock, { ...tools }.x, { tools }, Object.keys(tools)];\n`,
    becomes: 'fine',
  },
  "a function of the user's own": {
    main: `${all}const own = { versionOf<T>(value?: T) { return value; }, at: [<T>(value?: T) => value] };\nexport const v = [own.versionOf<User>(), own['versionOf']<User>(), own.at[tools.x]<User>()];\n`,
    becomes: 'fine',
  },
};

/** By what it is. */
export const hiddenCalls: readonly (readonly [string, Files, HiddenCall['becomes']])[] = Object.entries(
  forms,
).map(([name, { main, files, becomes }]) => [
  name,
  { 'tools.ts': tools, ...files, 'main.ts': main },
  becomes,
]);
