import type ts = require('typescript');

/**
 * What finding call sites asks of a syntax tree. The classic compiler is one; `compilers/native` makes another of the tree
 * that TypeScript 7 hands over, whose kinds and flags have other numbers.
 */
export interface Syntax
  extends Pick<
    typeof ts,
    | 'forEachChild'
    | 'isArrayLiteralExpression'
    | 'isArrowFunction'
    | 'isAsExpression'
    | 'isBindingElement'
    | 'isCallExpression'
    | 'isElementAccessExpression'
    | 'isExportAssignment'
    | 'isExportDeclaration'
    | 'isExpressionStatement'
    | 'isExpressionWithTypeArguments'
    | 'isExternalModuleReference'
    | 'isHeritageClause'
    | 'isIdentifier'
    | 'isImportDeclaration'
    | 'isImportEqualsDeclaration'
    | 'isImportTypeNode'
    | 'isInterfaceDeclaration'
    | 'isMappedTypeNode'
    | 'isModuleBlock'
    | 'isModuleDeclaration'
    | 'isNamedExports'
    | 'isNamespaceExport'
    | 'isNamespaceImport'
    | 'isNonNullExpression'
    | 'isObjectBindingPattern'
    | 'isParenthesizedExpression'
    | 'isParenthesizedTypeNode'
    | 'isPropertyAccessExpression'
    | 'isPropertyAssignment'
    | 'isPropertyDeclaration'
    | 'isQualifiedName'
    | 'isReturnStatement'
    | 'isSatisfiesExpression'
    | 'isShorthandPropertyAssignment'
    | 'isSpreadElement'
    | 'isStringLiteral'
    | 'isStringLiteralLike'
    | 'isTemplateSpan'
    | 'isTypeAliasDeclaration'
    | 'isTypeAssertionExpression'
    | 'isTypeLiteralNode'
    | 'isTypeNode'
    | 'isTypeQueryNode'
    | 'isTypeReferenceNode'
    | 'isVariableDeclaration'
  > {
  // Not `isTemplateLiteral`: the template of a type is one to that predicate.
  readonly isTemplateLiteral: (node: ts.Node) => boolean;
  readonly SyntaxKind: {
    readonly FunctionDeclaration: number;
    readonly ImplementsKeyword: number;
    readonly ImportKeyword: number;
  };
  readonly SymbolFlags: { readonly Alias: number; readonly Value: number; readonly ValueModule: number };
}

/** What is asked of a symbol. Each stands for one thing in one program, so that they can be compared. */
export interface SymbolView {
  readonly name: string;
  readonly flags: number;
  readonly declarations?: readonly DeclarationView[] | undefined;
}

/** What is asked of a declaration. */
export interface DeclarationView {
  readonly kind: number;
  readonly pos: number;
  getStart(): number;
  /** `undefined` for a file that can hold nothing of ours. */
  getSourceFile(): ts.SourceFile | undefined;
}

/** What finding call sites asks of a checker. */
export interface SymbolChecker {
  getSymbolAtLocation(node: ts.Node): SymbolView | undefined;
  /** The symbol behind every alias; asked of aliases only. */
  getAliasedSymbol(symbol: SymbolView): SymbolView;
  getExportsOfModule(symbol: SymbolView): readonly SymbolView[];
  getShorthandAssignmentValueSymbol(node: ts.Node): SymbolView | undefined;
  getExportSpecifierLocalTargetSymbol(node: ts.ExportSpecifier): SymbolView | undefined;
  getTypeAtLocation(node: ts.Node): { getProperty(name: string): SymbolView | undefined };
}

/** What finding call sites asks of a program. */
export interface SourceProgram {
  /** Every file that may hold a call site, a re-export or a tag. */
  getSourceFiles(): readonly ts.SourceFile[];
  getSourceFile(fileName: string): ts.SourceFile | undefined;
  getTypeChecker(): SymbolChecker;
  isSourceFileDefaultLibrary(file: ts.SourceFile): boolean;
  isSourceFileFromExternalLibrary(file: ts.SourceFile): boolean;
}
