import type ts = require('typescript');

import type { ImportProgram } from '../../calls/unresolved-imports.js';
import { ClassicNameResolver } from './name-resolver.js';

/** A program of the classic compiler, as the search for imports that lead nowhere sees it. */
export class ClassicImports extends ClassicNameResolver implements ImportProgram {
  suspects(): readonly ts.SourceFile[] {
    return this.program
      .getSourceFiles()
      .filter((file) => file.isDeclarationFile && !this.program.isSourceFileDefaultLibrary(file));
  }

  unresolved(specifiers: readonly ts.StringLiteral[]): readonly ts.StringLiteral[] {
    const checker = this.program.getTypeChecker();
    return specifiers.filter((node) => !checker.getSymbolAtLocation(node));
  }
}
