import { readFileSync } from 'node:fs';

import type ts = require('typescript');

import type { ProjectToBuild } from '../../../compilers/native/api/building.js';
import type { SymbolQuestions, SymbolsAtLocations } from '../../../compilers/native/api/finding.js';
import type { AstModule, Native, NativeSymbol } from '../../../compilers/native/read-types.js';
import { nativeSyntax as readerSyntax } from '../../../compilers/native/read-types.js';
import { nativeSyntax } from '../../../compilers/native/source/syntax.js';
import type { DeclarationRef, ImportProgram, ImportSyntax } from '../unresolved-imports.js';

/** What is asked of the checker without the tree of a file. */
interface PositionQuestions extends SymbolQuestions {
  getSymbolAtPosition(fileName: string, positions: readonly number[]): readonly (NativeSymbol | undefined)[];
}

const specifier = /\b(?:from|import|require)\s*\(?\s*(['"])[^'"\n]+\1/g;
// A comment between keyword and specifier hides it from the pattern above.
const hidden = /\b(?:from|import|require)\s*\(?\s*\/[*/]/;

function importSyntax({ ast, module }: Native): ImportSyntax {
  const { isMethodDeclaration, isMethodSignature } = readerSyntax(ast);
  return {
    ...nativeSyntax(ast, module),
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

/** A program of TypeScript 7, as the search for imports that lead nowhere sees it: few trees are ever fetched. */
export class NativeImports implements ImportProgram {
  readonly syntax: ImportSyntax;
  private readonly checker: PositionQuestions;
  private readonly names: ReadonlyMap<string, string>;

  constructor(
    private readonly native: Native,
    private readonly project: ProjectToBuild,
  ) {
    this.syntax = importSyntax(native);
    this.checker = project.checker as PositionQuestions;
    // Handles hold the path as the compiler compares it, which is in lower case on some systems.
    this.names = new Map(
      project.program.getSourceFileNames().flatMap((name) => [
        [name.toLowerCase(), name],
        [name, name],
      ]),
    );
  }

  suspects(): readonly ts.SourceFile[] {
    const { program } = this.project;
    return [...new Set(this.names.values())].flatMap((name) => {
      const isDeclaration = /\.d\.(?:[^/]+\.)?[cm]?ts$/.test(name);
      if (!isDeclaration || this.isLibrary(name) || !this.mayHoldUnresolved(name)) return [];
      return program.getSourceFile(name) ?? [];
    });
  }

  unresolved(specifiers: readonly ts.StringLiteral[]): readonly ts.StringLiteral[] {
    const symbols = this.symbolsAt(specifiers);
    return specifiers.filter((_, index) => symbols[index] === undefined);
  }

  declarationsOf(names: readonly ts.Identifier[]): readonly DeclarationRef[] {
    const { Alias } = this.native.module.SymbolFlags;
    const symbols = new Set<NativeSymbol>();
    for (const symbol of this.symbolsAt(names)) {
      if (symbol === undefined) continue;
      symbols.add(symbol);
      if (symbol.flags & Alias!) symbols.add(this.checker.getAliasedSymbol(symbol));
    }
    return [...symbols].flatMap(({ declarations }) =>
      declarations.flatMap((handle) => {
        const fileName = this.names.get(handle.path) ?? handle.path;
        if (this.isLibrary(fileName)) return [];
        const key = `${handle.path}:${handle.index}`;
        return [{ key, fileName, node: () => handle.resolve(this.project) }];
      }),
    );
  }

  private symbolsAt(nodes: readonly ts.Node[]): readonly (NativeSymbol | undefined)[] {
    if (nodes.length === 0) return [];
    const ask = this.checker.getSymbolAtLocation as unknown as SymbolsAtLocations;
    return ask.call(this.checker, nodes);
  }

  private isLibrary(name: string): boolean {
    return this.project.program.getSourceFileMetadata(name)?.isDefaultLibrary === true;
  }

  /** By its text, so that no tree is fetched: comments may be taken for imports. */
  private mayHoldUnresolved(name: string): boolean {
    let text: string;
    try {
      text = readFileSync(name, 'utf8').replace(/^\ufeff/, '');
    } catch {
      return true;
    }
    if (hidden.test(text)) return true;
    const positions = [...text.matchAll(specifier)].map(({ index, 0: found }) => index + found.length - 2);
    if (positions.length === 0) return false;
    return this.checker.getSymbolAtPosition(name, positions).some((symbol) => symbol === undefined);
  }
}
