import { forms } from './forms.js';

/** What becomes of the calls of a case. */
export interface Case {
  readonly title: string;
  readonly code: string;
  /** The types whose versions are filled in, in order. */
  readonly filled?: readonly string[];
  /** The codes of the errors, in order. */
  readonly errors?: readonly string[];
  /** How many functions throw where they are called without a version. */
  readonly guards?: number;
}

/** The shared file that makes every call be looked at: a function without a name of its own asks there. */
export const nameless = 'nameless.ts';

/** The files that the cases import. */
export const shared: Readonly<Record<string, string>> = {
  'model.ts': `
export interface User { id: number; name: string }
export interface Order { total: number }
export interface Models { user: User; order: Order }
`,
  'cache.ts': `
import type { VersionOf, Written } from 'keyshape';
export class Cache {
  async get<T>(key: string, version?: VersionOf<T>): Promise<T | undefined> { return [key, version] as never; }
  async list<T>(key: string, version?: VersionOf<T[]>): Promise<T[]> { return [key, version] as never; }
  async set<T>(key: string, value: T, version?: VersionOf<T>): Promise<void> { void [key, value, version]; }
  async put<T>(key: string, value: Written<T>, version?: VersionOf<T>): Promise<void> { void [key, value, version]; }
  async fetch<T>(key: string, load: () => Promise<T>, version?: VersionOf<T>): Promise<T> { void [key, version]; return load(); }
  static of<T>(version?: VersionOf<T>): T { return version as never; }
}
export class Repo<T> {
  constructor(readonly name: string, readonly version?: VersionOf<T>) {}
  find(id: string): T { return [this.version, id] as never; }
}
export function load<T>(key: string, ttl?: number, version?: VersionOf<T>): T { return [key, ttl, version] as never; }
export default function <T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; }
export const tools = { read: <T>(key: string, version?: VersionOf<T>): T => [key, version] as never };
export interface Port { take<T>(key: string, version?: VersionOf<T>): T }
`,
  [nameless]: `
import type { VersionOf } from 'keyshape';
export interface Callable { <T>(key: string, version?: VersionOf<T>): T }
`,
};

const head = `
import type { VersionOf, VersionsOf, Written } from 'keyshape';
import type { Models, Order, User } from './model.js';
import { Cache, load, Repo, tools, type Port } from './cache.js';
declare const cache: Cache;
`;

/** Whether a case is of functions without names. */
export function isNameless({ code }: Case): boolean {
  return /\bCallable\b/.test(code);
}

/** A case of one file. */
export function textOf(one: Case): string {
  return head + (isNameless(one) ? "import type { Callable } from './nameless.js';\n" : '') + one.code;
}

export const cases: readonly Case[] = [
  ...forms,
  // How T is known.
  { title: 'a written T', code: `void cache.get<User>('a');`, filled: ['User'] },
  { title: 'a T from the contextual type', code: `export const u: User = load('a');`, filled: ['User'] },
  {
    title: 'a T from an awaited contextual type',
    code: `export async function f(): Promise<User | undefined> { return cache.get('a'); }`,
    filled: ['User'],
  },
  {
    title: 'a T of a read-through',
    code: `export const o = cache.fetch('a', async (): Promise<Order> => ({ total: 1 }));`,
    filled: ['Order'],
  },
  { title: 'an array of T', code: `void cache.list<User>('a');`, filled: ['User[]'] },
  {
    title: 'all readable versions',
    code: `export class L { get<T>(key: string, versions?: VersionsOf<T>): T { return [key, versions] as never; } } void new L().get<User>('a');`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'one version or all',
    code: `declare function one<T>(key: string, versions?: VersionsOf<T> | VersionOf<T>): T; void one<Order>('a'); void one<Order>('a', 'v1'); void one<Order>('a', ['v1', 'v2']);`,
    filled: ['Order'],
  },
  {
    title: 'all versions, passed on',
    code: `declare function one<T>(key: string, versions?: VersionsOf<T>): T; export function g<T>(key: string, versions?: VersionsOf<T>): T { return one<T>(key, versions); }`,
    guards: 1,
  },
  {
    title: 'all versions of a T that waits',
    code: `declare function one<T>(key: string, versions?: VersionsOf<T>): T; export function g<T>(key: string): T { return one<T>(key); }`,
    errors: ['KS1004'],
  },
  {
    title: 'an indexed access',
    code: `declare function pick<K extends keyof Models>(kind: K, version?: VersionOf<Models[K]>): Models[K]; void pick('order');`,
    filled: ['Order'],
  },
  { title: 'the T of a class', code: `void new Repo<User>('a');`, filled: ['User'] },
  {
    title: 'a default',
    code: `declare function d<T = Order>(key: string, version?: VersionOf<T>): T; void d('a');`,
    filled: ['Order'],
  },
  { title: 'a union', code: `void cache.get<User | Order>('a');`, filled: ['User | Order'] },
  { title: 'null and undefined beside', code: `void cache.get<User | null>('a');`, filled: ['User | null'] },
  { title: 'any', code: `void cache.get<any>('a');`, errors: ['KS1001'] },
  { title: 'unknown', code: `void cache.get('a');`, errors: ['KS1008'] },
  { title: 'never', code: `void cache.get<never>('a');`, errors: ['KS1008'] },
  {
    title: 'a T that waits',
    code: `export function g<T>(key: string) { return cache.get<T>(key); }`,
    errors: ['KS1004'],
  },
  {
    title: 'a T that waits, with a version in scope',
    code: `export function g<T>(key: string, version?: VersionOf<T>) { return cache.get<T>(key); }`,
    errors: ['KS1004'],
    guards: 1,
  },
  {
    title: 'a T that is passed on',
    code: `export function g<T>(key: string, version?: VersionOf<T>) { return cache.get<T>(key, version); }`,
    guards: 1,
  },
  {
    title: 'a value that is written',
    code: `declare const u: User; void cache.set('a', u);`,
    errors: ['KS2107'],
  },
  {
    title: 'a value that is written, with its type',
    code: `declare const u: User; void cache.set<User>('a', u);`,
    filled: ['User'],
  },
  {
    title: 'Written, with its type',
    code: `declare const u: User; void cache.put<User>('a', u);`,
    filled: ['User'],
  },
  { title: 'Written, without', code: `declare const u: User; void cache.put('a', u);`, errors: ['KS1008'] },
  // Forms of calls.
  {
    title: 'an optional chain',
    code: `declare const c: Cache | undefined; void c?.get<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'an optional call',
    code: `declare const p: Partial<Port>; void p.take?.<User>('a');`,
    filled: ['User'],
  },
  { title: 'an element access', code: `void cache['get']<User>('a');`, filled: ['User'] },
  { title: 'a static method', code: `void Cache.of<User>();`, filled: ['User'] },
  { title: 'a padded call', code: `void load<User>('a');`, filled: ['User'] },
  { title: 'a written undefined', code: `void cache.get<User>('a', undefined);`, filled: ['User'] },
  { title: 'a passed version', code: `void cache.get<User>('a', 'v1');` },
  {
    title: 'new without brackets',
    code: `declare class N<T> { constructor(version?: VersionOf<T>) } void new N<User>;`,
    filled: ['User'],
  },
  {
    title: 'super',
    code: `export class R extends Repo<User> { constructor() { super('a'); } }`,
    filled: ['User'],
  },
  {
    title: 'an inherited constructor',
    code: `class R extends Repo<Order> {} void new R('a');`,
    filled: ['Order'],
  },
  {
    title: 'a decorator',
    code: `declare function Cached<T>(key: string, version?: VersionOf<T>): (...args: any[]) => any; export class S { @Cached<User>('a') find() {} }`,
    filled: ['User'],
  },
  {
    title: 'a call of a call',
    code: `declare function make(): Callable; void make()<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'an interface that is called',
    code: `declare const c: Callable; void c<User>('a');`,
    filled: ['User'],
  },
  { title: 'a property that is a function', code: `void tools.read<User>('a');`, filled: ['User'] },
  {
    title: 'a private method',
    code: `export class P { #get<T>(key: string, version?: VersionOf<T>): T { return version as never; } f() { return this.#get<User>('a'); } }`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'a template tag',
    code: `declare function sql<T>(parts: TemplateStringsArray, version?: VersionOf<T>): T; void sql<User>\`x\`;`,
    errors: ['KS2102'],
  },
  {
    title: 'a spread before',
    code: `declare const args: [string]; void cache.get<User>(...args);`,
    errors: ['KS2101'],
  },
  {
    title: 'a rest tuple',
    code: `declare function r<T>(...args: [key: string, version?: VersionOf<T>]): T; void r<User>('a');`,
    errors: ['KS2101'],
  },
  {
    title: 'Parameters',
    code: `declare function r(...args: Parameters<Port['take']>): void; r('a');`,
    errors: ['KS2101'],
  },
  {
    title: 'a union of receivers that ask for different versions',
    code: `declare const r: { find(v?: VersionOf<User>): 1 } | { find(v?: VersionOf<Order>): 2 }; void r.find();`,
    errors: ['KS2103'],
  },
  {
    title: 'a union of receivers of which one asks for none',
    code: `declare const r: { find(k: string, v?: VersionOf<User>): 1 } | { find(k: string): 2 }; void r.find('a');`,
    errors: ['KS2103'],
  },
  {
    title: 'a union of receivers that ask for the same',
    code: `declare const r: { find(v?: VersionOf<User>): 1 } | { find(v?: VersionOf<User>): 2 }; void r.find();`,
    filled: ['User'],
  },
  {
    title: 'a union of receivers of which one asks for all versions',
    code: `declare const r: { find(v?: VersionOf<User>): 1 } | { find(v?: VersionsOf<User>): 2 }; void r.find();`,
    errors: ['KS2103'],
  },
  // Overloads, bases, interfaces.
  {
    title: 'overloads',
    code: `export function o(key: string, version?: VersionOf<User>): User; export function o(key: number, version?: VersionOf<Order>): Order; export function o(key: unknown, version?: string): unknown { return [key, version]; } void o('a'); void o(1);`,
    filled: ['User', 'Order'],
    guards: 1,
  },
  {
    title: 'an overload without',
    code: `export function o(key: string): string; export function o<T>(key: number, version?: VersionOf<T>): T; export function o(key: unknown, version?: string): unknown { return [key, version]; }`,
    errors: ['KS2106'],
    guards: 1,
  },
  {
    title: 'implements',
    code: `export class I implements Port { take<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } } void new I().take<User>('a');`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'an interface without',
    code: `interface Q { take<T>(key: string): T } export class I implements Q { take<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } }`,
    errors: ['KS2106'],
    guards: 1,
  },
  {
    title: 'override',
    code: `export class I extends Cache { override async get<T>(key: string, version?: VersionOf<T>): Promise<T | undefined> { return super.get<T>(key, version); } }`,
    guards: 1,
  },
  {
    title: 'a base without',
    code: `class B { get<T>(key: string): T { return key as never; } } export class I extends B { override get<T>(key: string, version?: VersionOf<T>): T { return version as never; } }`,
    errors: ['KS2106'],
    guards: 1,
  },
  {
    title: 'an implementation that takes a string',
    code: `export class I implements Port { take<T>(key: string, version?: string): T { return [key, version] as never; } }`,
    guards: 1,
  },
  {
    title: 'an object typed by its interface',
    code: `export const port: Port = { take: (key, version) => [key, version] as never };`,
    guards: 1,
  },
  {
    title: 'a function typed by its interface',
    code: `export const fn: Callable = (key, version) => [key, version] as never;`,
    guards: 1,
  },
  {
    title: 'a method of an object, its parameter typed by the interface',
    code: `export const port: Port = { take(key, version) { return [key, version] as never; } };`,
    guards: 1,
  },
  {
    title: 'a method of an object that takes a string',
    code: `export const port: Port = { take(key: string, version?: string) { return [key, version] as never; } };`,
    guards: 1,
  },
  {
    title: 'a method of an object under a computed name',
    code: `export const port: Port = { ['take'](key: string, version?: string) { return [key, version] as never; } };`,
    guards: 1,
  },
  {
    title: 'a property of an object that takes a string',
    code: `export const port: Port = { take: (key: string, version?: string) => [key, version] as never };`,
    guards: 1,
  },
  {
    title: 'a property of an object that needs a string',
    code: `export const port: { take?<T>(key: string, version?: VersionOf<T>): T } = { take: (key: string, version: string) => [key, version] as never };`,
    guards: 1,
  },
  {
    title: 'a property of an object that is chosen',
    code: `declare const isFake: boolean; export const port: Port = { take: isFake ? (key: string, version?: string) => [key, version] as never : (key, version) => version as never };`,
    guards: 2,
  },
  {
    title: 'a property of an object that is made of a function',
    code: `declare function memo<F>(f: F): F; export const port: Port = { take: memo((key, version) => [key, version] as never) };`,
    guards: 1,
  },
  {
    title: 'what a factory returns',
    code: `export function make(): Port { return { take: (key: string, version?: string) => [key, version] as never }; }`,
    guards: 1,
  },
  {
    title: 'what an asynchronous factory returns, or nothing',
    code: `export async function make(is: boolean): Promise<Port | undefined> { return is ? { async take(key: string, version?: string) { return [key, version] as never; } } as never : undefined; } export const made = async (): Promise<Port | null> => ({ take(key: string, version?: string) { return [key, version] as never; } });`,
    guards: 1,
  },
  {
    title: 'satisfies',
    code: `export const port = { take: (key: string, version?: string) => [key, version] as never } satisfies Port;`,
    guards: 1,
  },
  {
    title: 'a function expression of a typed variable',
    code: `export const fn: Port['take'] = function (key: string, version?: string) { return [key, version] as never; };`,
    guards: 1,
  },
  {
    title: 'a function that is assigned',
    code: `declare let port: Partial<Port>; port.take = (key: string, version?: string) => [key, version] as never;`,
    guards: 1,
  },
  {
    title: 'a function that is passed',
    code: `declare function use(fn: Callable): void; use((key: string, version?: string) => [key, version] as never);`,
    guards: 1,
  },
  {
    title: 'a field of a class',
    code: `export class I implements Port { take = <T>(key: string, version?: string): T => [key, version] as never; }`,
    guards: 1,
  },
  {
    title: 'a field of a class, where the interface does not ask',
    code: `interface Q { take<T>(key: string): T } export class I implements Q { take = <T>(key: string, version?: VersionOf<T>): T => [key, version] as never; }`,
    errors: ['KS2106'],
    guards: 1,
  },
  {
    title: 'a member of an interface that may be missing',
    code: `interface Q { take?<T>(key: string, version?: VersionOf<T>): T } export class I implements Q { take<T>(key: string, version?: string): T { return [key, version] as never; } } export const q: Q = { take: (key: string, version?: string) => [key, version] as never };`,
    guards: 2,
  },
  {
    title: 'an interface without, whose member may be missing',
    code: `interface Q { take?<T>(key: string): T } export class I implements Q { take<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } }`,
    errors: ['KS2106'],
    guards: 1,
  },
  {
    title: 'an abstract method',
    code: `abstract class A { abstract take<T>(key: string, version?: VersionOf<T>): T; find() { return this.take<User>('a'); } } export class I extends A { take<T>(key: string, version?: string): T { return [key, version] as never; } }`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'an abstract method without',
    code: `abstract class A { abstract take<T>(key: string): T } export class I extends A { take<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } }`,
    errors: ['KS2106'],
    guards: 1,
  },
  {
    title: 'an abstract method that asks, of an interface that does not',
    code: `interface Q { take<T>(key: string): T } export abstract class A implements Q { abstract take<T>(key: string, version?: VersionOf<T>): T }`,
    errors: ['KS2106'],
  },
  // A version is a string like others: what takes it in another place takes a key for one.
  {
    title: 'a member in another place than in its interface, which has one more before it',
    code: `interface Q { take<T>(key: string, tag?: string, version?: VersionOf<T>): T } export class I implements Q { take<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } }`,
    errors: ['KS2106'],
    guards: 1,
  },
  {
    title: 'a member in another place than in its base, which has one less before it',
    code: `export class I extends Cache { override async get<T>(key: string, tag?: string, version?: VersionOf<T>): Promise<T | undefined> { return [key, tag, version] as never; } }`,
    errors: ['KS2106'],
    guards: 2,
  },
  {
    title: 'a field in another place than in its interface',
    code: `interface Q { take<T>(key: string, tag?: string, version?: VersionOf<T>): T } export class I implements Q { take = <T>(key: string, version?: VersionOf<T>): T => [key, version] as never; }`,
    errors: ['KS2106'],
    guards: 1,
  },
  {
    title: 'an abstract method in another place than in its interface',
    code: `interface Q { take<T>(key: string, tag?: string, version?: VersionOf<T>): T } export abstract class A implements Q { abstract take<T>(key: string, version?: VersionOf<T>): T }`,
    errors: ['KS2106'],
  },
  {
    title: 'a method of an object in another place than is expected',
    code: `interface Q { take<T>(key: string, tag?: string, version?: VersionOf<T>): T } export const q: Q = { take<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } };`,
    errors: ['KS2106'],
    guards: 1,
  },
  {
    title: 'an arrow function in another place than is expected',
    code: `type Later = (key: string, tag?: string, version?: VersionOf<User>) => User; export const later: Later = (key: string, version?: VersionOf<User>) => [key, version] as never;`,
    errors: ['KS2106'],
    guards: 1,
  },
  {
    title: 'handed to a variable that asks in another place',
    code: `type Sooner = (version?: VersionOf<User>) => string; declare function f(key?: string, version?: VersionOf<User>): string; export const sooner: Sooner = f; export const wrong: <T>(key: string, tag?: string, version?: VersionOf<T>) => T = tools.read;`,
    errors: ['KS2105', 'KS2105'],
  },
  {
    title: 'a property, or a field, that is given what asks in another place',
    code: `interface Q { read?<T>(key: string, tag?: string, version?: VersionOf<T>): T; take?<T>(key: string, version?: VersionOf<T>): T } const { read } = tools; export const q: Q = { read: tools.read, take: tools.read }; export const r: Q = { read }; export class I implements Q { read = tools.read; take = tools.read; }`,
    errors: ['KS2105', 'KS2105', 'KS2105'],
  },
  {
    title: 'handed to a parameter that asks in another place',
    code: `declare function use(fn: <T>(key: string, tag?: string, version?: VersionOf<T>) => T): void; use(tools.read);`,
    errors: ['KS2105'],
  },
  {
    title: 'what takes fewer versions than it is passed',
    code: `declare function use(read: (key: string, a?: VersionOf<User>, b?: VersionOf<string[]>) => void): void; use((key) => void key); use((key, a) => void [key, a]); use((key, a, b) => void [key, a, b]); type Two = (key: string, a?: VersionOf<User>, b?: VersionOf<string[]>) => void; export const typed: Two = (key, a) => void [key, a]; declare function one(key: string, a?: VersionOf<User>): void; use(one); export const two: Two = one; export const held: { two: Two } = { two: one };`,
    guards: 4,
  },
  {
    title: 'a member that takes fewer versions than its interface or its base',
    code: `interface Q { swap<A, B>(key: string, a?: VersionOf<A>, b?: VersionOf<B>): void } export class I implements Q { swap<A>(key: string, a?: VersionOf<A>): void { void [key, a]; } } export abstract class L implements Q { abstract swap<A>(key: string, a?: VersionOf<A>): void } export const q: Q = { swap<A>(key: string, a?: VersionOf<A>): void { void [key, a]; } };`,
    guards: 2,
  },
  {
    title: 'what takes fewer versions, and one of them in a place where something else is passed',
    code: `interface Q { swap<A, B>(a?: VersionOf<A>, key?: string, b?: VersionOf<B>): void } export class I implements Q { swap<A, B>(a?: VersionOf<A>, b?: VersionOf<B>): void { void [a, b]; } } export const f: Q['swap'] = <A, B>(a?: VersionOf<A>, b?: VersionOf<B>) => void [a, b];`,
    errors: ['KS2106', 'KS2106'],
    guards: 4,
  },
  {
    title: 'handed on with what comes before the version bound',
    code: `declare function f(tag: string, key: string, version?: VersionOf<User>): string; export const g: (key: string, version?: VersionOf<User>) => string = f.bind(null, 'tag');`,
  },
  {
    title: 'handed on with too little bound',
    code: `declare function f(tag: string, key: string, version?: VersionOf<User>): string; export const h: (key: string, more?: string, version?: VersionOf<User>) => string = f.bind(null, 'tag');`,
    errors: ['KS2105'],
  },
  {
    title: 'an overload and its implementation, of which one names `this`',
    code: `export class I { take<T>(key: string, version?: VersionOf<T>): T; take(this: I, key: string, version?: VersionOf<unknown>): never { return [key, version] as never; } } export class J { take<T>(this: J, key: string, version?: VersionOf<T>): T; take(key: string, version?: string): never { return [key, version] as never; } }`,
    guards: 2,
  },
  {
    title: 'a static method beside one of the same name',
    code: `class B { take(key: string) { return key; } } export class I extends B { static take<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } }`,
    guards: 1,
  },
  {
    title: 'a static method that stands for another',
    code: `export class I extends Cache { static override of<T>(version?: string): T { return version as never; } }`,
    guards: 1,
  },
  {
    title: 'a default value',
    code: `export function own<T>(key: string, version: VersionOf<T> = 'own'): T { return [key, version] as never; } void own<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a default value of undefined',
    code: `export function own<T>(key: string, version: VersionOf<T> | undefined = undefined): T { return [key, version] as never; }`,
    guards: 1,
  },
  {
    title: 'a parameter in pieces',
    code: `export function own<T>(key: string, { length }: VersionOf<T>): T { return [key, length] as never; } export const port: Port = { take: (key, { length }: string = '') => [key, length] as never };`,
    guards: 1,
  },
  {
    title: 'a version in an object in pieces',
    code: `export function own<T>(key: string, { version }: { version?: VersionOf<T> }): T { return [key, version] as never; }`,
    errors: ['KS2104'],
  },
  {
    title: 'what collects the rest',
    code: `export class I implements Port { take<T>(...all: [string, string?]): T { return all as never; } } export const port: Port = { take: (key: string, ...all: unknown[]) => [key, all] as never };`,
  },
  {
    title: 'chains through what may be missing',
    code: `declare const s: { cache?: Cache; all: Record<string, Cache | null> }; void s.cache?.get<User>('a'); void s.all['x']?.get?.<Order>('a'); void s.cache!.get<User>('a'); void (s.cache ?? cache).get<Order>('a');`,
    filled: ['User', 'Order', 'User', 'Order'],
  },
  // Functions as values.
  { title: 'then', code: `void Promise.resolve('a').then(cache.get);`, errors: ['KS2105'] },
  { title: 'forEach', code: `new Map<string, string>().forEach(cache.get);`, errors: ['KS2105'] },
  { title: 'call', code: `void cache.get.call(cache, 'a');`, errors: ['KS2105'] },
  { title: 'apply', code: `void cache.get.apply(cache, ['a']);`, errors: ['KS2105'] },
  {
    title: 'a typed variable',
    code: `export const g: (key: string) => unknown = cache.get;`,
    errors: ['KS2105'],
  },
  {
    title: 'a typed variable that asks',
    code: `export const g: Cache['get'] = cache.get; void g<User>('a');`,
    filled: ['User'],
  },
  { title: 'returned', code: `export function h() { return load; }`, errors: ['KS2105'] },
  { title: 'in an array', code: `export const all = [load];`, errors: ['KS2105'] },
  { title: 'a variable', code: `const g = cache.get; void g<User>('a');`, filled: ['User'] },
  {
    title: 'a default value of a parameter',
    code: `export function h1(read1 = cache.get) { void read1<User>('a'); } export class D { constructor(private readonly read2 = cache.get) {} f() { void this.read2<Order>('a'); } } export const h3 = ({ read3 = cache.get } = {}) => read3<User>('a'); export const h4 = ([read4 = load] = []) => read4<Order>('a'); let read5 = load; ({ read5 = load } = {} as { read5?: typeof load }); void read5<User>('a');`,
    filled: ['User', 'Order', 'User', 'Order', 'User'],
  },
  {
    title: 'one of two functions',
    code: `declare const maybe: Partial<Cache> | undefined, is: boolean; const g1 = maybe?.get ?? cache.get; void g1<User>('a'); const g2 = maybe?.get || cache.get; void g2<Order>('a'); const g3 = is && cache.get; if (g3) void g3<User>('b'); const g4 = (String(), load); void g4<Order>('b'); const g5 = is ? cache.get : cache.get.bind(cache); void g5<User>('c'); let g6: typeof load | undefined; g6 ??= load; void g6<Order>('c');`,
    filled: ['User', 'Order', 'User', 'Order', 'User', 'Order'],
  },
  {
    title: 'one of two functions, where none is asked for',
    code: `declare const maybe: Partial<Cache> | undefined; let plain: ((key: string) => unknown) | undefined; plain ??= cache.get; export const all = [maybe?.get ?? cache.get];`,
    errors: ['KS2105', 'KS2105', 'KS2105'],
  },
  {
    title: 'a function of its own in place of another',
    code: `interface Reads { read9?<T>(key: string, version?: VersionOf<T>): T } declare const override: Reads['read9']; const mine = override ?? (<T>(key: string, version?: VersionOf<T>): T => [key, version] as never); void mine<User>('a'); let late: typeof mine | undefined; late ??= <T>(key: string, version?: VersionOf<T>): T => [key, version] as never; void late<Order>('a');`,
    filled: ['User', 'Order'],
    guards: 2,
  },
  { title: 'bind', code: `const g2 = cache.get.bind(cache); void g2<User>('a');`, filled: ['User'] },
  { title: 'destructured', code: `const { get } = cache; void get<User>('a');`, filled: ['User'] },
  {
    title: 'destructured under another name',
    code: `const { get: fetchIt } = cache; void fetchIt<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a property of an object',
    code: `const api = { take2: load }; void api.take2<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'an assigned property',
    code: `const api: { x?: typeof load } = {}; api.x = load; void api.x<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'an instantiated function',
    code: `const loadUser = load<User>; void loadUser('a');`,
    filled: ['User'],
  },
  {
    title: 'a renamed import',
    code: `import { load as l2 } from './cache.js'; void l2<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a default import',
    code: `import anything from './cache.js'; void anything<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a namespace import',
    code: `import * as all from './cache.js'; void all.load<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a renamed type',
    code: `import type { VersionOf as V } from 'keyshape'; declare function v<T>(version?: V<T>): T; void v<User>();`,
    filled: ['User'],
  },
  {
    title: 'an alias of the type',
    code: `type V<A, B> = VersionOf<B>; declare function w<A, B>(version?: V<A, B>): [A, B]; void w<User, Order>();`,
    filled: ['Order'],
  },
  {
    title: 'an import type',
    code: `declare function i<T>(version?: import('keyshape').VersionOf<T>): T; void i<User>();`,
    filled: ['User'],
  },
  {
    title: 'typeof and conditions',
    code: `declare const maybe: Partial<Cache>; if (maybe.get) void 0; export const t = typeof cache.get; export const n = !load;`,
  },
  {
    title: 'expect',
    code: `declare function expect<V>(value: V): { toBeDefined(): void }; expect(cache.get).toBeDefined();`,
  },
  {
    title: 'a mock, where the version comes first',
    code: `interface M { all<T>(version?: VersionOf<T>): T } declare const jest: { fn(): (...args: any) => any }, vi: { fn(): (...args: unknown[]) => never }; const all = jest.fn(); export const m: M = { all }; export const n: M = { all: vi.fn() }; const none = vi.fn(); export const o: M = { all: none };`,
  },
  {
    title: 'a function of strings, where the version comes first',
    code: `interface M { all<T>(version?: VersionOf<T>): T } declare const all: (...args: string[]) => never; export const m: M = { all };`,
    errors: ['KS2105'],
  },
  // Elsewhere.
  { title: 'a property', code: `export interface Options { version?: VersionOf<User> }`, errors: ['KS2104'] },
  { title: 'a field', code: `export class F<T> { version?: VersionOf<T> }`, errors: ['KS2104'] },
  { title: 'a result', code: `export declare function x(): VersionOf<User>;`, errors: ['KS2104'] },
  {
    title: 'a promise of one',
    code: `export declare function x(version: Promise<VersionOf<User>>): void;`,
    errors: ['KS2104'],
  },
  {
    title: 'a directive of its own',
    code: `export function s<T>(version?: VersionOf<T>): T { 'use strict'; return version as never; }`,
    errors: ['KS2104'],
    guards: 1,
  },
  {
    title: 'a directive of its own behind others',
    code: `export async function s<T>(version?: VersionOf<T>): Promise<T> { 'use server'; "use asm"; "use strict"; return version as never; }`,
    errors: ['KS2104'],
    guards: 1,
  },
  {
    title: 'a directive of its own in an arrow function, a method and a constructor',
    code: `export const o = { s: <T>(version?: VersionOf<T>) => { 'use cache'; 'use strict'; return version; } };
      export class D<T> { constructor(readonly version?: VersionOf<T>) { 'use client'; 'use strict'; } s<T>(version?: VersionOf<T>) { 'a'; 'use strict'; return version; } }`,
    errors: ['KS2104', 'KS2104', 'KS2104'],
    guards: 3,
  },
  {
    title: 'other directives, and the text of one further down',
    code: `export function s<T>(version?: VersionOf<T>): string { 'use server'; const text = version + ''; 'use strict'; return text; }`,
    guards: 1,
  },
  // Inside.
  {
    title: 'versionOf of the own T',
    code: `import { versionOf } from 'keyshape'; export function z<T>(key: string, version?: VersionOf<T>): T { return versionOf<T>() as never; }`,
    guards: 1,
  },
  {
    title: 'keyFor of the own T',
    code: `import { keyFor } from 'keyshape'; export function z<T>(key: string, version?: VersionOf<T>): T { return keyFor<T>(key) as never; }`,
    guards: 1,
  },
  {
    title: 'versionOf of an array of the own T',
    code: `import { versionOf } from 'keyshape'; export function z<T>(key: string, version?: VersionOf<T>): T { return versionOf<T[]>() as never; }`,
    errors: ['KS1004'],
    guards: 1,
  },
  {
    title: 'versionOf of the own T where the name is another',
    code: `import { versionOf } from 'keyshape'; export function z<T>(key: string, version?: VersionOf<T>): T { { const version = 1; return [version, versionOf<T>()] as never; } }`,
    errors: ['KS1004'],
    guards: 1,
  },
  {
    title: 'versionsOf, versionOf and keyFor of the own T, of all versions',
    code: `import { keyFor, versionOf, versionsOf } from 'keyshape'; export function z<T>(key: string, versions?: VersionsOf<T>): T { return [versionsOf<T>(), versionOf<T>(), keyFor<T>(key)] as never; }`,
    guards: 1,
  },
  {
    title: 'versionsOf of the own T, of one version',
    code: `import { versionsOf } from 'keyshape'; export function z<T>(key: string, version?: VersionOf<T>): T { return versionsOf<T>() as never; }`,
    errors: ['KS1004'],
    guards: 1,
  },
  {
    title: 'versionOf of the own T, of one version or all',
    code: `import { versionOf } from 'keyshape'; export function z<T>(key: string, version?: VersionsOf<T> | VersionOf<T>): T { return versionOf<T>() as never; }`,
    errors: ['KS1004'],
    guards: 1,
  },
];

const types = [...new Set(cases.flatMap(({ filled = [] }) => filled))];

/** A file that asks for the version of every type that is filled in, by the intrinsic. */
export const reference = [
  "import { versionOf } from 'keyshape';",
  "import type { Order, User } from './model.js';",
  ...types.map((type, index) => `export const v${index} = versionOf<${type}>();`),
].join('\n');

/** The types by their versions, in the order of {@link reference}. */
export function fillings(versions: readonly string[]): ReadonlyMap<string, string> {
  return new Map(versions.map((version, index) => [version, types[index]!]));
}
