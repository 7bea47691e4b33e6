import type ts = require('typescript');

import type { TagSyntax } from './tags/tag-syntax.js';

/** What is asked of a syntax tree to find the names in it; every compiler's `ts` can tell. */
export interface NameSyntax extends Pick<TagSyntax, 'forEachChild'> {
  isIdentifier(node: ts.Node): node is ts.Identifier;
  isPropertyAccessExpression(node: ts.Node): node is ts.PropertyAccessExpression;
  isQualifiedName(node: ts.Node): node is ts.QualifiedName;
  isTypeReferenceNode(node: ts.Node): node is ts.TypeReferenceNode;
  isTypeQueryNode(node: ts.Node): node is ts.TypeQueryNode;
  isImportTypeNode(node: ts.Node): node is ts.ImportTypeNode;
  isLiteralTypeNode(node: ts.Node): node is ts.LiteralTypeNode;
  isStringLiteral(node: ts.Node): node is ts.StringLiteral;
  isImportDeclaration(node: ts.Node): node is ts.ImportDeclaration;
  isExportDeclaration(node: ts.Node): node is ts.ExportDeclaration;
}

/** Where a name leads. */
export interface Target<Declaration> {
  /** None where the name is imported, and the import leads nowhere. */
  readonly declarations: readonly Declaration[];
  /** The import or export that brings the name into its file. */
  readonly importedBy: ts.Node | undefined;
}

/** The names in a declaration's text. */
export interface Names<Declaration> {
  readonly unresolved: readonly UnresolvedName[];
  readonly declarations: readonly Declaration[];
  /** Whether the word `any` stands there. */
  readonly saysAny: boolean;
  /** The values in the text, which a type may be inferred from. */
  readonly values: () => Values<Declaration>;
}

/** The first values in a declaration's text, as far as they or their imports are known. */
interface Values<Declaration> extends Pick<Names<Declaration>, 'unresolved' | 'declarations'> {
  /** Those left of a dot: the right side says more, and they may be all that a package has. */
  readonly owners: readonly Declaration[];
}

/** So many values of a declaration are looked at: each is a question to the compiler. */
const MOST_VALUES = 100;

/** Names that are always known, and that nothing declares: `as const` is a reference to a type in the tree. */
const UNDECLARED: ReadonlySet<string> = new Set(['const', 'globalThis', 'undefined', 'this']);

/** A name that leads nowhere. */
export interface UnresolvedName {
  readonly name: string;
  /** The module that it is imported from. */
  readonly module: string | undefined;
}

/**
 * The types that a declaration's text names. A checker says only that a type does not resolve: the reason is found in the text.
 *
 * @param targetOf where a name or a module specifier leads, `undefined` where nothing is known of it
 */
export function namesIn<Declaration>(
  syntax: NameSyntax,
  targetOf: (node: ts.Node) => Target<Declaration> | undefined,
  declaration: ts.Node,
): Names<Declaration> {
  const unresolved: UnresolvedName[] = [];
  const declarations: Declaration[] = [];
  const look = (name: ts.Node) => {
    const target = targetOf(name);
    if (target !== undefined && target.declarations.length > 0) {
      declarations.push(...target.declarations);
      return true;
    }
    const text = name.getText();
    if (!UNDECLARED.has(text)) unresolved.push({ name: text, module: moduleOf(syntax, target?.importedBy) });
    return false;
  };
  // What stands left of a dot counts last: as a namespace, it may be a whole file, of which only the right side is meant.
  const lookAll = (name: ts.Node): boolean => {
    if (!syntax.isQualifiedName(name)) return look(name);
    const before = declarations.length;
    if (!lookAll(name.left)) return false;
    const left = declarations.splice(before);
    const isFound = look(name.right);
    declarations.push(...left);
    return isFound;
  };
  const visit = (node: ts.Node): void => {
    if (syntax.isTypeReferenceNode(node)) lookAll(node.typeName);
    else if (syntax.isTypeQueryNode(node)) lookAll(node.exprName);
    else if (syntax.isImportTypeNode(node)) {
      const { argument, qualifier } = node;
      const specifier = syntax.isLiteralTypeNode(argument) ? argument.literal : undefined;
      if (specifier !== undefined && syntax.isStringLiteral(specifier)) {
        const found = targetOf(specifier);
        const name = qualifier?.getText() ?? specifier.text;
        if (!found?.declarations.length) unresolved.push({ name, module: specifier.text });
        else if (qualifier !== undefined) lookAll(qualifier);
      }
    }
    syntax.forEachChild(node, visit);
  };
  visit(declaration);
  return {
    unresolved,
    declarations,
    saysAny: /\bany\b/.test(declaration.getText()),
    values: () => valuesIn(syntax, targetOf, declaration),
  };
}

function valuesIn<Declaration>(
  syntax: NameSyntax,
  targetOf: (node: ts.Node) => Target<Declaration> | undefined,
  declaration: ts.Node,
): Values<Declaration> {
  const names: { readonly name: ts.Identifier; readonly isOwner: boolean }[] = [];
  const visit = (node: ts.Node, isOwner: boolean): void => {
    if (names.length >= MOST_VALUES || syntax.isTypeReferenceNode(node)) return;
    if (syntax.isIdentifier(node)) names.push({ name: node, isOwner });
    else if (syntax.isPropertyAccessExpression(node)) {
      visit(node.name, isOwner);
      visit(node.expression, true);
    } else syntax.forEachChild(node, (child) => visit(child, isOwner));
  };
  visit(declaration, false);
  const unresolved: UnresolvedName[] = [];
  const declarations: Declaration[] = [];
  const owners: Declaration[] = [];
  for (const { name, isOwner } of names) {
    const target = targetOf(name);
    const module = moduleOf(syntax, target?.importedBy);
    if (target?.declarations.length) (isOwner ? owners : declarations).push(...target.declarations);
    else if (module !== undefined) unresolved.push({ name: name.getText(), module });
  }
  return { unresolved, declarations, owners };
}

function moduleOf(syntax: NameSyntax, node: ts.Node | undefined): string | undefined {
  for (let at = node; at !== undefined; at = at.parent) {
    if (!syntax.isImportDeclaration(at) && !syntax.isExportDeclaration(at)) continue;
    const { moduleSpecifier } = at;
    if (moduleSpecifier !== undefined && syntax.isStringLiteral(moduleSpecifier)) return moduleSpecifier.text;
  }
  return undefined;
}
