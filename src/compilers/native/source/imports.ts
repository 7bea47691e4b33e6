import { readSource } from '../../../calls/source-text.js';

import type ts = require('typescript');

import type { ImportProgram, ImportSyntax } from '../../../calls/unresolved-imports.js';
import type { SymbolQuestions } from '../api/finding.js';
import type { AstModule, Native, NativeSymbol, OpenProject } from '../read-types.js';
import { nativeTypeSyntax } from '../read-types.js';
import { NativeNameResolver } from './name-resolver.js';
import { nativeSourceSyntax } from './source-syntax.js';
import { mayHideSpecifier, specifiersIn } from './specifiers.js';

/** What is asked of the checker without the tree of a file. */
interface PositionQuestions extends SymbolQuestions {
  getSymbolAtPosition(fileName: string, positions: readonly number[]): readonly (NativeSymbol | undefined)[];
}

function importSyntax({ ast, module }: Native): ImportSyntax {
  const { isMethodDeclaration, isMethodSignature } = nativeTypeSyntax(ast);
  return {
    ...nativeSourceSyntax(ast, module),
    isMethodDeclaration,
    isMethodSignature,
    isImportTypeNode: (node): node is ts.ImportTypeNode => node.kind === kindOf(ast, 'ImportType'),
    isLiteralTypeNode: (node): node is ts.LiteralTypeNode => node.kind === kindOf(ast, 'LiteralType'),
    isSourceFile: (node): node is ts.SourceFile => node.kind === kindOf(ast, 'SourceFile'),
  };
}

function kindOf({ SyntaxKind }: AstModule, name: string): number | undefined {
  return SyntaxKind[name];
}

/** A program of TypeScript 7, as the search for imports that lead nowhere sees it. */
export class NativeImports extends NativeNameResolver implements ImportProgram {
  constructor(
    open: OpenProject,
    override readonly syntax: ImportSyntax = importSyntax(open.native),
  ) {
    super(open, syntax);
  }

  suspects(): readonly ts.SourceFile[] {
    const { program } = this.project;
    return this.files.names.flatMap((name) => {
      const isDeclaration = /\.d\.(?:[^/]+\.)?[cm]?ts$/.test(name);
      if (!isDeclaration || this.files.isDefaultLibrary(name) || !this.mayHoldUnresolved(name)) return [];
      return program.getSourceFile(name) ?? [];
    });
  }

  unresolved(specifiers: readonly ts.StringLiteral[]): readonly ts.StringLiteral[] {
    const symbols = this.symbolsAt(specifiers);
    return specifiers.filter((_, index) => symbols[index] === undefined);
  }

  /** By its text, so that no tree is fetched: comments may be taken for imports. */
  private mayHoldUnresolved(name: string): boolean {
    let text: string;
    try {
      text = readSource(name);
    } catch {
      return true;
    }
    if (mayHideSpecifier(text)) return true;
    const positions = specifiersIn(text).map(({ last }) => last);
    if (positions.length === 0) return false;
    const checker = this.project.checker as PositionQuestions;
    return checker.getSymbolAtPosition(name, positions).some((symbol) => symbol === undefined);
  }
}
