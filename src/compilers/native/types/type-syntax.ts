import type ts = require('typescript');

import type { NameSyntax } from '../../../reader/names.js';
import type { MemberSyntax } from '../../members.js';
import { commonTests, kindTest } from '../api/kinds.js';
import type { AstModule } from '../api/reading.js';

/** What is asked of the remote syntax tree: the questions of the rules of tags, and a few more. */
export interface NativeTypeSyntax extends MemberSyntax, NameSyntax {
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
  /** The kind of a handle's node, where it is a class or interface. */
  readonly isClassOrInterfaceKind: (kind: number) => boolean;
  readonly SyntaxKind: AstModule['SyntaxKind'];
}

/**
 * Makes these questions of `typescript/ast`. Its own predicates have other names than the classic ones, and
 * 7.0 lacks some; the kinds have the classic names in both.
 */
export function nativeTypeSyntax(ast: AstModule): NativeTypeSyntax {
  const { SyntaxKind, isStatement } = ast;
  const is = kindTest(ast);
  const common = commonTests(ast);
  const modifiersOf = (node: ts.Node): readonly ts.Modifier[] =>
    'modifiers' in node ? ((node.modifiers as readonly ts.Modifier[] | undefined) ?? []) : [];
  const isTypeOperator = is<ts.TypeOperatorNode>('TypeOperator');
  const makesProperty = is(
    'PublicKeyword',
    'PrivateKeyword',
    'ProtectedKeyword',
    'ReadonlyKeyword',
    'OverrideKeyword',
  );
  const { ClassDeclaration, ClassExpression, InterfaceDeclaration } = SyntaxKind;
  const classOrInterface = new Set([ClassDeclaration, ClassExpression, InterfaceDeclaration]);
  return {
    ...common,
    SyntaxKind,
    canHaveModifiers: (node): node is ts.HasModifiers => 'modifiers' in node,
    getModifiers: modifiersOf,
    getNameOfDeclaration: (node) =>
      node !== undefined && 'name' in node ? (node.name as ts.DeclarationName | undefined) : undefined,
    isParameterPropertyDeclaration: (node, parent): node is ts.ParameterPropertyDeclaration =>
      common.isParameter(node) &&
      common.isConstructorDeclaration(parent) &&
      modifiersOf(node).some(makesProperty),
    isStatement,
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
    isModuleBlock: is('ModuleBlock'),
    isSourceFile: is('SourceFile'),
    isEnumDeclaration: is('EnumDeclaration'),
    isEnumMember: is('EnumMember'),
    isGetAccessor: is('GetAccessor'),
    isJsxText: is('JsxText'),
    isRegularExpressionLiteral: is('RegularExpressionLiteral'),
    isSetAccessor: is('SetAccessor'),
    isTemplateHead: is('TemplateHead'),
    isTemplateMiddle: is('TemplateMiddle'),
    isTemplateTail: is('TemplateTail'),
    isTypeAliasDeclaration: is('TypeAliasDeclaration'),
    isKeyof: (node): node is ts.TypeOperatorNode =>
      isTypeOperator(node) && node.operator === SyntaxKind.KeyOfKeyword,
    isExtends: ({ token }) => token === SyntaxKind.ExtendsKeyword,
    hasModifier: (node, modifier) => modifiersOf(node).some(({ kind }) => kind === SyntaxKind[modifier]),
    isClassOrInterfaceKind: (kind) => classOrInterface.has(kind),
  };
}
