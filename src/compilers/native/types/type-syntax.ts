import type ts = require('typescript');

import type { NameSyntax } from '../../../reader/names.js';
import type { TagSyntax } from '../../../reader/tags/tag-syntax.js';
import type { AstModule } from '../api/reading.js';

/** What is asked of the remote syntax tree: the questions of the rules of tags, and a few more. */
export interface NativeTypeSyntax extends TagSyntax, NameSyntax {
  readonly isConstructorDeclaration: (node: ts.Node) => node is ts.ConstructorDeclaration;
  readonly isHeritageClause: (node: ts.Node) => node is ts.HeritageClause;
  readonly isCallExpression: (node: ts.Node) => node is ts.CallExpression;
  readonly isMappedTypeNode: (node: ts.Node) => node is ts.MappedTypeNode;
  readonly isTypeReferenceNode: (node: ts.Node) => node is ts.TypeReferenceNode;
  readonly isKeyof: (node: ts.Node) => node is ts.TypeOperatorNode;
  /** Whether a heritage clause is `extends`. */
  readonly isExtends: (clause: ts.HeritageClause) => boolean;
  readonly hasModifier: (
    node: ts.Node,
    modifier: 'PrivateKeyword' | 'ProtectedKeyword' | 'AccessorKeyword',
  ) => boolean;
  readonly isClassExpression: (node: ts.Node) => boolean;
  /** A file, or the body of a namespace. */
  readonly isTopLevel: (node: ts.Node) => boolean;
  /** The kind of a handle's node, where it is a class or interface. */
  readonly isClassOrInterfaceKind: (kind: number) => boolean;
  readonly kinds: AstModule['SyntaxKind'];
}

/**
 * Makes these questions of `typescript/ast`. Its own predicates have other names than the classic ones, and 7.0 lacks
 * some; the kinds have the classic names in both.
 */
export function nativeTypeSyntax({ SyntaxKind, isStatement }: AstModule): NativeTypeSyntax {
  const kindsOf = (names: readonly string[]) => new Set(names.map((name) => SyntaxKind[name]));
  const is = <Node extends ts.Node>(...names: string[]) => {
    const kinds = kindsOf(names);
    return (node: ts.Node): node is Node => kinds.has(node.kind);
  };
  const modifiersOf = (node: ts.Node): readonly ts.Modifier[] =>
    'modifiers' in node ? ((node.modifiers as readonly ts.Modifier[] | undefined) ?? []) : [];
  const hasAny = (node: ts.Node, names: readonly string[]) => {
    const kinds = kindsOf(names);
    return modifiersOf(node).some(({ kind }) => kinds.has(kind));
  };
  const isTypeOperator = is<ts.TypeOperatorNode>('TypeOperator');
  const isText = is('StringLiteral', 'NoSubstitutionTemplateLiteral');
  const isParameter = is<ts.ParameterDeclaration>('Parameter');
  const isConstructorDeclaration = is<ts.ConstructorDeclaration>('Constructor');
  const classOrInterface = kindsOf(['ClassDeclaration', 'ClassExpression', 'InterfaceDeclaration']);
  return {
    kinds: SyntaxKind,
    SyntaxKind: {
      AccessorKeyword: SyntaxKind.AccessorKeyword!,
      StaticKeyword: SyntaxKind.StaticKeyword!,
    },
    forEachChild: (node, visit) => node.forEachChild(visit),
    canHaveModifiers: (node): node is ts.HasModifiers => 'modifiers' in node,
    getModifiers: modifiersOf,
    getNameOfDeclaration: (node) =>
      node !== undefined && 'name' in node ? (node.name as ts.DeclarationName | undefined) : undefined,
    isParameterPropertyDeclaration: (node, parent): node is ts.ParameterPropertyDeclaration =>
      isParameter(node) &&
      isConstructorDeclaration(parent) &&
      hasAny(node, [
        'PublicKeyword',
        'PrivateKeyword',
        'ProtectedKeyword',
        'ReadonlyKeyword',
        'OverrideKeyword',
      ]),
    isStatement,
    isConstructorDeclaration,
    isParameter,
    isAccessor: is('GetAccessor', 'SetAccessor'),
    isClassLike: is('ClassDeclaration', 'ClassExpression'),
    isClassElement: is(
      'Constructor',
      'PropertyDeclaration',
      'MethodDeclaration',
      'GetAccessor',
      'SetAccessor',
      'IndexSignature',
      'ClassStaticBlockDeclaration',
      'SemicolonClassElement',
    ),
    isTypeElement: is(
      'ConstructSignature',
      'CallSignature',
      'PropertySignature',
      'MethodSignature',
      'IndexSignature',
      'GetAccessor',
      'SetAccessor',
    ),
    isObjectLiteralElementLike: is(
      'PropertyAssignment',
      'ShorthandPropertyAssignment',
      'SpreadAssignment',
      'MethodDeclaration',
      'GetAccessor',
      'SetAccessor',
    ),
    isStringLiteralLike: (node): node is ts.StringLiteralLike => 'kind' in node && isText(node),
    isClassDeclaration: is('ClassDeclaration'),
    isClassExpression: is('ClassExpression'),
    isTopLevel: is('SourceFile', 'ModuleBlock'),
    isConstructorTypeNode: is('ConstructorType'),
    isEnumDeclaration: is('EnumDeclaration'),
    isEnumMember: is('EnumMember'),
    isFunctionTypeNode: is('FunctionType'),
    isGetAccessor: is('GetAccessor'),
    isIdentifier: is('Identifier'),
    isInterfaceDeclaration: is('InterfaceDeclaration'),
    isJsxText: is('JsxText'),
    isMethodDeclaration: is('MethodDeclaration'),
    isMethodSignature: is('MethodSignature'),
    isParenthesizedTypeNode: is('ParenthesizedType'),
    isPrivateIdentifier: is('PrivateIdentifier'),
    isPropertyAssignment: is('PropertyAssignment'),
    isPropertyDeclaration: is('PropertyDeclaration'),
    isPropertySignature: is('PropertySignature'),
    isRegularExpressionLiteral: is('RegularExpressionLiteral'),
    isSetAccessor: is('SetAccessor'),
    isShorthandPropertyAssignment: is('ShorthandPropertyAssignment'),
    isTemplateHead: is('TemplateHead'),
    isTemplateMiddle: is('TemplateMiddle'),
    isTemplateTail: is('TemplateTail'),
    isTypeAliasDeclaration: is('TypeAliasDeclaration'),
    isTypeLiteralNode: is('TypeLiteral'),
    isMappedTypeNode: is('MappedType'),
    isTypeReferenceNode: is('TypeReference'),
    isKeyof: (node): node is ts.TypeOperatorNode =>
      isTypeOperator(node) && node.operator === SyntaxKind.KeyOfKeyword,
    isQualifiedName: is('QualifiedName'),
    isTypeQueryNode: is('TypeQuery'),
    isImportTypeNode: is('ImportType'),
    isLiteralTypeNode: is('LiteralType'),
    isStringLiteral: is('StringLiteral'),
    isImportDeclaration: is('ImportDeclaration'),
    isExportDeclaration: is('ExportDeclaration'),
    isHeritageClause: is('HeritageClause'),
    isCallExpression: is('CallExpression'),
    isExtends: ({ token }) => token === SyntaxKind.ExtendsKeyword,
    hasModifier: (node, modifier) => hasAny(node, [modifier]),
    isClassOrInterfaceKind: (kind) => classOrInterface.has(kind),
  };
}
