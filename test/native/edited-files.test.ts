/** @jest-environment ./test/native/environment.cjs */
import { symlinkSync } from 'node:fs';
import { openProject, type Project, type ProjectCompiler } from '../../src/project/index.js';
import { LastReading } from '../../src/project/native/last-reading.js';
import type { Files } from '../support/project.js';
import { TemporaryProject, temporaryOptions } from '../support/temporary-project.js';
import { native, nativeVersions } from './projects.js';

const configured = (more: object = {}) =>
  JSON.stringify({
    compilerOptions: { ...temporaryOptions, moduleResolution: 'bundler', allowJs: true, ...more },
    include: ['src'],
  });
const base: Files = {
  'tsconfig.json': configured(),
  'src/main.ts':
    "import { versionOf } from 'keyshape';\nimport type { User } from './user';\nexport const version = versionOf<User>();\n",
  'src/user.ts':
    "import type { Address } from './barrel';\nexport interface User { id: number; address: Address }\n",
  'src/barrel.ts': "export * from './zip';\n",
  'src/zip.ts': 'export interface Address { zip: string }\n',
  'src/apart.ts':
    "import { keyFor } from 'keyshape';\nimport type { Own } from './own';\nexport const key = keyFor<Own>('a');\n",
  'src/own.ts': 'export interface Own { p: string }\n',
};
const calls = (...types: readonly string[]) =>
  `import { versionOf } from 'keyshape';\nexport const versions = [${types.map((type) => `versionOf<${type}>()`).join(', ')}];\n`;

function everything(project: Project) {
  return {
    answers: project.files().map((name) => project.answer(name)),
    diagnostics: project.diagnostics(),
    sources: project.sources(),
  };
}

/** What an edit is, the files beside those of the base, and what is written, at once or one after the other. */
type Row = readonly [what: string, files: Files, ...edits: Files[]];

const changing: readonly Row[] = [
  ['a type three imports away', {}, { 'src/zip.ts': 'export interface Address { zip: number }\n' }],
  ['the call itself', {}, { 'src/main.ts': base['src/main.ts']!.replace('<User>', '<User[]>') }],
  [
    'what a barrel passes on',
    { 'src/other.ts': 'export interface Address { other: 1 }\n' },
    { 'src/barrel.ts': "export * from './other';\n" },
  ],
  [
    'an import, and then what it leads to now',
    { 'src/also.ts': 'export interface Address { other: 1 }\n' },
    { 'src/user.ts': base['src/user.ts']!.replace('./barrel', './also') },
    { 'src/also.ts': 'export interface Address { other: 2 }\n' },
  ],
  [
    'an import by which files come in another order',
    {
      'src/a.ts': 'export type A = 1;\n',
      'src/last.ts': 'export interface Last { l: 1 }\n',
      'src/z.ts': "import type { Last } from './last';\nexport type Z = Last;\n",
    },
    {
      'src/a.ts':
        "import type { Z } from './z';\nimport type { Own } from './own';\nexport type A = Z | Own;\n",
    },
    { 'src/apart.ts': base['src/apart.ts']!.replace('<Own>', "<Own | import('./z').Z>") },
    { 'src/last.ts': 'export interface Last { l: 2 }\n' },
  ],
  [
    'an import by which declarations of one interface come in another order',
    {
      'src/one.ts': 'export {};\ndeclare global { interface Made { toJSON(): { one: 1 } } }\n',
      'src/two.ts': 'export {};\ndeclare global { interface Made { toJSON(): { two: 2 } } }\n',
      'src/call.ts': calls('Made'),
    },
    { 'src/apart.ts': `import './two';\n${base['src/apart.ts']}` },
    { 'src/apart.ts': base['src/apart.ts']! },
  ],
  [
    'what a comment stands before in an import',
    {
      'src/user.ts':
        "import type { Address } from /* here */ './zip';\nexport interface User { id: number; address: Address }\n",
    },
    { 'src/zip.ts': 'export interface Address { zip: number }\n' },
  ],
  [
    'what an escape hides in an import',
    {
      'src/user.ts':
        "import type { Address } from './z\\u0069p';\nexport interface User { id: number; address: Address }\n",
    },
    { 'src/zip.ts': 'export interface Address { zip: number }\n' },
  ],
  [
    'a file that an interface of all files is in',
    { 'src/global.d.ts': 'interface Everywhere { e: 1 }\n', 'src/call.ts': calls('Everywhere') },
    { 'src/global.d.ts': 'interface Everywhere { e: 2 }\n' },
  ],
  [
    'a script',
    {
      'src/script.ts': "// no module\ndeclare const scripted: 'a';\n",
      'src/call.ts': calls('{ s: typeof scripted }'),
    },
    { 'src/script.ts': "// no module\ndeclare const scripted: 'b';\n" },
  ],
  [
    'a script that only a comment calls a module',
    {
      'src/script.ts': '/*\nexport {};\n*/\ninterface Scripted { s: 1 }\n',
      'src/call.ts': calls('Scripted'),
    },
    { 'src/script.ts': '/*\nexport {};\n*/\ninterface Scripted { s: 2 }\n' },
  ],
  [
    'a module that becomes a script',
    { 'src/script.ts': 'export interface Scripted { s: 1 }\n', 'src/call.ts': calls('Scripted') },
    { 'src/script.ts': 'interface Scripted { s: 1 }\n' },
    { 'src/script.ts': 'interface Scripted { s: 2 }\n' },
    { 'src/script.ts': 'export interface Scripted { s: 2 }\n' },
  ],
  [
    'what `declare global` imports',
    {
      'src/adds.ts':
        "import type { Part } from './part';\ndeclare global { interface Everywhere { e: Part } }\n",
      'src/part.ts': "export type { Part } from './deep';\n",
      'src/deep.ts': 'export interface Part { p: 1 }\n',
      'src/call.ts': calls('Everywhere'),
    },
    { 'src/deep.ts': 'export interface Part { p: 2 }\n' },
  ],
  [
    'a module that begins to declare globally',
    { 'src/adds.ts': 'export {};\n', 'src/call.ts': calls('Everywhere') },
    { 'src/adds.ts': 'export {};\ndeclare global { interface Everywhere { e: 1 } }\n' },
    { 'src/adds.ts': 'export {};\ndeclare global { interface Everywhere { e: 2 } }\n' },
    { 'src/adds.ts': 'export {};\n' },
  ],
  [
    'what is added to a module from afar',
    { 'src/adds.ts': "export {};\ndeclare module './zip' { interface Address { more: 1 } }\n" },
    { 'src/adds.ts': "export {};\ndeclare module './zip' { interface Address { more: 2 } }\n" },
    { 'src/adds.ts': 'export {};\n' },
    { 'src/adds.ts': "export {};\ndeclare module './zip' { interface Address { more: 3 } }\n" },
  ],
  [
    'a module that begins to add to another from afar',
    { 'src/adds.ts': 'export {};\n' },
    { 'src/adds.ts': "export {};\ndeclare module './zip' { interface Address { more: 1 } }\n" },
    { 'src/adds.ts': "export {};\ndeclare module './zip' { interface Address { more: 2 } }\n" },
  ],
  [
    'the declaration of a module without a file',
    {
      'src/modules.d.ts': "declare module 'virtual' { export interface V { v: 1 } }\n",
      'src/call.ts': `import type { V } from 'virtual';\n${calls('V')}`,
    },
    { 'src/modules.d.ts': "declare module 'virtual' { export interface V { v: 2 } }\n" },
  ],
  [
    'a module that is seen under a global name',
    {
      'src/umd.d.ts': 'export as namespace Umd;\nexport interface U { u: 1 }\n',
      'src/call.ts': calls('Umd.U'),
    },
    { 'src/umd.d.ts': 'export as namespace Umd;\nexport interface U { u: 2 }\n' },
  ],
  [
    'what JavaScript makes',
    { 'src/old.js': 'const made = { a: 1 };\n', 'src/call.ts': calls('{ m: typeof made }') },
    { 'src/old.js': "const made = { a: 'x' };\n" },
  ],
  [
    'what a comment of JavaScript imports',
    {
      'src/old.js': "/** @type {import('./part').Part} */\nexport const old = { p: 1 };\n",
      'src/part.ts': 'export interface Part { p: 1 }\n',
      'src/call.ts': `import { old } from './old';\n${calls('typeof old')}`,
    },
    { 'src/part.ts': 'export interface Part { p: 1; q: 2 }\n' },
  ],
  [
    'what a package imports on the way up',
    {
      'node_modules/registry/index.d.ts': "export type { Back } from '../../src/back';\n",
      'src/back.ts': "export type { Back } from './deep';\n",
      'src/deep.ts': 'export interface Back { b: 1 }\n',
      'src/call.ts': `import type { Back } from 'registry';\n${calls('Back')}`,
    },
    { 'src/deep.ts': 'export interface Back { b: 2 }\n' },
  ],
  [
    'what a package imports by a mapped path',
    {
      'tsconfig.json': configured({ paths: { shims: ['./src/shims.ts'] } }),
      'node_modules/registry/index.d.ts': "export type { Back } from 'shims';\n",
      'src/shims.ts': 'export interface Back { b: 1 }\n',
      'src/call.ts': `import type { Back } from 'registry';\n${calls('Back')}`,
    },
    { 'src/shims.ts': 'export interface Back { b: 2 }\n' },
  ],
  [
    'what a package imports behind a comment',
    {
      'node_modules/registry/index.d.ts': "export type { Back } from /* there */ '../../src/back';\n",
      'src/back.ts': 'export interface Back { b: 1 }\n',
      'src/call.ts': `import type { Back } from 'registry';\n${calls('Back')}`,
    },
    { 'src/back.ts': 'export interface Back { b: 2 }\n' },
  ],
  [
    'a module that is imported by a mapped path',
    {
      'tsconfig.json': configured({ paths: { '@/*': ['./src/*'] } }),
      'src/part.ts': 'export interface Part { p: 1 }\n',
      'src/call.ts': `import type { Part } from '@/part';\n${calls('Part')}`,
    },
    { 'src/part.ts': 'export interface Part { p: 2 }\n' },
  ],
  [
    'the types of JSX, which no import names',
    {
      'tsconfig.json': configured({
        jsx: 'react-jsx',
        jsxImportSource: 'own',
        paths: { 'own/*': ['./src/own/*'] },
      }),
      'src/own/jsx-runtime.ts':
        'export namespace JSX { export interface Element { e: 1 } export interface IntrinsicElements { a: {} } }\nexport declare const jsx: any;\n',
      'src/element.tsx': 'export const element = <a />;\n',
      'src/call.ts': `import { element } from './element';\n${calls('typeof element')}`,
    },
    {
      'src/own/jsx-runtime.ts':
        'export namespace JSX { export interface Element { e: 2 } export interface IntrinsicElements { a: {} } }\nexport declare const jsx: any;\n',
    },
  ],
  [
    'the types of JSX that a pragma names',
    {
      'tsconfig.json': configured({ jsx: 'preserve', paths: { 'own/*': ['./src/own/*'] } }),
      'src/own/jsx-runtime.ts':
        'export namespace JSX { export interface Element { e: 1 } export interface IntrinsicElements { a: {} } }\nexport declare const jsx: any;\n',
      'src/element.tsx': '/** @jsxImportSource own */\nexport const element = <a />;\n',
      'src/call.ts': `import { element } from './element';\n${calls('typeof element')}`,
    },
    {
      'src/own/jsx-runtime.ts':
        'export namespace JSX { export interface Element { e: 2 } export interface IntrinsicElements { a: {} } }\nexport declare const jsx: any;\n',
    },
  ],
  [
    'what a package imports from another root',
    {
      'tsconfig.json': configured({ rootDirs: ['./src', './node_modules/registry'] }),
      'node_modules/registry/index.d.ts': "export type { Back } from './back';\n",
      'src/back.ts': 'export interface Back { b: 1 }\n',
      'src/call.ts': `import type { Back } from 'registry';\n${calls('Back')}`,
    },
    { 'src/back.ts': 'export interface Back { b: 2 }\n' },
  ],
  [
    'the types of JSX, where a package has some that are not taken',
    {
      'tsconfig.json': configured({ jsx: 'react-jsx', paths: { 'react/*': ['./src/own/*'] } }),
      'node_modules/react/jsx-runtime.d.ts': 'export {};\n',
      'src/own/jsx-runtime.ts':
        'export namespace JSX { export interface Element { e: 1 } export interface IntrinsicElements { a: {} } }\nexport declare const jsx: any;\n',
      'src/element.tsx': "import '../node_modules/react/jsx-runtime';\nexport const element = <a />;\n",
      'src/call.ts': `import { element } from './element';\n${calls('typeof element')}`,
    },
    {
      'src/own/jsx-runtime.ts':
        'export namespace JSX { export interface Element { e: 2 } export interface IntrinsicElements { a: {} } }\nexport declare const jsx: any;\n',
    },
  ],
  [
    'what a script imports that only a comment calls a module',
    {
      'src/script.ts': "/*\nexport {};\n*/\ninterface Scripted { s: import('./part').Part }\n",
      'src/part.ts': 'export interface Part { p: 1 }\n',
      'src/call.ts': calls('Scripted'),
    },
    { 'src/part.ts': 'export interface Part { p: 2 }\n' },
  ],
  [
    'the types that are inferred in other files',
    {
      'src/call.ts': `import { made } from './made';\n${calls('typeof made')}`,
      'src/made.ts':
        "import { make } from './make';\nexport const made = [make()].map((one) => ({ one }));\n",
      'src/make.ts':
        "import { Kind, limits } from './constants';\nexport function make() { return { kind: Kind.B, ...limits }; }\n",
      'src/constants.ts': 'export enum Kind { A = 1, B = A + 1 }\nexport const limits = { a: 1 } as const;\n',
    },
    {
      'src/constants.ts': 'export enum Kind { A = 2, B = A + 1 }\nexport const limits = { a: 1 } as const;\n',
    },
    {
      'src/constants.ts': 'export enum Kind { A = 2, B = A + 1 }\nexport const limits = { a: 2 } as const;\n',
    },
  ],
  [
    'a base class, a merged namespace, a type that a condition asks about',
    {
      'src/call.ts': `import type { All } from './all';\n${calls('All')}`,
      'src/all.ts':
        "import { Derived } from './derived';\nimport type { Space } from './space';\nexport interface All { d: Derived; s: Space.S; c: import('./asked').Asked extends { p: string } ? 1 : 2 }\n",
      'src/derived.ts':
        "import { Base } from './base-class';\nexport class Derived extends Base<string> {}\n",
      'src/base-class.ts': 'export class Base<T> { t!: T; n = 1; }\n',
      'src/space.ts':
        'export namespace Space { export interface S { a: 1 } }\nexport namespace Space { export interface S { b: 1 } }\n',
      'src/asked.ts': 'export interface Asked { p: string }\n',
    },
    { 'src/base-class.ts': "export class Base<T> { t!: T; n = 'x'; }\n" },
    {
      'src/space.ts':
        'export namespace Space { export interface S { a: 1 } }\nexport namespace Space { export interface S { b: 2 } }\n',
    },
    { 'src/asked.ts': 'export interface Asked { p: number }\n' },
  ],
  [
    'a tag, though only a comment changes',
    { 'src/zip.ts': 'export interface Address {\n  /** Kept. */\n  zip: string;\n  town: string;\n}\n' },
    {
      'src/zip.ts':
        'export interface Address {\n  /** @keyshapeIgnore */\n  zip: string;\n  town: string;\n}\n',
    },
    {
      'src/zip.ts':
        'export interface Address {\n  /** @keyshapeVersion 2 */\n  zip: string;\n  town: string;\n}\n',
    },
  ],
  [
    'a tag without effect, in a file that nothing imports',
    { 'src/tagged.ts': '/** Fine. */\nexport type Fine = number;\n' },
    { 'src/tagged.ts': '/** @keyshapeIgnore */\nexport type Fine = number;\n' },
    { 'src/tagged.ts': '/** Fine. */\nexport type Fine = number;\n' },
  ],
  [
    'a module that begins to pass on an intrinsic',
    {
      'src/carrier.ts': 'export {};\n',
      'src/through.ts': "export * from './carrier';\n",
      'src/call.ts': "import * as all from './through';\nexport const version = all.v2<{ a: 1 }>();\n",
    },
    { 'src/carrier.ts': "export { versionOf as v2 } from 'keyshape';\n" },
    { 'src/carrier.ts': 'export {};\n' },
  ],
  [
    'the name under which an intrinsic is passed on',
    {
      'src/carrier.ts':
        "import { versionOf } from 'keyshape';\nexport const tools = { versionOf };\nexport { versionOf as v2 };\n",
      'src/call.ts':
        "import { v2, v3 } from './carrier';\nexport const version = [v2<{ a: 1 }>(), v3<{ a: 1 }>()];\n",
      'src/hides.ts': 'const tools: any = {};\nexport const hidden = tools.v3<{ a: 1 }>();\n',
    },
    { 'src/carrier.ts': "import { versionOf } from 'keyshape';\nexport { versionOf as v3 };\n" },
  ],
  [
    'what hides a call, in a file that has no name of ours',
    {
      'src/carrier.ts': "import { versionOf } from 'keyshape';\nexport { versionOf as v2 };\n",
      'src/holder.ts': "import * as carrier from './carrier';\nexport const holder = { carrier };\n",
      'src/hides.ts': "import { holder } from './holder';\nexport const hidden = holder.carrier.v2;\n",
    },
    {
      'src/hides.ts':
        "import { holder } from './holder';\nexport const hidden = holder.carrier.v2<{ a: 1 }>();\n",
    },
    { 'src/holder.ts': 'export const holder = { carrier: { v2: <T>(): T => null! } };\n' },
  ],
  [
    'what a wrapper asks for',
    {
      'src/cache.ts':
        "import type { VersionOf } from 'keyshape';\nexport function load<T>(key: T, version?: VersionOf<T>): T { return key; }\n",
      'src/uses.ts':
        "import { load } from './cache';\nimport { make } from './make';\nexport const loaded = load(make());\n",
      'src/make.ts': 'export const make = () => ({ m: 1 });\n',
    },
    { 'src/make.ts': "export const make = () => ({ m: 'x' });\n" },
    { 'src/cache.ts': 'export function load<T>(key: T): T { return key; }\n' },
    {
      'src/cache.ts':
        "import type { VersionOf } from 'keyshape';\nexport function load<T>(key: T, version?: VersionOf<T>): T { return key; }\n",
    },
    { 'src/uses.ts': "import { load } from './cache';\nexport const loaded = load('x');\n" },
  ],
  [
    'the name that a wrapper is handed on by',
    {
      'src/cache.ts':
        "import type { VersionOf } from 'keyshape';\nexport function load<T>(key: T, version?: VersionOf<T>): T { return key; }\n",
      'src/hands.ts': "import { load } from './cache';\nexport const hands = { load };\n",
      'src/uses.ts':
        "import { hands } from './hands';\nexport const loaded = [hands.load({ a: 1 }), (hands as any).fetch({ a: 1 })];\n",
    },
    { 'src/hands.ts': "import { load } from './cache';\nexport const hands = { load, fetch: load };\n" },
    {
      'src/hands.ts':
        "import { load } from './cache';\nexport const fetch = load;\nexport const hands = { load, fetch };\n",
    },
    {
      'src/uses.ts':
        "import { hands } from './hands';\nexport const loaded = [hands.load({ a: 2 }), hands.fetch({ a: 1 })];\n",
    },
  ],
  [
    'a script that others import, which becomes a module',
    {
      'src/empty.ts': '',
      'src/call.ts': `import type { Made } from './empty';\n${calls('Made')}`,
    },
    { 'src/empty.ts': 'export interface Made { m: 1 }\n' },
    { 'src/empty.ts': 'export interface Made { m: 2 }\n' },
  ],
  [
    'a script that a package imports, which becomes a module',
    {
      'node_modules/registry/index.d.ts': "export type { Back } from '../../src/back';\n",
      'src/back.ts': '',
      'src/call.ts': `import type { Back } from 'registry';\n${calls('Back')}`,
    },
    { 'src/back.ts': 'export interface Back { b: 1 }\n' },
    { 'src/back.ts': 'export interface Back { b: 2 }\n' },
  ],
  [
    'a module that a declaration elsewhere stands before, and then no more',
    {
      'tsconfig.json': configured({ paths: { shims: ['./src/shims.ts'] } }),
      'src/modules.d.ts': "declare module 'shims' { export interface V { v: 1 } }\n",
      'src/shims.ts': 'export interface V { s: 1 }\n',
      'src/call.ts': `import type { V } from 'shims';\n${calls('V')}`,
    },
    { 'src/modules.d.ts': '' },
    { 'src/shims.ts': 'export interface V { s: 2 }\n' },
  ],
  [
    'what is imported behind other letters than those of ASCII',
    {
      'src/user.ts':
        "\ufeff// \ud83c\udf89 \u00fc\u4e2d\n/* \u0085\u2028 */ import type { Address } from './zip';\r\nexport interface User { id: number; address: Address }\n",
    },
    { 'src/zip.ts': 'export interface Address { zip: number }\n' },
  ],
  [
    'a module that template strings, types and assignments import',
    {
      'src/t.ts': 'export interface T { t: 1 }\nexport const v = 1;\n',
      'src/one.ts': 'export const one = import(`./t`);\n',
      'src/two.ts': "export type Two = typeof import('./t');\n",
      'src/three.ts': "import t = require('./t');\nexport const three = t.v;\n",
      'src/four.ts': "export * as four from './t';\n",
      'src/five.ts': "export type Five = import(\n  './t'\n).T;\n",
      'src/call.ts': `import { one } from './one';\nimport type { Two } from './two';\nimport { three } from './three';\nimport { four } from './four';\nimport type { Five } from './five';\n${calls("Awaited<typeof one>['v']", 'Two', 'typeof three', 'four.T', 'Five')}`,
    },
    { 'src/t.ts': "export interface T { t: 2 }\nexport const v = 'x';\n" },
  ],
  [
    'a module whose evaluation is deferred',
    {
      'tsconfig.json': configured({ lib: ['es2022'] }),
      'src/t.ts': 'export const v = 1;\n',
      'src/one.ts': "export const one = import.defer('./t');\n",
      'src/two.ts': "export const two = import . defer(\n  /* there */ './t');\n",
      'src/three.ts': "import defer * as three from './t';\nexport const v = three.v;\n",
      'src/four.ts': "export const four = import<1>('./t');\n",
      'src/call.ts': `import { one } from './one';\nimport { two } from './two';\nimport { v } from './three';\nimport { four } from './four';\n${calls('Awaited<typeof one>["v"]', 'Awaited<typeof two>["v"]', '{ v: typeof v }', 'Awaited<typeof four>["v"]')}`,
    },
    { 'src/t.ts': "export const v = 'x';\n" },
  ],
  [
    'a type without strict null checks',
    {
      'tsconfig.json': configured({ strict: false }),
    },
    { 'src/zip.ts': 'export interface Address { zip: number | undefined }\n' },
    { 'src/zip.ts': 'export interface Address { zip: number }\n' },
  ],
  [
    'where a specifier on a line of its own leads',
    {
      'src/also.ts': 'export interface Address { other: 1 }\n',
      'src/user.ts':
        "import type { Address } from\n  './zip';\nexport interface User { id: number; address: Address }\n",
    },
    {
      'src/user.ts':
        "import type { Address } from\n  './also';\nexport interface User { id: number; address: Address }\n",
    },
    { 'src/also.ts': 'export interface Address { other: 2 }\n' },
  ],
  [
    'the lock file, though nobody tells of it',
    {
      'keyshape.lock': '',
      'src/call.ts':
        "import { versionsOf } from 'keyshape';\nexport const versions = versionsOf<{ a: 1 }>();\n",
    },
    { 'keyshape.lock': '# not a lock file\n', 'src/own.ts': 'export interface Own { p: number }\n' },
  ],
];

/** Edits that leave the calls of other files alone: those are kept. */
const keeping: readonly Row[] = [
  ['a type that one call reads', {}, { 'src/zip.ts': 'export interface Address { zip: number }\n' }],
  ['a call', {}, { 'src/main.ts': base['src/main.ts']!.replace('<User>', '<User[]>') }],
  [
    'what a package augmentation does not reach',
    {
      'node_modules/registry/index.d.ts': 'export interface R {}\n',
      'src/call.ts': `import type { R } from 'registry';\n${calls('R[]')}`,
    },
    { 'src/zip.ts': 'export interface Address { zip: number }\n' },
  ],
  [
    'an import by which files come in another order',
    { 'src/last.ts': 'export interface Last { l: 1 }\n' },
    {
      'src/main.ts': `import type { Last } from './last';\n${base['src/main.ts']!.replace('<User>', '<User | Last>')}`,
    },
  ],
  [
    'an import of what the program had',
    {},
    { 'src/user.ts': base['src/user.ts']!.replace('./barrel', './zip').replace('id: number', 'id: string') },
  ],
  [
    'a type that a wrapper is called for',
    {
      'src/cache.ts':
        "import type { VersionOf } from 'keyshape';\nexport function load<T>(key: T, version?: VersionOf<T>): T { return key; }\n",
      'src/uses.ts':
        "import { load } from './cache';\nimport { make } from './make';\nexport const loaded = load(make());\n",
      'src/make.ts': 'export const make = () => ({ m: 1 });\n',
    },
    { 'src/make.ts': "export const make = () => ({ m: 'x' });\n" },
  ],
];

const table = (rows: readonly Row[]) => rows.map(([what, files, ...edits]) => [what, files, edits] as const);

afterEach(() => jest.restoreAllMocks());

describe.each(nativeVersions)('a project that TypeScript %s has open', (version) => {
  async function opened(files: Files) {
    const compiler: ProjectCompiler = { kind: 'native', native: await native(version) };
    const folder = new TemporaryProject({ ...base, ...files });
    const project = openProject(folder.configFile, { compiler });
    const fresh = () => {
      folder.forgetRecord();
      const another = openProject(folder.configFile, { compiler });
      const said = everything(another);
      another.close();
      return said;
    };
    const edit = (written: Files) => {
      folder.write(written);
      const changed = Object.keys(written).filter((name) => !name.endsWith('.lock'));
      project.update({ changed: changed.map((name) => folder.path(name)), isStructural: false });
    };
    const end = () => {
      project.close();
      folder.delete('.');
    };
    return { folder, project, fresh, edit, end };
  }

  test.each(table(changing))(
    'says after an edit of %s what one says that is opened now',
    async (_, files, edits) => {
      const { project, fresh, edit, end } = await opened(files);
      everything(project);
      for (const written of edits) {
        // So that the first edit is not the one that everything is looked at for.
        edit({ 'src/own.ts': `${base['src/own.ts']}// ${edits.indexOf(written)}\n` });
        everything(project);
        edit(written);
        expect(everything(project)).toEqual(fresh());
      }
      end();
    },
  );

  test.each(table(changing))(
    'says the same after an edit of %s that is the first',
    async (_, files, edits) => {
      const { project, fresh, edit, end } = await opened(files);
      everything(project);
      for (const written of edits) edit(written);
      expect(everything(project)).toEqual(fresh());
      end();
    },
  );

  test.each(table(keeping))('keeps the other answers over an edit of %s', async (_, files, edits) => {
    const goesOn = jest.spyOn(LastReading.prototype, 'takeIn');
    const { folder, project, fresh, edit, end } = await opened(files);
    const before = everything(project);
    for (const written of edits) edit(written);
    const after = everything(project);
    expect(after).toEqual(fresh());
    expect(after).not.toEqual(before);
    const apart = folder.path('src/apart.ts');
    expect(after.answers.find((answer) => answer?.fileName === apart)?.versions).toEqual(
      before.answers.find((answer) => answer?.fileName === apart)?.versions,
    );
    expect(goesOn.mock.results.map(({ value }) => value)).toEqual([true]);
    end();
  });

  test('a package of the workspace is one of the sources, whoever imports it', async () => {
    const { folder, project, fresh, edit, end } = await opened({
      'packages/shared/package.json': '{ "name": "shared", "version": "1.0.0", "types": "index.ts" }',
      'packages/shared/index.ts': 'export interface Shared { s: 1 }\n',
      'node_modules/registry/index.d.ts': "export type { Shared } from 'shared';\n",
      'src/none.ts': 'export {};\n',
    });
    symlinkSync('../packages/shared', folder.path('node_modules/shared'));
    folder.write({ 'src/call.ts': `import type { Shared } from 'registry';\n${calls('Shared')}` });
    project.update({ changed: [], isStructural: true });
    everything(project);
    edit({ 'packages/shared/index.ts': 'export interface Shared { s: 2 }\n' });
    expect(everything(project)).toEqual(fresh());
    end();
  });

  test('knows the models of all files after an edit of one', async () => {
    const { project, edit, end } = await opened({});
    const names = () => [...(project.models()?.models ?? [])].map(({ type }) => type.name).sort();
    const before = names();
    expect(before).toEqual(['Own', 'User']);
    edit({ 'src/zip.ts': 'export interface Address { zip: number }\n' });
    everything(project);
    expect(names()).toEqual(before);
    end();
  });

  test('sees what was edited before the models were asked for', async () => {
    const { project, fresh, edit, end } = await opened({
      'src/also.ts': 'export interface Address { other: 1 }\n',
    });
    everything(project);
    edit({ 'src/own.ts': 'export interface Own { p: number }\n' });
    everything(project);
    edit({ 'src/user.ts': base['src/user.ts']!.replace('./barrel', './also') });
    project.models();
    edit({ 'src/also.ts': 'export interface Address { other: 2 }\n' });
    expect(everything(project)).toEqual(fresh());
    end();
  });

  test('reads nothing again where a file is told of that was read as it is', async () => {
    const { project, edit, end } = await opened({});
    edit({ 'src/zip.ts': 'export interface Address { zip: number }\n' });
    everything(project);
    const read = project.dependencies();
    edit({ 'src/zip.ts': 'export interface Address { zip: number }\n' });
    expect(project.dependencies()).toBe(read);
    end();
  });
});
