import type ts = require('typescript');

import { sourceAt } from '../../../calls/source-text.js';
import type { SourceProgram, Syntax, TextFile } from '../../../calls/syntax.js';
import type { BuildProject } from '../api/finding.js';
import { askMany } from '../server/ask-many.js';
import type { OpenNativeProject } from '../server/open-project.js';
import { ProgramFiles } from './program-files.js';
import { relevantFiles } from './relevant.js';
import { type FileLookup, NativeSymbolChecker } from './symbols.js';

/** The files that are looked at, where the others are known not to matter. */
export interface Part {
  /** Those that may hold something of ours, by what they import. */
  readonly relevant: ReadonlySet<string>;
  /** Those that are searched by their text. */
  readonly searched: ReadonlySet<string>;
}

/** A program of TypeScript 7 as the finding of call sites sees it: of most files, no tree is ever fetched. */
export class NativeSourceProgram implements SourceProgram, FileLookup {
  private readonly project: BuildProject;
  private readonly checker: NativeSymbolChecker;
  private readonly program: ProgramFiles;
  private readonly trees = new Map<string, ts.SourceFile | undefined>();
  private texts: readonly TextFile[] | undefined;
  private relevant: ReadonlyMap<string, ts.SourceFile> | undefined;

  /**
   * @param foreign - the source files of referenced projects, which are read but belong to another build
   * @param part - the files that are looked at; left out, all are
   */
  constructor(
    private readonly open: OpenNativeProject,
    private readonly syntax: Syntax,
    private readonly foreign: ReadonlySet<string>,
    private readonly part?: Part,
  ) {
    this.project = open.project as BuildProject;
    this.checker = new NativeSymbolChecker(open, syntax, this);
    this.program = ProgramFiles.of(open);
  }

  getSourceFiles(): readonly ts.SourceFile[] {
    return [...this.files().values()];
  }

  getSourceFile(fileName: string): ts.SourceFile | undefined {
    return this.files().get(this.program.nameOf(fileName)) ?? this.project.program.getSourceFile(fileName);
  }

  getCurrentDirectory(): string {
    return process.cwd();
  }

  relevantFile(path: string): ts.SourceFile | undefined {
    return this.relevant?.get(this.program.nameOf(path));
  }

  getTypeChecker(): NativeSymbolChecker {
    return this.checker;
  }

  isSourceFileDefaultLibrary({ fileName }: ts.SourceFile): boolean {
    return this.program.isDefaultLibrary(fileName);
  }

  isSourceFileFromExternalLibrary({ fileName }: ts.SourceFile): boolean {
    return this.foreign.has(fileName) || this.program.of(fileName)?.isFromExternalLibrary === true;
  }

  /** The files, those of the compiler's library left out, that pass a test of their text. */
  search(mayHold: (file: TextFile) => boolean): readonly ts.SourceFile[] {
    return this.allTexts()
      .filter(mayHold)
      .flatMap(({ fileName }) => this.files().get(fileName) ?? this.tree(fileName) ?? []);
  }

  private tree(path: string): ts.SourceFile | undefined {
    if (!this.trees.has(path)) this.trees.set(path, this.project.program.getSourceFile(path));
    return this.trees.get(path);
  }

  private allTexts(): readonly TextFile[] {
    this.texts ??= this.program.names
      .filter((name) => !this.program.isDefaultLibrary(name) && this.part?.searched.has(name) !== false)
      .map((fileName) => ({ fileName, text: this.textOf(fileName) }));
    return this.texts;
  }

  private files(): ReadonlyMap<string, ts.SourceFile> {
    if (this.relevant !== undefined) return this.relevant;
    const { program } = this.project;
    const paths = this.part
      ? this.program.names.filter((name) => this.part!.relevant.has(name))
      : this.relevantPaths();
    const trees = askMany(
      this.open.api,
      paths,
      (path) => program.getSourceFile(path),
      (path) => program.getSourceFile.gen!(path),
    );
    const relevant = new Map<string, ts.SourceFile>();
    trees.forEach((tree, index) => {
      if (tree) relevant.set(paths[index]!, tree);
    });
    this.relevant = relevant;
    this.checker.prime([...relevant.values()]);
    return relevant;
  }

  private relevantPaths(): readonly string[] {
    const resolve = (file: TextFile, specifier: string) => this.resolve(file, specifier);
    const found = relevantFiles(this.allTexts(), resolve, this.project.program.getCompilerOptions());
    return [...found].map(({ fileName }) => fileName);
  }

  private textOf(name: string): string {
    // Of what is not on the disk (an overlay) the server has it.
    return sourceAt(name) ?? this.project.program.getSourceFile(name)?.text ?? '';
  }

  private resolve(file: TextFile, specifier: string): readonly string[] {
    const tree = this.project.program.getSourceFile(file.fileName);
    if (tree === undefined) return [];
    let found: ts.Node | undefined;
    const visit = (node: ts.Node): void => {
      if (found) return;
      if (this.syntax.isStringLiteralLike(node) && node.text === specifier) {
        const { parent } = node;
        const isSpecifier =
          this.syntax.isImportDeclaration(parent) ||
          this.syntax.isExportDeclaration(parent) ||
          this.syntax.isExternalModuleReference(parent) ||
          this.syntax.isCallExpression(parent);
        if (isSpecifier) found = node;
      }
      this.syntax.forEachChild(node, visit);
    };
    visit(tree);
    const symbol = found && this.project.checker.getSymbolAtLocation(found);
    return symbol?.declarations.map(({ path }) => this.program.nameOf(path)) ?? [];
  }
}
