import { readFileSync } from 'node:fs';

import type ts = require('typescript');

import type { FileFacts } from '../checker.js';
import { packageOf } from '../packages.js';
import type { NodeHandle, Project } from './api.js';

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
  ) {}

  get fileName(): string {
    return this.nameOf(this.path);
  }

  get isLibrary(): boolean {
    this.library ??= this.project.program.getSourceFileMetadataByPath(this.path)?.isDefaultLibrary === true;
    return this.library;
  }

  get packageName(): string | undefined {
    return this.isLibrary ? undefined : packageOf(this.path);
  }

  /** Whether the text holds a keyshape tag: if not, no tree is fetched for one. */
  get mayHaveTags(): boolean {
    this.tagged ??= !this.isLibrary && this.text().includes('@keyshape');
    return this.tagged;
  }

  /** Whether a class or interface of this name can have a heritage clause, as far as the text tells. */
  mayExtend(name: string): boolean {
    this.headings ??= headingsIn(this.text());
    return this.headings.extending.has(name) || !this.headings.plain.has(name);
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
      return readFileSync(this.path, 'utf8');
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

/** The names that `class` and `interface` declare in a file. */
interface Headings {
  /** Those with a body right behind the name: no type parameters, no heritage clause. */
  readonly plain: ReadonlySet<string>;
  readonly extending: ReadonlySet<string>;
}

/**
 * Reads the headings of classes and interfaces off a text, comments and strings included: enough to know that a
 * declaration has no heritage clause, never that it has one. A name that is only found otherwise counts as neither.
 */
function headingsIn(text: string): Headings {
  const plain = new Set<string>();
  const extending = new Set<string>();
  // A comment between keyword and name hides the heading: then nothing is known to be plain.
  if (/\b(?:class|interface)\s*\/[*/]/.test(text)) return { plain, extending };
  for (const [, name, next] of text.matchAll(/\b(?:class|interface)\s+([^\s{<(/]+)\s*(.?)/gu)) {
    (next === '{' ? plain : extending).add(name!);
  }
  return { plain, extending };
}

/** The files of a project, each once. */
export class Files {
  private readonly known = new Map<string, NativeFile>();
  private names: Map<string, string> | undefined;

  constructor(private readonly project: Project) {}

  at(path: string): NativeFile {
    let file = this.known.get(path);
    if (file === undefined) {
      file = new NativeFile(this.project, path, (given) => this.nameOf(given));
      this.known.set(path, file);
    }
    return file;
  }

  declarationsOf(handles: readonly NodeHandle[]): readonly NativeDeclaration[] {
    return handles.map((handle) => this.at(handle.path).declaration(handle));
  }

  /** Handles hold the path as the compiler compares it, which is in lower case on some systems. */
  private nameOf(path: string): string {
    if (this.names === undefined) {
      const names = this.project.program.getSourceFileNames();
      this.names = new Map(names.flatMap((name) => [[name.toLowerCase(), name] as const]));
      for (const name of names) this.names.set(name, name);
    }
    return this.names.get(path) ?? this.names.get(path.toLowerCase()) ?? path;
  }
}
