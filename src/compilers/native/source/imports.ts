import type ts = require('typescript');

import { sourceAt } from '../../../calls/source-text.js';
import type { ImportProgram, ImportSyntax } from '../../../calls/unresolved-imports.js';
import { isDeclarationName } from '../../../paths.js';
import { kindTest } from '../api/kinds.js';
import type { Native, OpenNativeProject } from '../read-types.js';
import { NativeNameResolver } from './name-resolver.js';
import { nativeSourceSyntax } from './source-syntax.js';
import { mayHideSpecifier, specifiersIn } from './specifiers.js';

function importSyntax({ ast, module }: Native): ImportSyntax {
  return { ...nativeSourceSyntax(ast, module), isSourceFile: kindTest(ast)<ts.SourceFile>('SourceFile') };
}

/** A program of TypeScript 7, as the search for imports that lead nowhere sees it. */
export class NativeImports extends NativeNameResolver implements ImportProgram {
  constructor(
    open: OpenNativeProject,
    override readonly syntax: ImportSyntax = importSyntax(open.native),
  ) {
    super(open, syntax);
  }

  suspects(): readonly ts.SourceFile[] {
    const { program } = this.project;
    return this.files.names.flatMap((name) => {
      if (!isDeclarationName(name) || this.files.isDefaultLibrary(name) || !this.mayHoldUnresolved(name))
        return [];
      return program.getSourceFile(name) ?? [];
    });
  }

  unresolved(specifiers: readonly ts.StringLiteral[]): readonly ts.StringLiteral[] {
    const symbols = this.symbolsAt(specifiers);
    return specifiers.filter((_, index) => symbols[index] === undefined);
  }

  /** By its text, so that no tree is fetched: comments may be taken for imports. */
  private mayHoldUnresolved(name: string): boolean {
    const text = sourceAt(name);
    if (text === undefined || mayHideSpecifier(text)) return true;
    const positions = specifiersIn(text).map(({ last }) => last);
    if (positions.length === 0) return false;
    const symbols = this.project.checker.getSymbolAtPosition(name, positions);
    return symbols.some((symbol) => symbol === undefined);
  }
}
