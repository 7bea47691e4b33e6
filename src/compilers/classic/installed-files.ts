import type ts = require('typescript');

import { isPackaged } from '../../paths.js';

/** Whether a file was installed. The files of a linked package of the same workspace were not: they are the user's own sources. */
export function isInstalled({ fileName }: ts.SourceFile): boolean {
  return isPackaged(fileName);
}

/** Internal, and the same from 4.9 to 6.0. */
interface BoundFile extends ts.SourceFile {
  readonly imports?: readonly ts.StringLiteralLike[];
}

/**
 * All packages at once. They change by an install, whose every file may matter then: following their names would take longer than
 * reading the types (`console` leads through all of @types/node) and leave out little.
 */
export class InstalledFiles {
  private readonly checker: ts.TypeChecker;
  private found: readonly ts.SourceFile[] | undefined;
  private deciding: readonly ts.SourceFile[] | undefined;

  /** @param global - the files of the program that declare globally, or augment modules */
  constructor(
    private readonly program: ts.Program,
    private readonly global: readonly ts.SourceFile[],
  ) {
    this.checker = program.getTypeChecker();
  }

  names(): readonly string[] {
    return this.files().map(({ fileName }) => fileName);
  }

  /** Files of the user's own that decide what a package declares: that augment it, or that it imports. */
  decidedBy(): readonly ts.SourceFile[] {
    this.deciding ??= [...this.global, ...this.files().flatMap((file) => this.importedBy(file))].filter(
      (file) => !isInstalled(file),
    );
    return this.deciding;
  }

  private files(): readonly ts.SourceFile[] {
    // The compiler's own library is installed too, but is not an input of a project.
    this.found ??= this.program
      .getSourceFiles()
      .filter((file) => isInstalled(file) && !this.program.isSourceFileDefaultLibrary(file));
    return this.found;
  }

  private importedBy({ imports = [] }: BoundFile): readonly ts.SourceFile[] {
    return imports.flatMap((specifier) => {
      const module = this.checker.getSymbolAtLocation(specifier);
      return (module?.declarations ?? []).map((declaration) => declaration.getSourceFile());
    });
  }
}
