import type ts = require('typescript');

import type { Syntax } from '../../../calls/syntax.js';
import type { AstModule, NativeModule } from '../api/reading.js';

/** One more predicate of `typescript/ast`. */
interface AstWithTypes extends AstModule {
  readonly isTypeNode: (node: ts.Node) => node is ts.TypeNode;
}

/** Makes the questions of {@link Syntax} of `typescript/ast`: the kinds have the classic names in every version. */
export function nativeSourceSyntax(ast: AstModule, { SymbolFlags }: NativeModule): Syntax {
  const { SyntaxKind, isTypeNode } = ast as AstWithTypes;
  const is = <Node extends ts.Node>(...names: string[]) => {
    const kinds = new Set(names.map((name) => SyntaxKind[name]));
    return (node: ts.Node): node is Node => kinds.has(node.kind);
  };
  const isText = is('StringLiteral', 'NoSubstitutionTemplateLiteral');
  return {
    SyntaxKind: {
      DefaultKeyword: SyntaxKind.DefaultKeyword!,
      EqualsToken: SyntaxKind.EqualsToken!,
      FunctionDeclaration: SyntaxKind.FunctionDeclaration!,
      ImplementsKeyword: SyntaxKind.ImplementsKeyword!,
      ImportKeyword: SyntaxKind.ImportKeyword!,
      SuperKeyword: SyntaxKind.SuperKeyword!,
      VoidExpression: SyntaxKind.VoidExpression!,
    },
    SymbolFlags: {
      Alias: SymbolFlags.Alias!,
      Value: SymbolFlags.Value!,
      ValueModule: SymbolFlags.ValueModule!,
    },
    forEachChild: (node, visit) => node.forEachChild(visit),
    isTypeNode,
    isStringLiteralLike: (node): node is ts.StringLiteralLike => 'kind' in node && isText(node),
    isTemplateLiteral: is('TemplateExpression', 'NoSubstitutionTemplateLiteral'),
    isBinaryExpression: is('BinaryExpression'),
    isBlock: is('Block'),
    isCallSignatureDeclaration: is('CallSignature'),
    isClassDeclaration: is('ClassDeclaration'),
    isClassExpression: is('ClassExpression'),
    isConditionalExpression: is('ConditionalExpression'),
    isConstructSignatureDeclaration: is('ConstructSignature'),
    isConstructorDeclaration: is('Constructor'),
    isConstructorTypeNode: is('ConstructorType'),
    isDecorator: is('Decorator'),
    isExportSpecifier: is('ExportSpecifier'),
    isFunctionDeclaration: is('FunctionDeclaration'),
    isFunctionExpression: is('FunctionExpression'),
    isFunctionTypeNode: is('FunctionType'),
    isIfStatement: is('IfStatement'),
    isImportClause: is('ImportClause'),
    isImportSpecifier: is('ImportSpecifier'),
    isImportTypeNode: is('ImportType'),
    isIndexedAccessTypeNode: is('IndexedAccessType'),
    isIntersectionTypeNode: is('IntersectionType'),
    isLiteralTypeNode: is('LiteralType'),
    isMethodDeclaration: is('MethodDeclaration'),
    isMethodSignature: is('MethodSignature'),
    isNamedTupleMember: is('NamedTupleMember'),
    isNewExpression: is('NewExpression'),
    isOptionalTypeNode: is('OptionalType'),
    isParameter: is('Parameter'),
    isParenthesizedTypeNode: is('ParenthesizedType'),
    isPrefixUnaryExpression: is('PrefixUnaryExpression'),
    isPrivateIdentifier: is('PrivateIdentifier'),
    isPropertySignature: is('PropertySignature'),
    isRestTypeNode: is('RestType'),
    isTaggedTemplateExpression: is('TaggedTemplateExpression'),
    isTupleTypeNode: is('TupleType'),
    isTypeLiteralNode: is('TypeLiteral'),
    isTypeOfExpression: is('TypeOfExpression'),
    isTypeOperatorNode: is('TypeOperator'),
    isTypeQueryNode: is('TypeQuery'),
    isTypeReferenceNode: is('TypeReference'),
    isUnionTypeNode: is('UnionType'),
    isArrayLiteralExpression: is('ArrayLiteralExpression'),
    isArrowFunction: is('ArrowFunction'),
    isAsExpression: is('AsExpression'),
    isBindingElement: is('BindingElement'),
    isCallExpression: is('CallExpression'),
    isElementAccessExpression: is('ElementAccessExpression'),
    isExportAssignment: is('ExportAssignment'),
    isExportDeclaration: is('ExportDeclaration'),
    isExpressionStatement: is('ExpressionStatement'),
    isExpressionWithTypeArguments: is('ExpressionWithTypeArguments'),
    isExternalModuleReference: is('ExternalModuleReference'),
    isHeritageClause: is('HeritageClause'),
    isIdentifier: is('Identifier'),
    isImportDeclaration: is('ImportDeclaration'),
    isImportEqualsDeclaration: is('ImportEqualsDeclaration'),
    isMappedTypeNode: is('MappedType'),
    isInterfaceDeclaration: is('InterfaceDeclaration'),
    isModuleBlock: is('ModuleBlock'),
    isModuleDeclaration: is('ModuleDeclaration'),
    isNamedExports: is('NamedExports'),
    isNamespaceExport: is('NamespaceExport'),
    isNamespaceImport: is('NamespaceImport'),
    isNonNullExpression: is('NonNullExpression'),
    isObjectBindingPattern: is('ObjectBindingPattern'),
    isParenthesizedExpression: is('ParenthesizedExpression'),
    isPropertyAccessExpression: is('PropertyAccessExpression'),
    isPropertyAssignment: is('PropertyAssignment'),
    isPropertyDeclaration: is('PropertyDeclaration'),
    isQualifiedName: is('QualifiedName'),
    isReturnStatement: is('ReturnStatement'),
    isSatisfiesExpression: is('SatisfiesExpression'),
    isShorthandPropertyAssignment: is('ShorthandPropertyAssignment'),
    isSpreadElement: is('SpreadElement'),
    isStringLiteral: is('StringLiteral'),
    isTemplateSpan: is('TemplateSpan'),
    isTypeAliasDeclaration: is('TypeAliasDeclaration'),
    isTypeAssertionExpression: is('TypeAssertionExpression'),
    isVariableDeclaration: is('VariableDeclaration'),
  };
}
