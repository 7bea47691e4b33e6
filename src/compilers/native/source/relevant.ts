import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { brand } from '../../../calls/intrinsics.js';
import type { TextFile } from '../../../calls/syntax.js';
import { mayHoldTags } from '../../../reader/tags/parse.js';
import { mayHideSpecifier, specifiersIn } from './specifiers.js';

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

function packageIn(path: string): string | undefined {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
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
}

/**
 * The files of a program that may declare, pass on, import or tag anything of ours: a superset, by text alone as far as
 * that goes, of what the search by symbols looks at.
 *
 * @param files - every file of the program but the default library, by its text: trees are large, and are fetched only where the text
 * says that they matter
 * @param resolve - asked once for each specifier that is not relative, in each package
 * @param mayMap - whether relative specifiers may lead elsewhere than their path says (`rootDirs`)
 */
export function relevantFiles(
  files: readonly TextFile[],
  resolve: Resolve,
  mayMap: boolean,
): ReadonlySet<TextFile> {
  const relevant = new Set(files.filter(({ text }) => text.includes('keyshape') || mayHoldTags(text)));
  const reach = files.filter(({ text }) => text.includes(brand));
  if (reach.length === 0) return relevant;
  const specifiers = new Map<TextFile, Specifiers>();
  const resolved = new Map<string, readonly string[]>();
  const scopes = new Scopes();
  const known = new Set(reach);

  function leadsTo(file: TextFile, specifier: string, target: TextFile): boolean {
    if (specifier.startsWith('.') && !mayMap) {
      return stem(join(dirname(file.fileName), specifier)) === stem(target.fileName);
    }
    if (specifier.startsWith('node:')) return false;
    const name = packageIn(target.fileName);
    if (name !== undefined && (specifier === name || specifier.startsWith(`${name}/`))) return true;
    // Typings of one package name another by its name; no alias of the project applies to them.
    if (packageIn(file.fileName) !== undefined) return false;
    const key = `${specifier}\0${mayMap ? file.fileName : scopes.of(dirname(file.fileName))}`;
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
      if (name === undefined || (name !== ownPackage && !file.text.includes(name))) return false;
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
