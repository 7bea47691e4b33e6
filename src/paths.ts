import path, { type PlatformPath } from 'node:path';

/** What keyshape does with the names of files, beside `node:path`. */
export interface Paths {
  /** With `/` in place of every `\`, which is how compilers write names on every platform. */
  slashed(name: string): string;
  /** The absolute name of a file as compilers write it. */
  absoluteName(name: string): string;
  /** A name as people and tools are shown it: seen from a folder, with `/` between its parts. */
  relativeName(folder: string, name: string): string;
  /** Whether a name lies in a folder, at whatever depth; the folder itself does not. */
  isInside(folder: string, name: string): boolean;
  /** Whether two absolute names are of one file; `foldsCase` where the file system takes `A` and `a` for the same. */
  isSame(one: string, other: string, foldsCase: boolean): boolean;
}

/**
 * These functions for one platform; the tests run those of both.
 *
 * @param platform - `path.posix` or `path.win32`
 */
export function pathsOf({ resolve, relative, isAbsolute, normalize, sep }: PlatformPath): Paths {
  // Most names are absolute and plain already, and `resolve` would take each apart for nothing.
  const isPlain = (name: string) => sep === '/' && /^\/(?!(?:.*\/)?\.{0,2}(?:\/|$)|.*\\)/s.test(name);
  const slashed = (name: string) => name.replaceAll('\\', '/');
  return {
    slashed,
    absoluteName: (name) => (isPlain(name) ? name : slashed(resolve(name))),
    // Not `slashed`: a name on POSIX may hold a `\`.
    relativeName: (folder, name) => relative(folder, name).split(sep).join('/'),
    isInside(folder, name) {
      const way = relative(folder, name);
      return way !== '' && !isAbsolute(way) && way.split(sep)[0] !== '..';
    },
    isSame(one, other, foldsCase) {
      const [a, b] = [one, other].map((name) => slashed(normalize(name)));
      return a === b || (foldsCase && a!.toLowerCase() === b!.toLowerCase());
    },
  };
}

/** Whether a file is of an installed package, by its name as compilers write it or as the platform does. */
export function isPackaged(name: string): boolean {
  return name.includes('/node_modules/') || name.includes('\\node_modules\\');
}

/** Whether a name is that of a declaration file. */
export function isDeclarationName(name: string): boolean {
  return /\.d\.(?:[^/]+\.)?[cm]?ts$/.test(name);
}

/** Whether a name is that of a source in TypeScript, which declares more than types. */
export function isTypeScriptName(name: string): boolean {
  return /\.[cm]?tsx?$/.test(name) && !isDeclarationName(name);
}

/** Whether a name is that of a script in JavaScript. */
export function isJavaScriptName(name: string): boolean {
  return /\.[cm]?jsx?$/.test(name);
}

/** Whether a name is that of a file that can belong to a project by being there: JavaScript, TypeScript, declarations. */
export function isSourceName(name: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(name);
}

/** A folder and those above it, the nearest first. */
export function* upwards(folder: string): Generator<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    yield at;
    if (at === path.dirname(at)) return;
  }
}

export const { slashed, absoluteName, relativeName, isInside, isSame } = pathsOf(path);
