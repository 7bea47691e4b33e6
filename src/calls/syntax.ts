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
    | 'isBinaryExpression'
    | 'isBindingElement'
    | 'isBlock'
    | 'isCallExpression'
    | 'isCallSignatureDeclaration'
    | 'isClassDeclaration'
    | 'isClassExpression'
    | 'isComputedPropertyName'
    | 'isConditionalExpression'
    | 'isConditionalTypeNode'
    | 'isConstructSignatureDeclaration'
    | 'isConstructorDeclaration'
    | 'isConstructorTypeNode'
    | 'isDecorator'
    | 'isElementAccessExpression'
    | 'isExportAssignment'
    | 'isExportDeclaration'
    | 'isExportSpecifier'
    | 'isExpressionStatement'
    | 'isExpressionWithTypeArguments'
    | 'isExternalModuleReference'
    | 'isFunctionDeclaration'
    | 'isFunctionExpression'
    | 'isFunctionTypeNode'
    | 'isHeritageClause'
    | 'isIdentifier'
    | 'isIfStatement'
    | 'isImportClause'
    | 'isImportDeclaration'
    | 'isImportEqualsDeclaration'
    | 'isImportSpecifier'
    | 'isImportTypeNode'
    | 'isIndexedAccessTypeNode'
    | 'isInterfaceDeclaration'
    | 'isIntersectionTypeNode'
    | 'isLiteralTypeNode'
    | 'isMappedTypeNode'
    | 'isMethodDeclaration'
    | 'isMethodSignature'
    | 'isModuleBlock'
    | 'isModuleDeclaration'
    | 'isNamedExports'
    | 'isNamedTupleMember'
    | 'isNamespaceExport'
    | 'isNamespaceImport'
    | 'isNewExpression'
    | 'isNonNullExpression'
    | 'isObjectBindingPattern'
    | 'isOptionalTypeNode'
    | 'isParameter'
    | 'isParenthesizedExpression'
    | 'isParenthesizedTypeNode'
    | 'isPrefixUnaryExpression'
    | 'isPrivateIdentifier'
    | 'isPropertyAccessExpression'
    | 'isPropertyAssignment'
    | 'isPropertyDeclaration'
    | 'isPropertySignature'
    | 'isQualifiedName'
    | 'isRestTypeNode'
    | 'isReturnStatement'
    | 'isSatisfiesExpression'
    | 'isShorthandPropertyAssignment'
    | 'isSpreadElement'
    | 'isStringLiteral'
    | 'isStringLiteralLike'
    | 'isTaggedTemplateExpression'
    | 'isTemplateSpan'
    | 'isTupleTypeNode'
    | 'isTypeAliasDeclaration'
    | 'isTypeAssertionExpression'
    | 'isTypeLiteralNode'
    | 'isTypeNode'
    | 'isTypeOfExpression'
    | 'isTypeOperatorNode'
    | 'isTypeQueryNode'
    | 'isTypeReferenceNode'
    | 'isUnionTypeNode'
    | 'isVariableDeclaration'
  > {
  // Not `isTemplateLiteral`: the template of a type is one to that predicate.
  readonly isTemplateLiteral: (node: ts.Node) => boolean;
  readonly SyntaxKind: {
    readonly QuestionQuestionToken: number;
    readonly QuestionQuestionEqualsToken: number;
    readonly BarBarToken: number;
    readonly BarBarEqualsToken: number;
    readonly AmpersandAmpersandEqualsToken: number;
    readonly AmpersandAmpersandToken: number;
    readonly CommaToken: number;
    readonly UnknownKeyword: number;
    readonly NeverKeyword: number;
    readonly DefaultKeyword: number;
    readonly StaticKeyword: number;
    readonly AbstractKeyword: number;
    readonly ExtendsKeyword: number;
    readonly EqualsToken: number;
    readonly FunctionDeclaration: number;
    readonly ImplementsKeyword: number;
    readonly ImportKeyword: number;
    readonly SuperKeyword: number;
    readonly VoidExpression: number;
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
  getResolvedSignature(
    call: ts.CallExpression,
  ): { readonly declaration?: DeclarationView | undefined } | undefined;
  getTypeAtLocation(node: ts.Node): { getProperty(name: string): SymbolView | undefined };
}

/** A file as far as its text goes. */
export interface TextFile {
  readonly fileName: string;
  readonly text: string;
}

/** What finding call sites asks of a program. */
export interface SourceProgram {
  /** Every file that may hold a call site, a re-export or a tag. */
  getSourceFiles(): readonly ts.SourceFile[];
  getSourceFile(fileName: string): ts.SourceFile | undefined;
  /** The folder that names of files are shown from. */
  getCurrentDirectory(): string;
  getTypeChecker(): SymbolChecker;
  isSourceFileDefaultLibrary(file: ts.SourceFile): boolean;
  isSourceFileFromExternalLibrary(file: ts.SourceFile): boolean;
}
