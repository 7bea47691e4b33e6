import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import { outermost, writtenName } from './names-in.js';
import type { Implementation } from './recogniser.js';

// What else than its own parameters may say of a function what it is given: its overloads, the bases of its class, the place where it stands.

/** An overload, and its parameters. */
export interface Overload {
  readonly declared: ts.Node;
  readonly parameters: readonly ts.ParameterDeclaration[];
}

/** The overloads before an implementation. */
export function overloadsOf(syntax: Syntax, owner: Implementation): readonly Overload[] {
  const name = syntax.isConstructorDeclaration(owner) ? undefined : writtenName(syntax, owner.name);
  const isFunction = syntax.isFunctionDeclaration(owner);
  if (!isFunction && !syntax.isMethodDeclaration(owner) && !syntax.isConstructorDeclaration(owner)) return [];
  const parent: { readonly members?: readonly ts.Node[]; readonly statements?: readonly ts.Node[] } =
    owner.parent as object;
  return (parent.members ?? parent.statements ?? []).flatMap((other) => {
    if (other === owner || other.kind !== owner.kind) return [];
    const declared = other as Implementation;
    if ('body' in declared && declared.body !== undefined) return [];
    const isSame = syntax.isConstructorDeclaration(other) || writtenName(syntax, declared.name) === name;
    return isSame ? [{ declared, parameters: [...declared.parameters] }] : [];
  });
}

/** A function that may be a member of a class, or a method without a body. */
export type Member = Implementation | ts.MethodDeclaration;

/** What to ask the bases of a class for: the member that a function is. */
export function basesAsked<Asking extends Member>(
  syntax: Syntax,
  owner: Asking,
): readonly { readonly owner: Asking; readonly base: ts.Expression; readonly member: string }[] {
  const node = syntax.isMethodDeclaration(owner) ? owner : outermost(syntax, owner).parent;
  if (!syntax.isMethodDeclaration(node) && !syntax.isPropertyDeclaration(node)) return [];
  return basesOfMember(syntax, node).map((asked) => ({ ...asked, owner }));
}

/** The bases and interfaces of the class that has a member, and what it is called there. */
export function basesOfMember(
  syntax: Syntax,
  node: ts.MethodDeclaration | ts.PropertyDeclaration,
): readonly { readonly base: ts.Expression; readonly member: string }[] {
  const { parent: holder, name } = node;
  const member = writtenName(syntax, name);
  const isStatic = node.modifiers?.some(({ kind }) => kind === syntax.SyntaxKind.StaticKeyword);
  if (member === undefined || !(syntax.isClassDeclaration(holder) || syntax.isClassExpression(holder)))
    return [];
  return (holder.heritageClauses ?? []).flatMap(({ token, types }) => {
    if (!isStatic) return types.map((base) => ({ base, member }));
    // A class that is extended says of static members what it is itself, an interface nothing.
    if (token !== syntax.SyntaxKind.ExtendsKeyword) return [];
    return types.map(({ expression }) => ({ base: expression, member }));
  });
}

/** What to ask for the type that is expected of a function: of an expression, or of an object and the name of its member. */
interface ContextQuestion<Asking> {
  readonly owner: Asking;
  readonly expression: ts.Expression;
  readonly member: string | undefined;
}

/** What to ask for the type that is expected of a function where it stands: nothing of a declaration or a member of a class. */
export function contextAsked<Asking extends Member>(
  syntax: Syntax,
  owner: Asking,
): readonly ContextQuestion<Asking>[] {
  if (syntax.isArrowFunction(owner) || syntax.isFunctionExpression(owner))
    return [{ owner, expression: owner, member: undefined }];
  if (!syntax.isMethodDeclaration(owner)) return [];
  const { parent } = owner;
  const member = writtenName(syntax, owner.name);
  if (member === undefined || syntax.isClassDeclaration(parent) || syntax.isClassExpression(parent))
    return [];
  return [{ owner, expression: parent, member }];
}
