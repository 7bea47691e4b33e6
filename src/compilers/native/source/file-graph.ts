import { posix } from 'node:path';
import { nodesIn } from '../../../calls/nodes-in.js';
import { isJavaScriptName, isPackaged, isTypeScriptName } from '../../../paths.js';

import type ts = require('typescript');

import { sourceAt } from '../../../calls/source-text.js';
import type { Syntax } from '../../../calls/syntax.js';
import { askMany } from '../server/ask-many.js';
import type { OpenNativeProject } from '../server/open-project.js';
import { jsxComesWithPackages } from './jsx-runtime.js';
import { moduleTargets } from './module-targets.js';
import type { ProgramFiles } from './program-files.js';
import { mayHideSpecifier, specifiersIn } from './specifiers.js';

const { dirname, join } = posix;

/** What is known of a file of one's own. */
interface Node {
  /** The files that its imports lead to, those of packages left out. */
  readonly imported: readonly string[];
  /** Whether something of it is seen without an import: it is no module, adds to others, or is JavaScript. */
  readonly isGlobal: boolean;
  /** Whether it may depend on files that no import in it names. */
  readonly isOpen: boolean;
}

/** A program whose files are looked at. */
export interface GraphSource {
  readonly open: OpenNativeProject;
  readonly files: ProgramFiles;
  readonly syntax: Syntax;
  /** Whether a file is on the disk what the server has read. */
  isCurrent(fileName: string): boolean;
}

/**
 * Which files of a project can see which: a type follows from nothing but the files that the imports of its own file lead to, however far,
 * what is declared globally, and what the imports of that lead to. Packages are one: whatever they import of the project is as good as global.
 */
export class FileGraph {
  private constructor(
    private readonly nodes: Map<string, Node>,
    /** The files of the project that packages import. */
    private readonly seenByPackages: readonly string[],
  ) {}

  /** Looks at all files; `undefined` where imports lead elsewhere than can be told. */
  static of(source: GraphSource): FileGraph | undefined {
    const { files, open } = source;
    if (open.project.program.getCompilerOptions().rootDirs !== undefined) return undefined;
    const own = files.names.filter((name) => !files.isDefaultLibrary(name) && !isPackaged(name));
    const seenByPackages = seenByPackagesOf(source);
    if (seenByPackages === undefined) return undefined;
    return new FileGraph(nodesOf(source, own, 'by text'), seenByPackages);
  }

  /** Whether a file is one of the project's own. */
  has(fileName: string): boolean {
    return this.nodes.has(fileName);
  }

  /** Whether one of some files may be seen without an import of it: an edit may then change every answer. */
  isSeenByAll(fileNames: Iterable<string>): boolean {
    const global = [...this.nodes].flatMap(([name, { isGlobal }]) => (isGlobal ? name : []));
    const visible = this.reachedFrom([...global, ...this.seenByPackages]);
    for (const name of fileNames) if (visible === undefined || visible.has(name)) return true;
    return false;
  }

  /** Whether one of some files may declare globally itself. */
  anyDeclaresGlobally(fileNames: readonly string[]): boolean {
    return fileNames.some((name) => this.nodes.get(name)?.isGlobal !== false);
  }

  /** Those of some files that may declare globally, in their order, which decides what of two declarations comes first. */
  declaringGlobally(fileNames: readonly string[]): readonly string[] {
    return fileNames.filter((name) => this.nodes.get(name)?.isGlobal !== false);
  }

  /** The files from which some can be seen, these included. */
  seeing(fileNames: Iterable<string>): ReadonlySet<string> {
    const importers = new Map<string, string[]>();
    const found = new Set(fileNames);
    for (const [name, { imported, isOpen }] of this.nodes) {
      if (isOpen) found.add(name);
      for (const target of imported) {
        const list = importers.get(target);
        if (list) list.push(name);
        else importers.set(target, [name]);
      }
    }
    // A set takes in what is added while it is walked.
    for (const name of found) for (const importer of importers.get(name) ?? []) found.add(importer);
    return found;
  }

  /** Looks anew at files whose text changed. Where one declares globally, or did, the imports of others may lead elsewhere as well. */
  renew(source: GraphSource, fileNames: readonly string[]): void {
    for (const [name, node] of nodesOf(source, fileNames, 'by tree')) this.nodes.set(name, node);
  }

  /** The files that some lead to, these included; `undefined` for all. */
  private reachedFrom(fileNames: readonly string[]): ReadonlySet<string> | undefined {
    const found = new Set(fileNames);
    for (const name of found) {
      const node = this.nodes.get(name);
      if (node?.isOpen) return undefined;
      for (const target of node?.imported ?? []) found.add(target);
    }
    return found;
  }
}

/** What is read of a file: by its text where that says enough, which spares fetching its tree. */
interface Looked {
  readonly positions: readonly number[];
  readonly isGlobal: boolean;
  readonly isOpen: boolean;
}

function nodesOf(
  source: GraphSource,
  names: readonly string[],
  way: 'by text' | 'by tree',
): Map<string, Node> {
  const { open, files } = source;
  const { program } = open.project;
  const hasOwnJsx = !jsxComesWithPackages(program.getCompilerOptions(), files.names);
  const looked = new Map<string, Looked>();
  const unclear: string[] = [];
  for (const name of names) {
    const found = way === 'by text' && source.isCurrent(name) ? byText(name) : undefined;
    if (found) looked.set(name, found);
    else unclear.push(name);
  }
  const trees = askMany(
    open.api,
    unclear,
    (name) => program.getSourceFile(name),
    (name) => program.getSourceFile.gen!(name),
  );
  unclear.forEach((name, index) => {
    looked.set(name, byTree(source.syntax, trees[index], name));
  });
  const asked = [...looked].flatMap(([fileName, { positions }]) =>
    positions.length > 0 ? { fileName, positions } : [],
  );
  const targets = moduleTargets(open, asked);
  const paths = new Map(asked.map(({ fileName }, index) => [fileName, targets[index]]));
  return new Map(
    [...looked].map(([name, { isGlobal, isOpen, positions }]) => {
      const found = positions.length > 0 ? paths.get(name) : [];
      const imported = new Set((found ?? []).map((path) => files.nameOf(path)));
      const isOpenToJsx = hasOwnJsx && /\.[jt]sx$/.test(name);
      const node = {
        imported: [...imported].filter((target) => !isPackaged(target) && target !== name),
        isGlobal,
        isOpen: isOpen || isOpenToJsx || found === undefined,
      };
      return [name, node];
    }),
  );
}

/** The first word of the code, where that says that the file is a module. */
const beginsAsModule =
  /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|(['"])use [a-z]+\1;?)*(?:export\b|import\s*(?:['"*{]|type\s+(?:[*{]|[\w$]+\s+from\b)|[\w$]+\s*(?:,|from\b)))/;
/** What declares globally or adds to another module; and what another runtime of JSX is named by. */
const mayReachOut = /\b(?:global|module)\b|\\u|@jsx/;

/** `undefined` where the text does not say it for certain. JavaScript and declaration files are taken for global, whatever they hold. */
function byText(name: string): Looked | undefined {
  const text = sourceAt(name);
  if (text === undefined) return undefined;
  const isGlobal = isTakenForGlobal(name);
  if (mayHideSpecifier(text) || (!isGlobal && (mayReachOut.test(text) || !beginsAsModule.test(text)))) {
    return undefined;
  }
  return { positions: specifiersIn(text).map(({ last }) => last), isGlobal, isOpen: false };
}

function byTree(syntax: Syntax, tree: ts.SourceFile | undefined, name: string): Looked {
  if (tree === undefined) return { positions: [], isGlobal: true, isOpen: true };
  const { text } = tree;
  const isHiding = mayHideSpecifier(text);
  return {
    positions: isHiding ? allStrings(syntax, tree) : specifiersIn(text).map(({ last }) => last),
    isGlobal: isTakenForGlobal(name) || declaresGlobally(syntax, tree),
    // A pragma may name a runtime of JSX that no import does, and the comments of JavaScript are no strings of its tree.
    isOpen: text.includes('@jsx') || (isHiding && isJavaScriptName(name)),
  };
}

/** Whether a file is taken for one that declares globally, whatever it holds. */
export function isTakenForGlobal(name: string): boolean {
  return !isTypeScriptName(name);
}

function declaresGlobally(syntax: Syntax, tree: ts.SourceFile): boolean {
  const { externalModuleIndicator } = tree as { readonly externalModuleIndicator?: unknown };
  return (
    !externalModuleIndicator ||
    tree.statements.some(
      (statement) =>
        syntax.isModuleDeclaration(statement) &&
        (syntax.isStringLiteral(statement.name) || statement.name.text === 'global'),
    )
  );
}

/** The places of all strings, any of which may be a specifier. */
function allStrings(syntax: Syntax, tree: ts.SourceFile): readonly number[] {
  const strings = [...nodesIn(syntax, tree.statements)].filter((node) => syntax.isStringLiteralLike(node));
  return strings.map(({ end }) => end - 2);
}

/** The files of the project that packages import: through a link, a mapped path, or on the way up. */
function seenByPackagesOf({ open, files, syntax }: GraphSource): readonly string[] | undefined {
  const asked: { fileName: string; positions: readonly number[] }[] = [];
  for (const fileName of files.names) {
    if (files.isDefaultLibrary(fileName) || !isPackaged(fileName)) continue;
    const text = sourceAt(fileName);
    if (text === undefined) return undefined;
    const leadsOut = ({ name }: { readonly name: string }) =>
      !name.startsWith('node:') && !(name.startsWith('.') && isPackaged(join(dirname(fileName), name)));
    const positions = mayHideSpecifier(text)
      ? byTree(syntax, open.project.program.getSourceFile(fileName), fileName).positions
      : specifiersIn(text).flatMap((one) => (leadsOut(one) ? one.last : []));
    if (positions.length > 0) asked.push({ fileName, positions });
  }
  const targets = moduleTargets(open, asked);
  if (targets.includes(undefined)) return undefined;
  const names = targets.flatMap((paths) => paths!.map((path) => files.nameOf(path)));
  return [...new Set(names)].filter((name) => !isPackaged(name) && !files.isDefaultLibrary(name));
}
