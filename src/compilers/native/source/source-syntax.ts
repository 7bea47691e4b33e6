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
      FunctionDeclaration: SyntaxKind.FunctionDeclaration!,
      ImplementsKeyword: SyntaxKind.ImplementsKeyword!,
      ImportKeyword: SyntaxKind.ImportKeyword!,
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
    isImportTypeNode: is('ImportType'),
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
    isParenthesizedTypeNode: is('ParenthesizedType'),
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
    isTypeLiteralNode: is('TypeLiteral'),
    isTypeQueryNode: is('TypeQuery'),
    isTypeReferenceNode: is('TypeReference'),
    isVariableDeclaration: is('VariableDeclaration'),
  };
}
