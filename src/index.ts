// What user code imports. It never imports the compiler side: un-replaced it costs a few hundred bytes and throws.
// `@intrinsic keyshape <name>` is how the transformer knows these functions from a user's own of the same name
// (src/calls/intrinsics.ts): a mark that survives linking, `paths` and bundled declaration files.

// The overloads keep the unused type parameter out of the implementations, where the compiler would refuse it.

// The one list of the ways to have calls replaced, for both messages below.
const setUps =
  'Build with ts-patch ({ "transform": "keyshape/transform", "transformProgram": true } in "plugins"), ttypescript (without transformProgram), ' +
  '`npx keyshape build` (TypeScript 7 and any other), or with keyshape/vite, esbuild, webpack, rspack, rollup, rolldown, farm, next, nest, bun, jest, ' +
  'ts-jest, ts-loader, register. `npx keyshape doctor` names the line to write. Plain tsc, swc and type stripping replace nothing. See the README of keyshape.';

// A build that replaced the calls has dropped the import: to be loaded means that a file was not built, and a `catch` around a cache
// may swallow what its calls throw. ESM and CommonJS may both be loaded; `console` is what every platform has.
const announced = Symbol.for('keyshape.loaded');
const scope = globalThis as { [announced]?: boolean };
if (!scope[announced]) {
  scope[announced] = true;
  globalThis.console?.error(
    `keyshape was loaded at run time: a file that imports it or passes it on was not built with keyshape; its calls throw. ${setUps}`,
  );
}

function unreplaced(call: string): never {
  throw new Error(`keyshape: ${call} reached run time: no build replaced it. ${setUps}`);
}

/**
 * The version of the structure of `T`: replaced at build time by a string literal.
 *
 * @typeParam T - the cached type, written out at the call; it must be concrete (no type parameter, no `any`)
 * @returns 16 hex digits (or as many as the option `length` says), the same for every type of the same structure
 * @throws Error at run time, at once, when no build replaced the call; it never returns a default
 * @example
 * ```ts
 * const key = `${versionOf<User>()}:user:${id}`; // emitted: `${"3f9a1c0b7e2d4455"}:user:${id}`
 * ```
 * @intrinsic keyshape versionOf
 */
export function versionOf<T>(): string;
export function versionOf(): string {
  return unreplaced('versionOf<T>()');
}

/**
 * The version of the structure of `T`, then the older ones whose entries are proven readable as `T`: replaced at build time by an
 * array. The older ones come from `keyshape.lock`; without one, the array has one element.
 *
 * @typeParam T - the cached type, written out at the call; it must be concrete (no type parameter, no `any`)
 * @returns the present version first, which is the one to write under; to read, try all of them in this order
 * @throws Error at run time, at once, when no build replaced the call
 * @example
 * ```ts
 * await cache.fetch<User>('user:1', load, {}, versionsOf<User>()); // emitted: …, ["3f9a1c0b7e2d4455", "26e023ef44415b69"])
 * ```
 * @intrinsic keyshape versionsOf
 */
export function versionsOf<T>(): readonly [current: string, ...older: string[]];
export function versionsOf(): readonly [current: string, ...older: string[]] {
  return unreplaced('versionsOf<T>()');
}

/**
 * The version of the structure of `T`, then all older ones that `keyshape.lock` knows, readable or not: replaced at build time by an
 * array. For purging, never for reading.
 *
 * @typeParam T - the cached type, written out at the call; it must be concrete (no type parameter, no `any`)
 * @returns the present version first
 * @throws Error at run time, at once, when no build replaced the call
 * @example
 * ```ts
 * for (const version of allVersionsOf<User>()) await redis.del(`${version}:user:1`);
 * ```
 * @intrinsic keyshape allVersionsOf
 */
export function allVersionsOf<T>(): readonly [current: string, ...older: string[]];
export function allVersionsOf(): readonly [current: string, ...older: string[]] {
  return unreplaced('allVersionsOf<T>()');
}

/**
 * A cache key with the version of the structure of `T` in front: replaced at build time by `"<version>:" + (key)`.
 *
 * @typeParam T - the cached type, written out at the call; it must be concrete (no type parameter, no `any`)
 * @param key - the logical key; evaluated once, as written
 * @returns the version, a colon, the key
 * @throws Error at run time, at once, when no build replaced the call; it never returns a bare key
 * @example
 * ```ts
 * await redis.get(keyFor<User>(`user:${id}`)); // emitted: redis.get("3f9a1c0b7e2d4455:" + `user:${id}`)
 * ```
 * @intrinsic keyshape keyFor
 */
export function keyFor<T>(key: string): string;
export function keyFor(): string {
  return unreplaced('keyFor<T>(key)');
}

/**
 * The canonical text that the version of `T` is the hash of: replaced at build time by a string literal. For logs,
 * tests and curiosity; the text of a large type is large.
 *
 * @typeParam T - the type, written out at the call; it must be concrete (no type parameter, no `any`)
 * @returns the canonical form, such as `{id:number,tags?:string[]}`
 * @throws Error at run time, at once, when no build replaced the call
 * @example
 * ```ts
 * logger.debug(shapeOf<User>()); // emitted: logger.debug("{id:number,name:string}")
 * ```
 * @intrinsic keyshape shapeOf
 */
export function shapeOf<T>(): string;
export function shapeOf(): string {
  return unreplaced('shapeOf<T>()');
}

/**
 * Marks a string as the version of `T`. It is never implemented: {@link VersionOf} is what parameters are written with. A
 * method, because methods are bivariant and leave a class its variance; a string key, because copies of it in other packages and in
 * bundled declaration files stay recognisable.
 *
 * @typeParam T - the cached type
 */
export interface Versioned<T> {
  '~keyshape'?(type: T): void;
}

/**
 * The type of a parameter that holds the version of `T`: what a wrapper of one's own around a cache takes, last and optional. Inside the wrapper
 * it is a string.
 *
 * @typeParam T - the cached type, most often a type parameter of the function or the class
 * @example
 * ```ts
 * class Cache {
 *   async get<T>(key: string, version?: VersionOf<T>): Promise<T | undefined> {
 *     return JSON.parse((await this.redis.get(`${version}:${key}`)) ?? 'null') ?? undefined;
 *   }
 * }
 * await cache.get<User>('user:1'); // emitted: cache.get('user:1', "3f9a1c0b7e2d4455")
 * ```
 */
export type VersionOf<T> = string & Versioned<T>;

/**
 * Marks a list as the versions of `T`. It is never implemented: {@link VersionsOf} is what parameters are written with. The second
 * parameter is what tells it from {@link Versioned}.
 *
 * @typeParam T - the cached type
 */
export interface VersionedList<T> {
  '~keyshape'?(type: T, list: true): void;
}

/**
 * The plural of {@link VersionOf}: the type of a parameter that holds what `versionsOf<T>()` gives, the version of `T` and then the
 * older ones in `keyshape.lock` whose entries are proven readable as `T`. Without a lock file it has one element.
 *
 * @typeParam T - the cached type, most often a type parameter of the function or the class
 * @example
 * ```ts
 * class Cache {
 *   async get<T>(key: string, versions?: VersionsOf<T>): Promise<T | undefined> {
 *     for (const version of versions ?? []) {
 *       const text = await this.redis.get(`${version}:${key}`);
 *       if (text !== null) return JSON.parse(text);
 *     }
 *   }
 * }
 * await cache.get<User>('user:1'); // emitted: cache.get('user:1', ["3f9a1c0b7e2d4455", "26e023ef44415b69"])
 * ```
 */
export type VersionsOf<T> = readonly [current: string, ...older: string[]] & VersionedList<T>;

/**
 * `T` where it must be written out: a parameter of this type is checked against `T` and never decides it. So a value is written
 * under the type that it is read with; a narrower type, inferred from the value, would have another version.
 *
 * @typeParam T - the cached type
 * @example
 * ```ts
 * declare function set<T>(key: string, value: Written<T>, version?: VersionOf<T>): Promise<void>;
 * await set<User>('user:1', user); // `set('user:1', user)` has no T but `unknown`, and is refused
 * ```
 */
export type Written<T> = [T][T extends unknown ? 0 : never];
