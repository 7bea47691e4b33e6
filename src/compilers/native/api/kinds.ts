import type ts = require('typescript');

import type { AstModule, KindName } from './reading.js';

/** Makes tests of nodes by their kinds. The predicates of `typescript/ast` have other names than the classic ones, and 7.0 lacks some. */
export function kindTest({ SyntaxKind }: AstModule) {
  return <Node extends ts.Node>(...names: KindName[]) => {
    const kinds = new Set(names.map((name) => SyntaxKind[name]));
    return (node: ts.Node): node is Node => kinds.has(node.kind);
  };
}

/** What both finding call sites and reading types ask of a node, under the names of the classic compiler's predicates. */
export function commonTests(ast: AstModule) {
  const is = kindTest(ast);
  const isText = is('StringLiteral', 'NoSubstitutionTemplateLiteral');
  return {
    forEachChild: <T>(node: ts.Node, visit: (child: ts.Node) => T | undefined) => node.forEachChild(visit),
    isStringLiteralLike: (node: ts.Node | ts.FileReference): node is ts.StringLiteralLike =>
      'kind' in node && isText(node),
    isCallExpression: is<ts.CallExpression>('CallExpression'),
    isClassDeclaration: is<ts.ClassDeclaration>('ClassDeclaration'),
    isClassExpression: is<ts.ClassExpression>('ClassExpression'),
    isConstructorDeclaration: is<ts.ConstructorDeclaration>('Constructor'),
    isConstructorTypeNode: is<ts.ConstructorTypeNode>('ConstructorType'),
    isExportDeclaration: is<ts.ExportDeclaration>('ExportDeclaration'),
    isFunctionTypeNode: is<ts.FunctionTypeNode>('FunctionType'),
    isHeritageClause: is<ts.HeritageClause>('HeritageClause'),
    isIdentifier: is<ts.Identifier>('Identifier'),
    isImportDeclaration: is<ts.ImportDeclaration>('ImportDeclaration'),
    isImportTypeNode: is<ts.ImportTypeNode>('ImportType'),
    isInterfaceDeclaration: is<ts.InterfaceDeclaration>('InterfaceDeclaration'),
    isLiteralTypeNode: is<ts.LiteralTypeNode>('LiteralType'),
    isMappedTypeNode: is<ts.MappedTypeNode>('MappedType'),
    isMethodDeclaration: is<ts.MethodDeclaration>('MethodDeclaration'),
    isMethodSignature: is<ts.MethodSignature>('MethodSignature'),
    isParameter: is<ts.ParameterDeclaration>('Parameter'),
    isParenthesizedTypeNode: is<ts.ParenthesizedTypeNode>('ParenthesizedType'),
    isPrivateIdentifier: is<ts.PrivateIdentifier>('PrivateIdentifier'),
    isPropertyAccessExpression: is<ts.PropertyAccessExpression>('PropertyAccessExpression'),
    isPropertyAssignment: is<ts.PropertyAssignment>('PropertyAssignment'),
    isPropertyDeclaration: is<ts.PropertyDeclaration>('PropertyDeclaration'),
    isPropertySignature: is<ts.PropertySignature>('PropertySignature'),
    isQualifiedName: is<ts.QualifiedName>('QualifiedName'),
    isShorthandPropertyAssignment: is<ts.ShorthandPropertyAssignment>('ShorthandPropertyAssignment'),
    isStringLiteral: is<ts.StringLiteral>('StringLiteral'),
    isTypeLiteralNode: is<ts.TypeLiteralNode>('TypeLiteral'),
    isTypeQueryNode: is<ts.TypeQueryNode>('TypeQuery'),
    isTypeReferenceNode: is<ts.TypeReferenceNode>('TypeReference'),
  };
}
