import { readSource } from '../../../calls/source-text.js';

import type ts = require('typescript');

import type { FileFacts } from '../../../reader/checker.js';
import { packageOf } from '../../../reader/packages.js';
import { mayHoldTags } from '../../../reader/tags/parse.js';
import type { NativeSymbol, NodeHandle, Project } from '../api/reading.js';
import type { Session } from '../server/session.js';

/**
 * A source file of the program. Its syntax tree is large and comes from the server; its text tells where no tree is
 * needed, and lies on the disk.
 */
export class NativeFile implements FileFacts {
  private readonly places = new Map<number, NativeDeclaration>();
  private library: boolean | undefined;
  private tagged: boolean | undefined;
  private headings: Headings | undefined;

  constructor(
    private readonly project: Project,
    readonly path: string,
    private readonly nameOf: (path: string) => string,
    private readonly isDefaultLibrary: (path: string) => boolean,
  ) {}

  get fileName(): string {
    return this.nameOf(this.path);
  }

  get isLibrary(): boolean {
    this.library ??= this.isDefaultLibrary(this.path);
    return this.library;
  }

  get packageName(): string | undefined {
    return this.isLibrary ? undefined : packageOf(this.path);
  }

  /** Whether the text holds a keyshape tag: if not, no tree is fetched for one. */
  get mayHaveTags(): boolean {
    this.tagged ??= !this.isLibrary && mayHoldTags(this.text());
    return this.tagged;
  }

  /** How many types a class or interface of this name extends; `undefined` where only the syntax tells. */
  basesWritten(name: string): number | undefined {
    this.headings ??= headingsIn(this.text());
    return this.headings.get(name);
  }

  /** The declaration at a handle: one object per place in the source. */
  declaration(handle: NodeHandle): NativeDeclaration {
    let place = this.places.get(handle.index);
    if (place === undefined) {
      place = new NativeDeclaration(this, handle, this.project);
      this.places.set(handle.index, place);
    }
    return place;
  }

  private text(): string {
    try {
      return readSource(this.path);
    } catch {
      // Not on the disk (an overlay, a bundled file): the server has it.
      return this.project.program.getSourceFile(this.path)?.text ?? '';
    }
  }
}

/** A declaration, its syntax not fetched until it is asked for. */
export class NativeDeclaration {
  private syntax: ts.Node | undefined;

  constructor(
    readonly file: NativeFile,
    private readonly handle: NodeHandle,
    private readonly project: Project,
  ) {}

  get kind(): number {
    return this.handle.kind;
  }

  get node(): ts.Node {
    this.syntax ??= this.handle.resolve(this.project);
    if (this.syntax === undefined) throw new Error(`No syntax for a declaration of ${this.file.path}`);
    return this.syntax;
  }
}

/** How many types each class or interface of a file extends, by name; `undefined` where that is not plain to see. */
type Headings = ReadonlyMap<string, number | undefined>;

const path = String.raw`[\w$]+(?:\.[\w$]+)*`;
const heading = new RegExp(
  String.raw`\b(?:class|interface)\s+(?!(?:class|interface)\b)([^\s{<(/]+)\s*(?:(\{)|extends\s+(${path}(?:\s*,\s*${path})*)\s*\{)?`,
  'gu',
);

/**
 * Reads the headings of classes and interfaces off a text, in comments and strings too: a name counts only where every
 * heading that bears it says the same, which the real one is among.
 *
 * Where the text tells that no base got lost, the server is not asked for the syntax tree: 500 roots of stripe on 7.1 took 3.5
 * processor seconds in place of 3.9.
 */
function headingsIn(text: string): Headings {
  const found = new Map<string, number | undefined>();
  // A comment between keyword and name hides the heading: then nothing is plain to see.
  if (/\b(?:class|interface)\s*\/[*/]/.test(text)) return found;
  for (const [, name, brace, bases] of text.matchAll(heading)) {
    const count = brace ? 0 : bases?.split(',').length;
    // A copy, because a substring keeps the whole text in memory.
    const key = Buffer.from(name!).toString();
    found.set(key, found.has(key) && found.get(key) !== count ? undefined : count);
  }
  return found;
}

/** The files of a project, each once. */
export class Files {
  private readonly known = new Map<string, NativeFile>();
  private readonly libraries = new Map<string, boolean>();
  private names: Map<string, string> | undefined;

  constructor(private readonly session: Session) {}

  at(path: string): NativeFile {
    let file = this.known.get(path);
    if (file === undefined) {
      file = new NativeFile(
        this.session.project,
        path,
        (given) => this.nameOf(given),
        (given) => this.isDefaultLibrary(given),
      );
      this.known.set(path, file);
    }
    return file;
  }

  declarationsOf(handles: readonly NodeHandle[]): readonly NativeDeclaration[] {
    return handles.map((handle) => this.at(handle.path).declaration(handle));
  }

  /** Asks at once of the files of many symbols what is asked of each sooner or later. */
  prepare(symbols: readonly (NativeSymbol | undefined)[]): void {
    const paths = new Set<string>();
    for (const symbol of symbols) {
      for (const { path } of symbol?.declarations ?? []) if (!this.libraries.has(path)) paths.add(path);
    }
    const fresh = [...paths];
    this.session.areLibraries(fresh).forEach((isLibrary, index) => {
      this.libraries.set(fresh[index]!, isLibrary);
    });
  }

  private isDefaultLibrary(path: string): boolean {
    return this.libraries.get(path) ?? this.session.areLibraries([path])[0]!;
  }

  /** Handles hold the path as the compiler compares it, which is in lower case on some systems. */
  private nameOf(path: string): string {
    if (this.names === undefined) {
      const names = this.session.project.program.getSourceFileNames();
      this.names = new Map(names.flatMap((name) => [[name.toLowerCase(), name] as const]));
      for (const name of names) this.names.set(name, name);
    }
    return this.names.get(path) ?? this.names.get(path.toLowerCase()) ?? path;
  }
}
