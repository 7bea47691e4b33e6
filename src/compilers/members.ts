import type ts = require('typescript');

import type { TagSyntax } from '../reader/tags/tag-syntax.js';

/** What is asked of a syntax tree about members. */
export interface MemberSyntax extends TagSyntax {
  isClassExpression(node: ts.Node): node is ts.ClassExpression;
  isModuleBlock(node: ts.Node): node is ts.ModuleBlock;
  isSourceFile(node: ts.Node): node is ts.SourceFile;
  readonly SyntaxKind: TagSyntax['SyntaxKind'] & { readonly DefaultKeyword: number };
}

/**
 * The node by which a compiler finds the symbol of the class or interface that holds a member: its name, or the `default` of
 * `export default class { … }`. A class expression may have neither.
 *
 * @param member - the declaration, where there is one
 */
export function nameOfHolder(syntax: MemberSyntax, member: ts.Node | undefined): ts.Node | undefined {
  const parent = member?.parent;
  if (parent === undefined) return undefined;
  // A parameter property is declared in the constructor of its class.
  const holder = syntax.isConstructorDeclaration(parent) ? parent.parent : parent;
  if (!syntax.isClassLike(holder) && !syntax.isInterfaceDeclaration(holder)) return undefined;
  if (holder.name !== undefined || !syntax.canHaveModifiers(holder)) return holder.name;
  return syntax.getModifiers(holder)?.find(({ kind }) => kind === syntax.SyntaxKind.DefaultKeyword);
}

/** What the modifiers of a member say. */
export interface Modifiers {
  /** `private` or `protected`. */
  readonly isHidden: boolean;
  /** `accessor`. */
  readonly isAccessor: boolean;
}

/**
 * Whether a declaration file writes a member as a property where the source has an accessor: that of a class expression, or of a
 * class inside a function. A private one stops the declaration file.
 */
export function isWrittenAsProperty(
  syntax: MemberSyntax,
  member: ts.Node,
  { isHidden, isAccessor }: Modifiers,
): boolean {
  const { parent } = member;
  if (parent === undefined || !syntax.isClassLike(parent) || isHidden) return false;
  const isTopLevel = syntax.isSourceFile(parent.parent) || syntax.isModuleBlock(parent.parent);
  return (isAccessor || syntax.isAccessor(member)) && (syntax.isClassExpression(parent) || !isTopLevel);
}
