import type ts = require('typescript');

type Compiler = typeof ts;

/**
 * What the rules of tags ask of a syntax tree. The classic compiler is one; `compilers/native` makes another of the tree
 * that TypeScript 7 hands over, whose kinds have other numbers.
 */
export interface TagSyntax
  extends Pick<
    Compiler,
    | 'canHaveModifiers'
    | 'forEachChild'
    | 'getModifiers'
    | 'getNameOfDeclaration'
    | 'isAccessor'
    | 'isClassDeclaration'
    | 'isClassElement'
    | 'isClassLike'
    | 'isConstructorDeclaration'
    | 'isConstructorTypeNode'
    | 'isEnumDeclaration'
    | 'isEnumMember'
    | 'isFunctionTypeNode'
    | 'isGetAccessor'
    | 'isIdentifier'
    | 'isInterfaceDeclaration'
    | 'isJsxText'
    | 'isMethodDeclaration'
    | 'isMethodSignature'
    | 'isObjectLiteralElementLike'
    | 'isParameter'
    | 'isParameterPropertyDeclaration'
    | 'isParenthesizedTypeNode'
    | 'isPrivateIdentifier'
    | 'isPropertyAssignment'
    | 'isPropertyDeclaration'
    | 'isPropertySignature'
    | 'isRegularExpressionLiteral'
    | 'isSetAccessor'
    | 'isShorthandPropertyAssignment'
    | 'isStringLiteralLike'
    | 'isTemplateHead'
    | 'isTemplateMiddle'
    | 'isTemplateTail'
    | 'isTypeAliasDeclaration'
    | 'isTypeElement'
    | 'isTypeLiteralNode'
  > {
  /** Internal before 5.0, and so in no typings of 4.9; there at run time in every version. */
  isStatement(node: ts.Node): boolean;
  readonly SyntaxKind: { readonly AccessorKeyword: number; readonly StaticKeyword: number };
}
