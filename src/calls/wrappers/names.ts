import type ts = require('typescript');

import { isPackaged } from '../../paths.js';
import { brand } from '../intrinsics.js';
import type { Syntax, TextFile } from '../syntax.js';
import { collectFacts, type Facts, markName } from './facts.js';
import type { Mentions, Named } from './mentions.js';
import { defaultName } from './names-in.js';

/** A default export is imported under a name of one's own. */
const importsDefault =
  /(?<![\w$])(?:import\s*\/[*/]|import\s+(?:type\s+)?(?:[^\s,{}*'"]+\s*(?:,|from|\/[*/])|\*)|require\s*\()/;

/** The names by which calls that ask for a version can be found: a superset, the checker has the last word. */
export interface WrapperNames {
  /** Of types that mark a string, or contain one that is. */
  readonly types: ReadonlySet<string>;
  /** Of functions with a parameter of such a type, and what they are renamed to. */
  readonly values: ReadonlySet<string>;
  /** Whether a constructor asks: then every `new` and `super` is looked at. */
  readonly constructors: boolean;
  /** Whether a function without a name of its own asks: then every call is looked at. */
  readonly wide: boolean;
}

class Names implements WrapperNames {
  readonly types = new Set<string>();
  readonly values = new Set<string>();
  constructors = false;
  wide = false;

  /** Whether things by the name of a function are such a function, as far as it was asked. */
  private readonly verdicts = new Map<ts.Node, boolean>();
  private unknown: ts.Node[] = [];

  constructor(private readonly askFor: AsksForVersions) {}

  get size(): number {
    return this.types.size + this.values.size;
  }

  /** Takes in what files say, as far as it concerns the names that are known, until there is nothing more. */
  settle(facts: readonly Facts[]): void {
    for (let before = -1; before < this.size || this.answer(); ) {
      before = this.size;
      for (const one of facts) this.take(one);
    }
  }

  /** Asks the checker about what came up; whether there was anything. */
  private answer(): boolean {
    const nodes = this.unknown;
    this.unknown = [];
    if (nodes.length === 0) return false;
    this.askFor(nodes).forEach((asks, index) => {
      this.verdicts.set(nodes[index]!, asks);
    });
    return true;
  }

  private take({ signatures, types, marked, renames, renamesMembers, taken }: Facts): void {
    for (const name of marked) this.types.add(name);
    for (const { name, mentions } of types) if (this.asks(mentions)) this.types.add(name);
    for (const { mentions, names, isConstructor } of signatures) {
      if (!this.asks(mentions)) continue;
      if (isConstructor) this.constructors = true;
      else if (names.length === 0) this.wide = true;
      for (const name of names) this.values.add(name);
    }
    for (const rename of renames) {
      if (this.types.has(rename.name)) this.types.add(rename.to);
      if (this.isFunction(rename)) this.values.add(rename.to);
    }
    if (renamesMembers && this.values.size > 0) this.wide = true;
    for (const one of taken) {
      if (!this.isFunction(one)) continue;
      // An alias, or what is made of the type, may be the type of something of any name.
      if (one.to === undefined) this.wide = true;
      else this.values.add(one.to);
    }
  }

  private asks({ types, values, functions }: Mentions): boolean {
    return (
      meet(types, this.types) ||
      (functions !== undefined && meet(functions, this.values)) ||
      values.filter((one) => this.isFunction(one)).length > 0
    );
  }

  /** Whether something with the name of a function is such a function. The checker is asked later; until then it is none. */
  private isFunction({ name, node }: Named): boolean {
    if (!this.values.has(name)) return false;
    const known = this.verdicts.get(node);
    if (known !== undefined) return known;
    this.verdicts.set(node, false);
    this.unknown.push(node);
    return false;
  }
}

/** Says of expressions and types whether what they stand for asks for a version where it is called. */
export type AsksForVersions = (nodes: readonly ts.Node[]) => readonly boolean[];

/** Takes the names by which wrappers are looked for, and the files that they were found in. */
export type TellsNames = (names: WrapperNames, foundIn: ReadonlySet<string>) => void;

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const name of some) if (others.has(name)) return true;
  return false;
}

/** Whether a program may declare a parameter that calls fill, by its text alone. */
export function mayHaveWrappers(files: readonly TextFile[]): boolean {
  // keyshape's own typings declare the type; a bundled copy has the mark and no intrinsic.
  return files.some(
    ({ text }) =>
      !text.includes(brand) && (text.includes(markName) || /\bVersion(?:s?Of|ed|edList)\b/.test(text)),
  );
}

/**
 * Finds the names by which calls may ask for a version: two sets, grown until nothing is added. A program that declares no such
 * parameter costs one search of its text.
 *
 * @param askFor - is asked about everything with the name of a known function, which it need not be: `map.get` is no method of a cache
 * @param told - is told the names, and the files that they were found in: no other has a say in them
 * @returns `undefined` where nothing asks
 */
export function findNames(
  syntax: Syntax,
  search: (mayHold: (file: TextFile) => boolean) => readonly ts.SourceFile[],
  askFor: AsksForVersions,
  told?: TellsNames,
): WrapperNames | undefined {
  const names = new Names(askFor);
  const facts = new Map<string, Facts>();
  const packages = new Set<string>();
  function add(mayHold: (file: TextFile) => boolean): void {
    for (const file of search((one) => !facts.has(one.fileName) && mayHold(one))) {
      facts.set(file.fileName, collectFacts(syntax, file));
      const folder = packageFolder(file.fileName);
      if (folder !== undefined) packages.add(folder);
    }
    names.settle([...facts.values()]);
  }

  const size = () => names.size + packages.size;
  add(({ text }) => text.includes(markName));
  for (let before = 0; names.size > 0 && before < size(); ) {
    before = size();
    const declaring = anyOf(names.types);
    add(({ text }) => declaring.test(text));
    const passing = handingOn(names.values);
    const importing = importsOf(packages);
    add(({ fileName, text }) => {
      const folder = packageFolder(fileName);
      // A package that has nothing of ours passes nothing on; `get` is in the typings of many.
      if (folder !== undefined && !packages.has(folder)) {
        if (!importing.test(text)) return false;
        packages.add(folder);
      }
      return passing.test(text) || (names.values.has(defaultName) && importsDefault.test(text));
    });
  }
  told?.(names, new Set(facts.keys()));
  return names.values.size > 0 || names.constructors || names.wide ? names : undefined;
}

function packageFolder(fileName: string): string | undefined {
  if (!isPackaged(fileName)) return undefined;
  return /.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(fileName)?.[0];
}

/** Matches a text that names one of the packages as the source of an import. */
function importsOf(folders: ReadonlySet<string>): RegExp {
  const parts = [...folders].map((folder) => escaped(folder.replace(/.*\/node_modules\//, '')));
  return parts.length === 0 ? /(?!)/ : new RegExp(`['"](?:${parts.join('|')})(?:/[^'"]*)?['"]`);
}

function escaped(text: string): string {
  return text.replace(/[^\w]/g, (letter) => `\\${letter}`);
}

/**
 * Matches a text that names one of the functions otherwise than to call or declare it, which is what passes it on: where names are as common
 * as `get` that spares most files of a program from being walked.
 */
function handingOn(names: ReadonlySet<string>): RegExp {
  return new RegExp(`${anyOf(names).source}(?!\\s*(?:<[^<>(){};=]*>\\s*)?\\()`);
}

/** Matches a text that holds one of the names as a word. */
export function anyOf(names: ReadonlySet<string>): RegExp {
  const parts = [...names].map(escaped);
  return parts.length === 0 ? /(?!)/ : new RegExp(`(?<![\\w$])(?:${parts.join('|')})(?![\\w$])`);
}
