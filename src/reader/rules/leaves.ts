import type { FileFacts, SymbolFacts } from '../checker.js';

/** Packages that declare what a platform offers at run time. */
const platformPackages = new Set(['@types/node', 'undici-types', 'bun-types', '@types/bun']);

/**
 * The names of these packages that are leaves, as whole names or patterns. The list is closed: everything else that they
 * declare (`os.CpuInfo`, `fs.Stats`) is walked like any dependency.
 */
const platformNames = new RegExp(
  `^(?:NodeJS\\.)?(?:${[
    'Buffer',
    'URL',
    'URLSearchParams',
    'URLPattern',
    'Blob',
    'File',
    'FormData',
    'Headers',
    'Request',
    'Response',
    'WebSocket',
    'BroadcastChannel',
    'DOMException',
    'CryptoKey',
    'KeyObject',
    'Abort\\w*',
    'Event\\w*',
    'CustomEvent',
    'CloseEvent',
    'Text\\w*coder',
    '\\w*Stream',
    'Message\\w*',
  ].join('|')})$`,
);

/** Library types that are functions: their values can be called, whatever else they hold. */
const functionNames = new Set(['Function', 'CallableFunction', 'NewableFunction']);

const arrayNames = new Set(['Array', 'ReadonlyArray']);

/** A read-only view stands in a shape under the name of what it views. */
const sameLeaf = new Map([
  ['ReadonlyMap', 'Map'],
  ['ReadonlySet', 'Set'],
]);

const noArguments =
  /^(?:(?:Int|Uint|Float|BigInt|BigUint)\d+(?:Clamped)?Array|ArrayBufferView|DataView|Buffer)$/;

/** What a value does, not what it is: whoever implements these has data of its own only. */
const protocols = new Set([
  'Object',
  'PromiseLike',
  'Disposable',
  'AsyncDisposable',
  'EventListenerObject',
  ...['Iterable', 'Iterator', 'IterableIterator', 'IteratorObject'].flatMap((name) => [name, `Async${name}`]),
]);

/**
 * Whether a library type declares no data and stands for none: beside data of one's own it is not a base.
 *
 * @example declaresNoData('Iterable') && !declaresNoData('Date')
 */
export function declaresNoData(name: string): boolean {
  return protocols.has(name);
}

/** What a standard-library type is in a shape. */
export type LibraryType =
  | { readonly kind: 'array' | 'function' | 'marker' }
  | { readonly kind: 'leaf'; readonly name: string; readonly argumentCount: number };

/**
 * Tells a type of the standard library or of the platform from a user's own, and what stands for it. A library grows
 * with every compiler and `lib` setting, so its types stand by their name, never by their members, and with only those
 * type arguments that no compiler version has added later.
 *
 * @returns `undefined` for every other type.
 */
export function libraryType<Declaration>(
  symbol: SymbolFacts<Declaration>,
  fileOf: (declaration: Declaration) => FileFacts,
): LibraryType | undefined {
  if (!symbol.isClassOrInterface || !symbol.declarations.some((one) => isPlatform(symbol, fileOf(one)))) {
    return undefined;
  }
  if (arrayNames.has(symbol.name)) return { kind: 'array' };
  if (functionNames.has(symbol.name)) return { kind: 'function' };
  // `ThisType<T>` says what `this` is inside the methods of an object literal: nothing of the data.
  if (symbol.name === 'ThisType') return { kind: 'marker' };
  const name = sameLeaf.get(symbol.name) ?? symbol.name;
  return { kind: 'leaf', name, argumentCount: argumentCount(name) };
}

/** Whether a file may declare library types. */
export function isLibraryFile({ isLibrary, packageName }: FileFacts): boolean {
  return isLibrary || (packageName !== undefined && platformPackages.has(packageName));
}

/** The name is asked for last: a checker in another process has to look for the namespaces around it. */
function isPlatform<Declaration>(symbol: SymbolFacts<Declaration>, file: FileFacts): boolean {
  return file.isLibrary || (isLibraryFile(file) && platformNames.test(symbol.name));
}

function argumentCount(name: string): number {
  if (name === 'Map' || name === 'WeakMap') return 2;
  return noArguments.test(name) ? 0 : 1;
}
