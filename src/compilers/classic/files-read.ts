import type ts = require('typescript');

import { isJavaScriptName } from '../../paths.js';
import { InstalledFiles, isInstalled } from './installed-files.js';
import { References } from './references.js';

/**
 * The files that types may depend on: names are followed to their declarations, statement by statement. A superset of what the checker
 * reads, because a condition or `keyof` leaves no trace in the type that it gives.
 *
 * An edit of any other file matters only where it changes what is declared globally, which modules are augmented, or which names are
 * imported or exported: the files that declare globally or augment are therefore part of every answer.
 */
export class FilesRead {
  private readonly references: References;
  private readonly global: readonly ts.SourceFile[];
  private readonly installed: InstalledFiles;

  constructor(
    private readonly compiler: typeof ts,
    private readonly program: ts.Program,
  ) {
    this.references = new References(compiler, program);
    this.global = program
      .getSourceFiles()
      .filter((file) => !program.isSourceFileDefaultLibrary(file) && this.declaresGlobally(file));
    this.installed = new InstalledFiles(program, this.global);
  }

  /**
   * The files that some nodes of a file depend on.
   *
   * @param file - the file, which is one of them
   * @param roots - types, and the names of what is called
   * @returns `undefined` where it cannot be told: JavaScript has its types in comments
   */
  of(file: ts.SourceFile, roots: readonly ts.Node[]): ReadonlySet<string> | undefined {
    const global = this.global.map(({ fileName }) => fileName);
    const files = new Set<string>([file.fileName, ...global, ...this.carriers(file)]);
    const seen = new Set<ts.Node>();
    const pending: ts.Node[] = roots.map((root) =>
      this.isNarrowed(root) ? this.references.unitOf(root) : root,
    );
    for (let unit = pending.pop(); unit; unit = pending.pop()) {
      if (seen.has(unit)) continue;
      seen.add(unit);
      const source = unit.getSourceFile();
      if (isJavaScriptName(source.fileName)) return undefined;
      if (isInstalled(source)) {
        for (const name of this.installed.names()) files.add(name);
        pending.push(...this.installed.decidedBy());
        continue;
      }
      files.add(source.fileName);
      const behind = this.references.of(unit);
      for (const name of behind.files) files.add(name);
      pending.push(...behind.units);
    }
    return files;
  }

  /** The files of the modules through which a file may import our names. */
  private carriers(file: ts.SourceFile): readonly string[] {
    const checker = this.program.getTypeChecker();
    return file.statements.flatMap((statement) => {
      const specifier =
        (this.compiler.isImportDeclaration(statement) || this.compiler.isExportDeclaration(statement)) &&
        statement.moduleSpecifier;
      const module = specifier && checker.getSymbolAtLocation(specifier);
      if (!module) return [];
      const files = [...this.references.filesOf(module)];
      const mentionsUs = (name: string) =>
        this.program.getSourceFile(name)?.text.includes('keyshape') === true;
      return files.some(mentionsUs) ? files : [];
    });
  }

  /** Whether the statements around a type decide it: the type of a variable (`typeof x`) may be narrowed. */
  private isNarrowed(root: ts.Node): boolean {
    if (this.compiler.isTypeQueryNode(root)) return true;
    return this.compiler.forEachChild(root, (child) => this.isNarrowed(child)) ?? false;
  }

  private declaresGlobally(file: ts.SourceFile): boolean {
    if (!this.compiler.isExternalModule(file)) return true;
    return file.statements.some(
      (statement) =>
        this.compiler.isModuleDeclaration(statement) &&
        (this.compiler.isStringLiteral(statement.name) ||
          (statement.flags & this.compiler.NodeFlags.GlobalAugmentation) !== 0),
    );
  }
}
