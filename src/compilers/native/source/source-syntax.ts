import type { Syntax } from '../../../calls/syntax.js';
import { commonTests, kindTest } from '../api/kinds.js';
import type { AstModule, NativeModule } from '../api/reading.js';

/** Makes the questions of {@link Syntax} of `typescript/ast`: the kinds have the classic names in every version. */
export function nativeSourceSyntax(ast: AstModule, { SymbolFlags }: NativeModule): Syntax {
  const { SyntaxKind, isTypeNode } = ast;
  const is = kindTest(ast);
  return {
    ...commonTests(ast),
    SyntaxKind,
    SymbolFlags,
    isTypeNode,
    isTemplateLiteral: is('TemplateExpression', 'NoSubstitutionTemplateLiteral'),
    isBinaryExpression: is('BinaryExpression'),
    isBlock: is('Block'),
    isCallSignatureDeclaration: is('CallSignature'),
    isComputedPropertyName: is('ComputedPropertyName'),
    isConditionalExpression: is('ConditionalExpression'),
    isConditionalTypeNode: is('ConditionalType'),
    isConstructSignatureDeclaration: is('ConstructSignature'),
    isDecorator: is('Decorator'),
    isExportSpecifier: is('ExportSpecifier'),
    isFunctionDeclaration: is('FunctionDeclaration'),
    isFunctionExpression: is('FunctionExpression'),
    isIfStatement: is('IfStatement'),
    isImportClause: is('ImportClause'),
    isImportSpecifier: is('ImportSpecifier'),
    isIndexedAccessTypeNode: is('IndexedAccessType'),
    isIntersectionTypeNode: is('IntersectionType'),
    isNamedTupleMember: is('NamedTupleMember'),
    isNewExpression: is('NewExpression'),
    // `@param {T=}` in JavaScript, whose comments are part of the tree here.
    isOptionalTypeNode: is('OptionalType', 'JSDocOptionalType'),
    isPrefixUnaryExpression: is('PrefixUnaryExpression'),
    isRestTypeNode: is('RestType'),
    isTaggedTemplateExpression: is('TaggedTemplateExpression'),
    isTupleTypeNode: is('TupleType'),
    isTypeOfExpression: is('TypeOfExpression'),
    isTypeOperatorNode: is('TypeOperator'),
    isUnionTypeNode: is('UnionType'),
    isArrayLiteralExpression: is('ArrayLiteralExpression'),
    isArrowFunction: is('ArrowFunction'),
    isAsExpression: is('AsExpression'),
    isBindingElement: is('BindingElement'),
    isElementAccessExpression: is('ElementAccessExpression'),
    isExportAssignment: is('ExportAssignment'),
    isExpressionStatement: is('ExpressionStatement'),
    isExpressionWithTypeArguments: is('ExpressionWithTypeArguments'),
    isExternalModuleReference: is('ExternalModuleReference'),
    isImportEqualsDeclaration: is('ImportEqualsDeclaration'),
    isModuleBlock: is('ModuleBlock'),
    isModuleDeclaration: is('ModuleDeclaration'),
    isNamedExports: is('NamedExports'),
    isNamespaceExport: is('NamespaceExport'),
    isNamespaceImport: is('NamespaceImport'),
    isNonNullExpression: is('NonNullExpression'),
    isObjectBindingPattern: is('ObjectBindingPattern'),
    isParenthesizedExpression: is('ParenthesizedExpression'),
    isReturnStatement: is('ReturnStatement'),
    isSatisfiesExpression: is('SatisfiesExpression'),
    isSpreadElement: is('SpreadElement'),
    isTemplateSpan: is('TemplateSpan'),
    // `@typedef` and `@callback` there.
    isTypeAliasDeclaration: is('TypeAliasDeclaration', 'JSTypeAliasDeclaration'),
    isTypeAssertionExpression: is('TypeAssertionExpression'),
    isVariableDeclaration: is('VariableDeclaration'),
  };
}
