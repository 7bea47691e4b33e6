import type { Case } from './cases.js';

/** Ways in which people write functions, and their calls, beyond the plain ones. */
export const forms: readonly Case[] = [
  // Functions of other kinds.
  {
    title: 'a generator',
    code: `export function* all<T>(key: string, version?: VersionOf<T>): Generator<T> { yield [key, version] as never; } export const g = [...all<User>('a')];`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'an asynchronous generator, in a loop',
    code: `export class S { async *scan<T>(key: string, version?: VersionOf<T>): AsyncGenerator<T> { yield [key, version] as never; } async f() { for await (const u of this.scan<User>('a')) void u; } }`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'yield* of a call',
    code: `declare function all<T>(key: string, version?: VersionOf<T>): Iterable<T>; export function* two(): Generator<User, void, undefined> { yield* all<User>('a'); yield* all('b'); }`,
    filled: ['User', 'User'],
  },
  {
    title: 'a member whose key is computed',
    code: `const key = 'readOne'; const all = { [key]: tools.read }; export const u = all.readOne<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a getter that gives the function',
    code: `export class G { get read() { return tools.read; } }`,
    errors: ['KS2105'],
  },
  {
    title: 'a getter whose type says that it asks',
    code: `declare const g: { get read(): Callable }; void g.read<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a getter of the cache',
    code: `export class S { get cache() { return cache; } f() { return this.cache.get<User>('a'); } }`,
    filled: ['User'],
  },
  {
    title: 'an accessor of a function',
    code: `export class S { read: Callable = (key, version) => [key, version] as never; set reader(f: Callable) { this.read = f; } f() { return this.read<User>('a'); } }`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'a function with a parameter named this',
    code: `export function t<T>(this: Cache, key: string, version?: VersionOf<T>): T { return [key, version] as never; } declare const o: { t: typeof t } & Cache; void o.t<User>('a');`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'a method that gives this',
    code: `declare class F { with<T>(key: string, version?: VersionOf<T>): this; } declare const f: F; void f.with<User>('a').with<User>('b');`,
    filled: ['User', 'User'],
  },
  {
    title: 'the type this as T',
    code: `export class M { save(version?: VersionOf<this>): void { void version; } f() { this.save(); } }`,
    errors: ['KS1004'],
    guards: 1,
  },
  {
    title: 'the type this from outside',
    code: `class M { id = 1; save(version?: VersionOf<Pick<this, 'id'>>): void { void version; } } new M().save();`,
    filled: ["Pick<User, 'id'>"],
    guards: 1,
  },
  {
    title: 'a private static method',
    code: `export class S { static #get<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } static u = S.#get<User>('a'); }`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'a static block',
    code: `export class S { static user: unknown; static { S.user = load<User>('a'); } }`,
    filled: ['User'],
  },
  {
    title: 'a private field that is a function',
    code: `export class S { readonly #get = <T>(key: string, version?: VersionOf<T>): T => [key, version] as never; f() { return this.#get<User>('a'); } }`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'a class expression',
    code: `const C = class<T> { constructor(readonly version?: VersionOf<T>) {} }; void new C<User>();`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'a class in a property',
    code: `const all = { Repo }; void new all.Repo<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a parameter property behind others',
    code: `abstract class B<T> { protected constructor(readonly a: number, readonly b = 2, protected readonly version?: VersionOf<T>) {} } export class U extends B<User> { constructor() { super(1); } }`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'an abstract class, made through a constructor type',
    code: `abstract class B<T> { constructor(readonly version?: VersionOf<T>) {} } class U extends B<Order> {} declare const K: new () => B<User>; void new U(); void new K();`,
    filled: ['Order'],
    guards: 1,
  },
  {
    title: 'a mixin over a class that asks',
    code: `type New<C = object> = new (...args: any[]) => C; function Loud<B extends New>(Base: B) { return class extends Base { loud = true; }; } const LoudRepo = Loud(Repo<User>); void new LoudRepo('a');`,
    filled: ['User'],
  },
  {
    title: 'a class in a class',
    code: `export class Outer { Inner = class<T> { constructor(readonly version?: VersionOf<T>) {} }; f() { return new this.Inner<User>(); } }`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'new of what a call gives',
    code: `declare function repos(): typeof Repo; void new (repos())<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'Reflect.construct',
    code: `export class K<T> { constructor(readonly version?: VersionOf<T>) {} } void Reflect.construct(K, []);`,
    guards: 1,
  },
  {
    title: 'Reflect.apply',
    code: `void Reflect.apply(cache.get, cache, ['a']);`,
    errors: ['KS2105'],
  },
  {
    title: 'a Proxy',
    code: `export const p = new Proxy(cache, {}); void p.get<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a Proxy of the function',
    code: `export const p = new Proxy(load, {});`,
    errors: ['KS2105'],
  },
  // How T is known.
  {
    title: 'overloads with different T, one of them generic',
    code: `export function o(kind: 'user', version?: VersionOf<User>): User; export function o<T>(kind: string, version?: VersionOf<T>): T; export function o(kind: string, version?: string): unknown { return [kind, version]; } void o('user'); void o<Order>('x');`,
    filled: ['User', 'Order'],
    guards: 1,
  },
  {
    title: 'overloads of an interface by literal',
    code: `interface O { of(kind: 'user', version?: VersionOf<User>): User; of(kind: 'order', version?: VersionOf<Order>): Order } declare const o: O; void o.of('user'); void o.of('order');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'a default that is another parameter',
    code: `declare function d<T, U = T>(key: string, version?: VersionOf<U>): [T, U]; void d<User>('a'); void d<User, Order>('a');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'a constraint in place of a T',
    code: `declare function d<T extends User>(key: string, version?: VersionOf<T>): T; void d('a'); declare class R<T extends User> { constructor(version?: VersionOf<T>) } void new R();`,
    errors: ['KS2108', 'KS2108'],
  },
  {
    title: 'a constraint inside of what is made of a T',
    code: `interface Page<T> { items: T[] } declare const c: { list<T extends User>(k: string, version?: VersionOf<T[]>): T[]; page<T extends User>(k: string, version?: VersionOf<Page<T>>): Page<T>; both<A, B extends User>(a: A, version?: VersionOf<[A, B]>): [A, B] }; void c.list('k'); void c.page('k'); export const u: unknown[] = c.list('k'); declare const o: Order; void c.both(o);`,
    errors: ['KS2108', 'KS2108', 'KS2108', 'KS2108'],
  },
  {
    title: 'what is made of a T under a constraint, known otherwise',
    code: `interface Admin extends User { level: number } declare const c: { list<T extends User>(k: string, version?: VersionOf<T[]>): T[]; table<K extends string, V extends User>(k: string, version?: VersionOf<Record<K, V>>): Record<K, V>; of<T extends User>(this: { readonly like: T }, version?: VersionOf<T[]>): T[]; readonly like: Admin }; export const a: User[] = c.list('k'); void c.list<User>('k'); void c.of(); const users = c.list<Admin>; void users('k'); export const t: Record<string, User> = c.table('k');`,
    filled: [
      'User[]',
      'User[]',
      '(User & { level: number })[]',
      '(User & { level: number })[]',
      'Record<string, User>',
    ],
  },
  {
    title: 'a constraint in place of the T of a class under another name',
    code: `class R<T extends User> { constructor(readonly client: string, readonly version?: VersionOf<T>) {} } const S = R; void new S('a'); class U<V extends User> extends R<V> {} void new U('a'); class W<X extends User> extends U<X> {} void new W('a'); const all = { Any: R }; void new all.Any('a');`,
    errors: ['KS2108', 'KS2108', 'KS2108', 'KS2108'],
    guards: 1,
  },
  {
    title: 'a constraint in place of the T of a class that is imported',
    code: `declare module './cache.js' { class Bounded<T extends User> { constructor(client: string, version?: VersionOf<T>); } } import { Bounded as B } from './cache.js'; import * as all from './cache.js'; void new B('a'); void new all.Bounded('a'); void new B<User>('a');`,
    filled: ['User'],
    errors: ['KS2108', 'KS2108'],
  },
  {
    title: 'the T of a class under another name, known otherwise',
    code: `interface Admin extends User { level: number } class R<T extends User> { constructor(readonly client: string, readonly version?: VersionOf<T>) {} } const S = R<Admin>; void new S('a'); class U<V> extends R<User> { v?: V } void new U('a'); export const r: R<Admin> = new R('a'); class W<X extends User> extends R<X> {} export const w: R<Admin> = new W('a'); void new W<User>('a');`,
    filled: [
      'User & { level: number }',
      'User',
      'User & { level: number }',
      'User & { level: number }',
      'User',
    ],
    guards: 1,
  },
  {
    title: 'a T under a constraint, known otherwise',
    code: `declare function d<T extends User>(key: string, version?: VersionOf<T>): T; void d<User>('a'); declare function e<T extends User>(like: T, version?: VersionOf<T>): T; declare const u: User; void e(u); declare class R<T extends User> { constructor(version?: VersionOf<T>) } class S extends R<User> {} void new S(); void new R<User>(); declare function f<T extends User = User>(key: string, version?: VersionOf<T>): T; void f('a');`,
    filled: ['User', 'User', 'User', 'User', 'User'],
  },
  {
    title: 'a T under a constraint, known by the context',
    code: `interface Admin extends User { level: number } declare function d<T extends User>(key: string, version?: VersionOf<T>): T; export const a: Admin = d('a');`,
    filled: ['User & { level: number }'],
  },
  {
    title: 'a constraint that the context asks for',
    code: `declare const b: { find<T extends User>(key: string, version?: VersionOf<T>): T; later<T extends User>(key: string, version?: VersionOf<T>): Promise<T | undefined>; only<T extends User>(key: string, version?: VersionOf<T>): User }; export const u: User = b.find('a'); export function f(): User { return b.find('a'); } export const l: (User | undefined)[] = [b.find('a')]; export async function g(): Promise<User | undefined> { const found: User | undefined = await b.later('a'); return found ?? b.later('a'); } export const p: Partial<User> = b.find('a'); export const o: User = b.only('a'); export const w: unknown = b.find('a');`,
    filled: ['User', 'User', 'User', 'User', 'User'],
    errors: ['KS2108', 'KS2108', 'KS2108'],
  },
  {
    title: 'a part of a T that nothing decides',
    code: `declare function g<T extends { id: string }>(key: string, version?: VersionOf<T['id'][]>): T; g('a'); declare function h<T extends User>(id: T['id'], version?: VersionOf<[T['name'], T['id']]>): T; h(1); declare function l<T>(key: string, version?: VersionOf<T[]>): T[]; l('a'); declare function partial<T extends User>(key: string, version?: VersionOf<T[]>): T[]; export const p: Partial<User>[] = partial('a');`,
    errors: ['KS2108', 'KS2108', 'KS2108', 'KS2108'],
  },
  {
    title: 'a part of a T, known',
    code: `declare function g<T extends { id: unknown }>(key: string, version?: VersionOf<T['id'][]>): T; g<User>('a'); export const u: User = g('a'); const users = g<User>; users('a'); declare function of<T extends User>(this: { readonly like: T }, version?: VersionOf<T['id'][]>): T; const o = { of, like: {} as User }; o.of(); declare function both<K extends keyof Models>(kind: K, value: Models[K], version?: VersionOf<Models[K]>): Models[K]; both('user', { id: 1, name: '' });`,
    filled: ['number[]', 'number[]', 'number[]', 'number[]', 'User'],
  },
  {
    title: 'a function that takes its types from where it stands, and one that has them',
    code: `declare const c: { each<T extends User>(key: string, f: (user: T) => void, version?: VersionOf<T[]>): void; map<T, R>(key: string, f: (user: T) => R, version?: VersionOf<R>): R }; c.each('a', (user) => user.id); c.each<User>('a', (user) => user.id); void c.map('a', (): Order => ({ total: 1 }));`,
    filled: ['User[]', 'Order'],
    errors: ['KS2108'],
  },
  {
    title: 'a conditional type',
    code: `type Row<K> = K extends 'user' ? User : Order; declare function c<K extends string>(kind: K, version?: VersionOf<Row<K>>): Row<K>; void c('user'); void c('x');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'what is inferred inside of a promise',
    code: `declare function once<R>(load: () => Promise<R>, version?: VersionOf<Awaited<R>>): Promise<R>; declare const l: () => Promise<User>; void once(l);`,
    filled: ['User'],
  },
  {
    title: 'ReturnType of a function that is passed',
    code: `declare function memo<F extends (...args: never[]) => unknown>(f: F, version?: VersionOf<Awaited<ReturnType<F>>>): F; export const find = memo(async (id: number): Promise<User> => ({ id, name: '' })); void find(1);`,
    filled: ['User'],
  },
  {
    title: 'Parameters of a wrapper with the argument passed on',
    code: `declare const fn: Port['take']; export const again = (...args: Parameters<typeof fn>) => fn<User>(...args);`,
    errors: ['KS2101'],
  },
  {
    title: 'ReturnType of a wrapper',
    code: `export type R = ReturnType<typeof load<User>>; void load<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'satisfies around a call and an argument',
    code: `export const u = load<User>('a' satisfies string) satisfies User;`,
    filled: ['User'],
  },
  {
    title: 'as around a call whose T follows from nothing',
    code: `export const u = load('a') as User;`,
    filled: ['User'],
  },
  {
    title: 'a T that nothing of the call decides',
    code: `declare function k<T extends readonly string[]>(keys: T, version?: VersionOf<User>): T; void k(['a', 'b']);`,
    filled: ['User'],
  },
  {
    title: 'a T that a sibling argument decides',
    code: `declare function of<T>(codec: { decode(text: string): T }, key: string, version?: VersionOf<T>): T; declare const codec: { decode(text: string): Order }; void of(codec, 'a');`,
    filled: ['Order'],
  },
  {
    title: 'a class as the argument',
    code: `declare function of<T>(type: new () => T, key: string, version?: VersionOf<T>): T; class U { id = 1; name = ''; } void of(U, 'a');`,
    filled: ['User'],
  },
  {
    title: 'a table of loaders',
    code: `declare function table<M extends Record<string, () => unknown>>(loaders: M, version?: VersionOf<{ [K in keyof M]: ReturnType<M[K]> }>): M; void table({ user: (): User => ({ id: 1, name: '' }) });`,
    filled: ['{ user: User }'],
  },
  {
    title: 'a T of two',
    code: `declare function pair<A, B>(a: string, b: string, versionA?: VersionOf<A>, versionB?: VersionOf<B>): [A, B]; void pair<User, Order>('a', 'b'); void pair<User, Order>('a', 'b', 'v', 'w');`,
    errors: ['KS2101'],
  },
  // What a function is reached through.
  {
    title: 'a namespace',
    code: `export namespace ns { export function read<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } } void ns.read<User>('a');`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'a namespace under another name',
    code: `namespace ns { export function read<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } } import again = ns.read; void again<User>('a');`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'a function merged with a namespace',
    code: `declare function both<T>(key: string, version?: VersionOf<T>): T; declare namespace both { const ttl: number; } void both<User>('a'); void both.ttl;`,
    filled: ['User'],
  },
  {
    title: 'an enum as the key',
    code: `enum Key { User = 'u' } const byKey = { [Key.User]: tools.read }; void byKey[Key.User]<User>('a'); void load<Order>(Key.User);`,
    filled: ['User', 'Order'],
  },
  {
    title: 'an interface merged with another',
    code: `interface Merged { a: string } interface Merged { take<T>(key: string, version?: VersionOf<T>): T } declare const m: Merged; void m.take<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'an interface merged with a class',
    code: `class Late { id = 1; } interface Late { late<T>(key: string, version?: VersionOf<T>): T } void new Late().late<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a module augmented',
    code: `declare module './cache.js' { interface Cache { added<T>(key: string, version?: VersionOf<T>): T } } void cache.added<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a prototype assigned to',
    code: `declare module './cache.js' { interface Port { added?<T>(key: string, version?: VersionOf<T>): T } } declare const port: Port; port.added = function (key: string, version?: string) { return [key, version] as never; };`,
    guards: 1,
  },
  {
    title: 'what import() gives',
    code: `export async function f() { const { load: l } = await import('./cache.js'); const all = await import('./cache.js'); void l<User>('a'); void all.load<Order>('a'); void (await import('./cache.js')).default<User>('b'); }`,
    filled: ['User', 'Order', 'User'],
  },
  {
    title: 'what import() gives, passed to then',
    code: `export const u = import('./cache.js').then((all) => all.load<User>('a')); export const o = import('./cache.js').then(({ load: l2 }) => l2<Order>('a'));`,
    filled: ['User', 'Order'],
  },
  {
    title: 'typeof import',
    code: `declare const all: typeof import('./cache.js'); void all.load<User>('a'); declare const one: (typeof import('./cache.js'))['load']; void one<Order>('a');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'Pick and Omit of a cache',
    code: `declare const p: Pick<Cache, 'get'>; void p.get<User>('a'); declare const o: Omit<Cache, 'set'>; void o.get<Order>('a');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'Readonly, Required and Partial of a cache',
    code: `declare const r: Readonly<Cache> & Required<Port>; void r.get<User>('a'); void r.take<Order>('a');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'a mapped type over a cache',
    code: `declare const m: { [K in keyof Port as \`my\${Capitalize<K>}\`]: Port[K] }; void m.myTake<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'an intersection of caches',
    code: `declare const i: Cache & { extra: string }; void i.get<User>('a'); declare const both: Port & Callable; void both<User>('a'); void both.take<Order>('a');`,
    filled: ['User', 'User', 'Order'],
  },
  {
    title: 'a type parameter that is a cache',
    code: `export const f = <C extends Cache>(c: C) => c.get<User>('a'); export class S<C extends Port> { constructor(readonly c: C) {} f() { return this.c.take<Order>('a'); } }`,
    filled: ['User', 'Order'],
  },
  {
    title: 'a record of caches, an array, a map, a tuple',
    code: `declare const r: Record<string, Cache>, a: Cache[], m: Map<string, Cache>, t: [Cache, Port]; void r.x?.get<User>('a'); void a[0]!.get<Order>('a'); void m.get('x')?.get<User>('a'); void t[1].take<Order>('a');`,
    filled: ['User', 'Order', 'User', 'Order'],
  },
  {
    title: 'elements of an array of functions',
    code: `declare const fs: Callable[]; void fs[0]!<User>('a'); for (const f of fs) void f<Order>('a'); void fs.map((f) => f<User>('b'));`,
    filled: ['User', 'Order', 'User'],
  },
  {
    title: 'a function that gives a function',
    code: `export const curried = (client: string) => <T>(key: string, version?: VersionOf<T>): T => [client, key, version] as never; void curried('c')<User>('a'); const made = curried('d'); void made<Order>('a');`,
    filled: ['User', 'Order'],
    guards: 1,
  },
  {
    title: 'a wrapper made by a function of higher order',
    code: `declare function timed<F>(f: F): F; export const read = timed(<T>(key: string, version?: VersionOf<T>): T => [key, version] as never); void read<User>('a');`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'a function of higher order over one that asks',
    code: `declare function timed<A extends unknown[], R>(f: (...args: A) => R): (...args: A) => R; export const read = timed(load<User>); void read('a');`,
    errors: ['KS2105', 'KS2101'],
  },
  {
    title: 'a callback that asks',
    code: `declare function use(f: (get: Callable) => unknown): void; use((get) => get<User>('a')); use((g) => [g<Order>('a'), g<User>('b')]);`,
    filled: ['User', 'Order', 'User'],
  },
  {
    title: 'a destructured parameter',
    code: `export const f = ({ get }: Cache) => get<User>('a'); export function g({ get: read = cache.get }: Partial<Cache> = {}) { return read<Order>('a'); }`,
    filled: ['User', 'Order'],
  },
  {
    title: 'destructured twice',
    code: `declare const s: { inner: { cache: Cache } }; const { inner: { cache: { get: deep } } } = s; void deep<User>('a'); const [first] = [cache]; void first!.get<Order>('a');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'destructured by assignment',
    code: `let g1: Cache['get']; ({ get: g1 } = cache); void g1<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'rest of what is destructured',
    code: `const { set, ...rest } = tools as typeof tools & { set: 1 }; void set; void rest.read<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a spread object',
    code: `const api = { ...tools, more: 1 }; void api.read<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a computed method name',
    code: `const name = 'read'; const o = { [name]<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } }; void o.read<User>('a'); void o[name]<Order>('a');`,
    filled: ['User', 'Order'],
    guards: 1,
  },
  {
    title: 'a symbol as the name',
    code: `const sym = Symbol('s'); class Y { [sym]<T>(key: string, version?: VersionOf<T>): T { return [key, version] as never; } } void new Y()[sym]<User>('a');`,
    filled: ['User'],
    guards: 1,
  },
  {
    title: 'brackets, a conditional, ??, !, as before a call',
    code: `declare const is: boolean, maybe: Cache | undefined, f2: Callable | null; void (is ? cache : cache).get<Order>('a'); void (f2 ?? f2!)<User>('a'); void (maybe ?? cache).get<Order>('b'); void f2!<User>('c'); void (cache as Cache).get<Order>('d');`,
    filled: ['Order', 'User', 'Order', 'User', 'Order'],
  },
  {
    title: 'chains of optional calls',
    code: `declare const s: { c?: { load?: Callable; all?: Record<string, Port | undefined> } } | null; void s?.c?.load?.<User>('a'); void s?.c?.all?.['x']?.take<Order>('a'); void s?.c!.load!<User>('b');`,
    filled: ['User', 'Order', 'User'],
  },
  {
    title: 'a call in a default value, a template, a key, a decorator argument',
    code: `export function f(u = load<User>('a'), t = \`\${load<Order>('b')}\`) { return { [String(load<User>('c'))]: u, t }; }`,
    filled: ['User', 'Order', 'User'],
  },
  {
    title: 'using, and a call in an export default',
    code: `export default load<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'a decorator of a class, of a parameter, of an accessor',
    code: `declare function D<T>(version?: VersionOf<T>): (...args: any[]) => any; @D<User>() export class S { @D<Order>() get x() { return 1; } f(@D<User>() _a: string) {} }`,
    filled: ['User', 'Order', 'User'],
  },
  {
    title: 'arguments behind the version',
    code: `declare function mid<T>(key: string, version?: VersionOf<T>, ttl?: number): T; void mid<User>('a'); void mid<User>('a', undefined, 5); void mid<User>('a', void 0, 5);`,
    filled: ['User', 'User', 'User'],
  },
  {
    title: 'a spread behind the version',
    code: `declare function tail<T>(key: string, version?: VersionOf<T>, ...rest: number[]): T; declare const n: number[]; void tail<User>('a', undefined, ...n); void tail<User>('a');`,
    filled: ['User', 'User'],
  },
  {
    title: 'a version that may be undefined, passed',
    code: `declare const v: string | undefined; void load<User>('a', 1, v);`,
    errors: [],
  },
  {
    title: 'a required parameter',
    code: `declare function need<T>(key: string, version: VersionOf<T> | undefined): T; void need<User>('a', undefined);`,
    filled: ['User'],
  },
  {
    title: 'unions of receivers in other clothes',
    code: `declare const a: Cache | Port; if ('take' in a) void a.take<User>('a'); else void a.get<Order>('a');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'a union of functions',
    code: `declare const f: ((k: string, v?: VersionOf<User>) => User) | ((k: string, v?: VersionOf<Order>) => Order); void f('a');`,
    errors: ['KS2103'],
  },
  {
    title: 'a type guard on a union of a cache and nothing',
    code: `declare const c: Cache | null | undefined; if (c) void c.get<User>('a'); void c?.get<Order>('a');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'an index signature of functions',
    code: `declare const api: { [name: string]: Callable }; void api.anything!<User>('a'); void api['x y']!<Order>('a');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'a function held in a Map',
    code: `declare const fs: Map<string, Callable>; void fs.get('a')!<User>('a');`,
    filled: ['User'],
  },
  {
    title: 'mocks that hold a function, and functions that call it',
    code: `type Fn = (...args: any) => any; interface Mocks { mocked<T extends object>(source: T, options?: { shallow: false }): T & { returns(value: unknown): void }; mocked<T extends object>(source: T, options: { shallow: true }): { returns(value: unknown): void }; called<T extends Fn>(f: T): T; any<T extends Function>(f: T): T } declare const mocks: Mocks; mocks.mocked(cache.get).returns(1); mocks.mocked(cache.get, { shallow: true }).returns(1); (cache.get as unknown as { returns(value: unknown): void }).returns(1); const held = mocks.mocked(load); void held<User>('a'); mocks.called(load); mocks.any(load);`,
    filled: ['User'],
    errors: ['KS2105', 'KS2105'],
  },
  {
    title: 'call, apply and bind by other names',
    code: `void cache.get['call'](cache, 'a'); void cache.get?.apply(cache, ['a']); const g10 = cache.get['bind'](cache); void g10<User>('a'); const all = load.bind(null, 'k', 1, 'v1'); void all();`,
    filled: ['User'],
    errors: ['KS2105', 'KS2105'],
  },
  {
    title: 'what a function makes of another',
    code: `declare function timed<F>(f: F): F; const made1 = timed(load); void made1<User>('a'); const holder = { made2: timed(cache.get) }; void holder.made2<Order>('a');`,
    filled: ['User', 'Order'],
  },
  {
    title: 'a callback whose parameter has another name where it is written',
    code: `declare function withTake<R>(f: (order: number, take9: Port['take']) => R): R; void withTake((_, reader9) => reader9<User>('a')); void withTake((_, ...[reader8]) => reader8<Order>('b')); interface Runs { run(read9: typeof load): unknown } export const runs: Runs = { run: (other9) => other9<User>('c') };`,
    filled: ['User', 'Order', 'User'],
  },
  {
    title: 'a function that is passed to one that takes such a function under a name',
    code: `export class Service { constructor(private readonly zoop: Cache['get']) {} f() { return this.zoop<User>('a'); } } void new Service(async (key, version) => [key, version] as never); export function withZoop(zoop: Port['take']) { return zoop<Order>('b'); } withZoop((key, version?: string) => [key, version] as never);`,
    filled: ['User', 'Order'],
    guards: 2,
  },
  {
    title: 'a function where one that asks is asked for',
    code: `export class Service { constructor(readonly zoop: Cache['get']) {} } void new Service(cache.get); export function giver(): Port['take'] { return tools.read; } const given = giver(); void given<User>('a'); export function first([one]: readonly [Port['take']]) { return one<Order>('b'); } first([tools.read]); const all = new Set<Port['take']>(); all.add(tools.read); void new Map<string, Port['take']>([['read', tools.read]]); export const list: Port['take'][] = [tools.read];`,
    filled: ['User', 'Order'],
  },
  {
    title: 'a function where what is asked for is inferred from it, or may be another',
    code: `declare function memo<F extends (...all: any[]) => any>(f: F): F; memo(load); void Promise.all([load]); void new Map([['read', tools.read]]); declare function either(f: Port['take'] | ((key: string) => string)): void; either(tools.read); export function plain(): (key: string) => unknown { return tools.read; }`,
    errors: ['KS2105', 'KS2105', 'KS2105', 'KS2105', 'KS2105'],
  },
  {
    title: 'bind with the key',
    code: `const bound = load.bind(null, 'a'); void bound();`,
    errors: ['KS2101'],
  },
  {
    title: 'setTimeout and addEventListener',
    code: `declare function setTimeout(f: (...all: any[]) => void, ms: number, ...args: unknown[]): void; setTimeout(load, 5, 'a');`,
    errors: ['KS2105'],
  },
  {
    title: 'a function that takes a string, given by its name to what asks',
    code: `function take(key: string, version?: string) { return [key, version] as never; } export const a: Port = { take }; export const b: Port = { take: take }; export class I implements Port { take = take; } export const c: Callable = take; declare const p: { -readonly [K in keyof Port]?: Port[K] }; p.take = take;`,
    errors: ['KS2105', 'KS2105', 'KS2105', 'KS2105', 'KS2105'],
  },
  {
    title: 'a function that takes no version, or a marked one, given by its name to what asks',
    code: `function take(key: string) { return [key] as never; } export const a: Port = { take }; const own = <T>(key: string, version?: VersionOf<T>): T => [key, version] as never; export const b: Port = { take: own }; declare const any: any; export const c: Port = { take: any };`,
    guards: 1,
  },
  {
    title: 'objects with such a function under types without it',
    code: `interface Plain { read(key: string): unknown } declare function register(api: Plain): void; export const own = { read: <T>(key: string, version?: VersionOf<T>): T => [key, version] as never }; register({ read: load }); register(own); export const plain: Plain = own; void plain.read('a');`,
    guards: 1,
  },
];
