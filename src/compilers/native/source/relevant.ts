import { existsSync } from 'node:fs';
import { posix } from 'node:path';

import { brand } from '../../../calls/intrinsics.js';
import type { TextFile } from '../../../calls/syntax.js';
import { textAt } from '../../../disk.js';
import { mayHoldTags } from '../../../reader/tags/parse.js';
import { mayHideSpecifier, specifiersIn } from './specifiers.js';

// Compilers name files with slashes on every system.
const { dirname, join } = posix;

/** Asks the checker where a specifier in a file leads, which fetches the file's tree. */
export type Resolve = (file: TextFile, specifier: string) => readonly string[];

// A module may be declared under any name.
const declaring = /\bdeclare\s+module\b/;
const passingOn = /\bexport\s*(?:\*|\{|=|default\b|import\b)|\bdeclare\s+module\b/;

interface Specifiers {
  readonly all: readonly string[];
  readonly isUncertain: boolean;
}

function allIn(text: string): Specifiers {
  const all = new Set(specifiersIn(text).map(({ name }) => name));
  return { all: [...all], isUncertain: mayHideSpecifier(text) || declaring.test(text) };
}

/** What tells files of a module apart when only its path is known: no extension, no `index`. */
function stem(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
}

/** What a relative specifier may call a file, as {@link stem} gives it: `x.css` is declared by `x.d.css.ts`. */
function namesOf(path: string, suffixes: readonly string[]): readonly string[] {
  const names = [stem(path), path.replace(/\.d(\.[^./]+)\.[cm]?ts$/, '$1')];
  for (const suffix of suffixes) {
    const name = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
    if (suffix !== '' && name.endsWith(suffix)) names.push(stem(`${name.slice(0, -suffix.length)}.ts`));
  }
  return names;
}

const packageFolder = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/;

function packageIn(path: string): string | undefined {
  return packageFolder.exec(path)?.[1];
}

/** The names that packages give to others beside their own: `"ks": "npm:keyshape@1.0.0"` in a `package.json`. */
class Aliases {
  readonly #known = new Map<string, readonly (readonly [alias: string, name: string])[]>();

  /** The names under which a file may import a package: those that the file's own package gives it. */
  namesOf(name: string, file: string): readonly string[] {
    const folder = packageFolder.exec(file)?.[0];
    if (folder === undefined) return [name];
    let aliases = this.#known.get(folder);
    if (aliases === undefined) {
      aliases = aliasesIn(join(folder, 'package.json'));
      this.#known.set(folder, aliases);
    }
    return [name, ...aliases.filter(([, of]) => of === name).map(([alias]) => alias)];
  }
}

function aliasesIn(manifest: string): readonly (readonly [alias: string, name: string])[] {
  const found = textAt(manifest)?.matchAll(/"([^"]+)"\s*:\s*"npm:(@?[^"@]+)[^"]*"/g);
  return [...(found ?? [])].map(([, alias, name]) => [alias!, name!] as const);
}

/** The nearest folder whose `package.json` decides what a specifier means. */
class Scopes {
  readonly #known = new Map<string, string>();

  of(folder: string): string {
    let scope = this.#known.get(folder);
    if (scope === undefined) {
      const parent = dirname(folder);
      scope = parent === folder || existsSync(join(folder, 'package.json')) ? folder : this.of(parent);
      this.#known.set(folder, scope);
    }
    return scope;
  }

  /** Whether a file lies in a folder that has a `package.json`, which may say that the folder means the file. */
  holds(folder: string, file: string): boolean {
    return file.startsWith(`${folder}/`) && this.of(folder) === folder;
  }
}

/** Whether a path can name a source: it has no extension, or one of sources. */
function maySaySource(path: string): boolean {
  return /(?:^|\/)[^./]*$|\.[cm]?[jt]sx?$/.test(path);
}

/** Options by which relative specifiers lead elsewhere than their path says. */
export interface ResolutionOptions {
  readonly rootDirs?: unknown;
  readonly moduleSuffixes?: unknown;
}

/**
 * The files of a program that may declare, pass on, import or tag anything of ours: a superset, by text alone as far as
 * that goes, of what the search by symbols looks at.
 *
 * @param files - every file of the program but the default library, by its text: trees are large, and are fetched only where the text
 * says that they matter
 * @param resolve - asked once for each specifier that is not relative, in each package
 */
export function relevantFiles(
  files: readonly TextFile[],
  resolve: Resolve,
  { rootDirs, moduleSuffixes }: ResolutionOptions,
): ReadonlySet<TextFile> {
  const relevant = new Set(files.filter(({ text }) => text.includes('keyshape') || mayHoldTags(text)));
  const reach = files.filter(({ text }) => text.includes(brand));
  if (reach.length === 0) return relevant;
  const specifiers = new Map<TextFile, Specifiers>();
  const resolved = new Map<string, readonly string[]>();
  const scopes = new Scopes();
  const aliases = new Aliases();
  const known = new Set(reach);
  const suffixes = Array.isArray(moduleSuffixes) ? moduleSuffixes.map(String) : [];
  const saidOf = (file: TextFile) => namesOf(file.fileName, suffixes);
  const all = new Set(files.flatMap(saidOf));

  /** Whether a relative specifier leads to a file; `undefined` where its path alone does not tell. */
  function leadsByPath(file: TextFile, specifier: string, target: TextFile): boolean | undefined {
    const path = join(dirname(file.fileName), specifier).replace(/\/$/, '');
    const said = stem(path);
    if (saidOf(target).includes(said)) return true;
    if (rootDirs !== undefined || scopes.holds(path, target.fileName)) return undefined;
    // What is not a file of the program is a folder whose `package.json` names one, or is not a source.
    return all.has(said) || !maySaySource(path) ? false : undefined;
  }

  function leadsTo(file: TextFile, specifier: string, target: TextFile): boolean {
    const isRelative = specifier.startsWith('.');
    if (isRelative) {
      const leads = leadsByPath(file, specifier, target);
      if (leads !== undefined) return leads;
    } else {
      if (specifier.startsWith('node:')) return false;
      const name = packageIn(target.fileName);
      const names = name === undefined ? [] : aliases.namesOf(name, file.fileName);
      if (names.some((one) => specifier === one || specifier.startsWith(`${one}/`))) return true;
      // Typings of one package name another by its name, and themselves by `#`; no alias of the project applies to them.
      if (packageIn(file.fileName) !== undefined && !specifier.startsWith('#')) return false;
    }
    const key = `${specifier}\0${isRelative ? file.fileName : scopes.of(dirname(file.fileName))}`;
    let paths = resolved.get(key);
    if (paths === undefined) {
      paths = resolve(file, specifier);
      resolved.set(key, paths);
    }
    return paths.includes(target.fileName);
  }

  function imports(file: TextFile, target: TextFile): boolean {
    const ownPackage = packageIn(file.fileName);
    if (ownPackage !== undefined) {
      const name = packageIn(target.fileName);
      if (name === undefined) return false;
      const names = name === ownPackage ? [] : aliases.namesOf(name, file.fileName);
      if (names.length > 0 && !names.some((one) => file.text.includes(one))) return false;
    }
    let found = specifiers.get(file);
    if (found === undefined) {
      found = allIn(file.text);
      specifiers.set(file, found);
    }
    return found.isUncertain || found.all.some((specifier) => leadsTo(file, specifier, target));
  }

  for (let target = reach.pop(); target; target = reach.pop()) {
    for (const file of files) {
      if (known.has(file) || !imports(file, target)) continue;
      relevant.add(file);
      if (!passingOn.test(file.text)) continue;
      known.add(file);
      reach.push(file);
    }
  }
  return relevant;
}
