import type ts = require('typescript');

import { sourceAt } from '../../../calls/source-text.js';
import type { FileFacts } from '../../../reader/checker.js';
import { packageOf } from '../../../reader/packages.js';
import { mayHoldTags } from '../../../reader/tags/parse.js';
import type { NativeProject, NodeHandle } from '../api/reading.js';
import type { ProgramFiles } from '../source/program-files.js';

/**
 * A source file of the program. Its syntax tree is large and comes from the server; its text tells where no tree is
 * needed, and lies on the disk.
 */
export class NativeFile implements FileFacts {
  private readonly places = new Map<number, NativeDeclaration>();
  private content: string | undefined;
  private tagged: boolean | undefined;
  private headings: Headings | undefined;
  private signatures: boolean | undefined;
  private indexes: boolean | undefined;

  constructor(
    private readonly project: NativeProject,
    readonly path: string,
    readonly fileName: string,
    readonly isLibrary: boolean,
  ) {}

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

  /** Whether a type literal or an interface of the file may have a call or construct signature of its own, by the text. */
  get mayHaveSignatures(): boolean {
    this.signatures ??= signature.test(this.text());
    return this.signatures;
  }

  /** The same of an index signature. */
  get mayHaveIndexes(): boolean {
    this.indexes ??= index.test(this.text());
    return this.indexes;
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

  /** Read once: four questions are asked of most files. */
  private text(): string {
    // Of what is not on the disk (an overlay, a bundled file) the server has it.
    this.content ??= sourceAt(this.path) ?? this.project.program.getSourceFile(this.path)?.text ?? '';
    return this.content;
  }
}

/** A declaration, its syntax not fetched until it is asked for. */
export class NativeDeclaration {
  private syntax: ts.Node | undefined;

  constructor(
    readonly file: NativeFile,
    private readonly handle: NodeHandle,
    private readonly project: NativeProject,
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

// A member that begins with a bracket stands behind another's end, a line's, a comment's, or the asterisk of a line inside of one; type
// parameters or `new` may come before it. Compilers take two more characters for white space than `\s`. Looked for from the bracket
// backwards: forwards, a file of blank lines would take the square of their number.
const signature = /\((?<=(?:^|[{},;>/*\n\r\u2028\u2029])[\s\u0085\u200b]*\()|\bnew[\s\u0085\u200b]*[(/]/;
// The key's name can hold no bracket, but a comment beside it can.
const index = /\[[^[\]:/\\]*[:/\\]/;

/** How many types each class or interface of a file extends, by name; `undefined` where that is not plain to see. */
type Headings = ReadonlyMap<string, number | undefined>;

const names = String.raw`[\w$]+(?:\.[\w$]+)*`;
// Type parameters or arguments, with nothing in them that can hold a bracket.
const angles = String.raw`<[^<>{}()/"'\x60]*>`;
const base = `${names}(?:${angles})?`;
// What is exported by default is called `default` by its symbol, whatever its heading says.
const heading = new RegExp(
  String.raw`\b(?:class|interface)\s+(?!(?:class|interface|default)\b)([^\s{<(/]+)\s*(?:${angles}\s*)?(?:(\{)|extends\s+(${base}(?:\s*,\s*${base})*)\s*\{)?`,
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
  // A comment between keyword and name hides the heading, an escape in the name hides the name: then nothing is plain to see.
  if (/\b(?:class|interface)(?:\s*\/[*/]|\s+[^\s{<(/]*\\)/.test(text)) return found;
  for (const [, name, brace, bases] of text.matchAll(heading)) {
    const count = brace ? 0 : bases?.replaceAll(/<[^>]*>/g, '').split(',').length;
    // A copy, because a substring keeps the whole text in memory.
    const key = Buffer.from(name!).toString();
    found.set(key, found.has(key) && found.get(key) !== count ? undefined : count);
  }
  return found;
}

/** The files of a project, each once. */
export class Files {
  private readonly known = new Map<string, NativeFile>();

  constructor(
    private readonly project: NativeProject,
    private readonly program: ProgramFiles,
  ) {}

  at(path: string): NativeFile {
    let file = this.known.get(path);
    if (file === undefined) {
      const name = this.program.nameOf(path);
      file = new NativeFile(this.project, path, name, this.program.isDefaultLibrary(name));
      this.known.set(path, file);
    }
    return file;
  }

  declarationsOf(handles: readonly NodeHandle[]): readonly NativeDeclaration[] {
    return handles.map((handle) => this.at(handle.path).declaration(handle));
  }
}
