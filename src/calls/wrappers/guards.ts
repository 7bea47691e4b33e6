import type ts = require('typescript');

import { answersTo } from '../../reader/ask.js';
import type { Syntax } from '../syntax.js';
import type { CallChecker, MarkedType, SignatureView } from './asked.js';
import { outermost, writtenName } from './names-in.js';
import type { Implementation } from './recogniser.js';

/** A parameter of a function with a body that takes the version of a type. */
export interface VersionParameter {
  readonly node: ts.ParameterDeclaration;
  readonly owner: Implementation;
  /** The type, where the parameter itself says it: an overload, a base or an interface may say it instead. */
  readonly type: MarkedType | undefined;
}

/**
 * Finds the parameters that calls fill, in functions with a body. A parameter is one by its own type, written or given by where the
 * function stands; by an overload's; or by that of the method in a base or an interface.
 */
export function findVersionParameters(
  syntax: Syntax,
  checker: CallChecker,
  implementations: readonly Implementation[],
): readonly VersionParameter[] {
  const overloads = implementations.map((owner) => overloadsOf(syntax, owner));
  const all = [
    ...implementations.flatMap(({ parameters }) => [...parameters]),
    ...overloads.flat().flatMap(({ parameters }) => parameters),
  ];
  const marks = answersTo(all, (nodes) => checker.markedAt(nodes));
  const elsewhere = [
    basesOf(syntax, checker, implementations),
    contextsOf(
      syntax,
      checker,
      implementations.filter(({ parameters }) => parameters.some((parameter) => !marks.get(parameter))),
    ),
  ];
  return implementations.flatMap((owner, at) => {
    const found: VersionParameter[] = [];
    owner.parameters.forEach((node, index) => {
      // JavaScript allows no default value of what collects the rest.
      if (node.dotDotDotToken) return;
      const type = marks.get(node);
      const isAsked =
        type !== undefined ||
        overloads[at]!.some(({ parameters }) => parameters[index] && marks.get(parameters[index])) ||
        elsewhere.some((places) => places.get(owner)?.has(index - thisCount(syntax, owner)));
      if (isAsked) found.push({ node, owner, type });
    });
    return found;
  });
}

/** How many parameters are named `this`, none or one: a caller passes no argument for it. */
export function thisCount(syntax: Syntax, { parameters }: Implementation): number {
  const name = parameters[0]?.name;
  return name && syntax.isIdentifier(name) && name.text === 'this' ? 1 : 0;
}

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

/** The places at which versions are asked for, by the function that implements what asks. */
type Places = ReadonlyMap<Implementation, ReadonlySet<number>>;

/** The places at which the bases and interfaces of classes ask. */
function basesOf(syntax: Syntax, checker: CallChecker, implementations: readonly Implementation[]): Places {
  const questions = implementations.flatMap((owner) => basesAsked(syntax, owner));
  return placesOf(questions, checker.signaturesInBase(questions));
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

interface ContextQuestion {
  readonly owner: Implementation;
  readonly expression: ts.Expression;
  readonly member: string | undefined;
}

/** The places at which the type asks that is expected of a function, or of the object that it is a method of. */
function contextsOf(
  syntax: Syntax,
  checker: CallChecker,
  implementations: readonly Implementation[],
): Places {
  const questions = implementations.flatMap((owner): readonly ContextQuestion[] => {
    if (syntax.isArrowFunction(owner) || syntax.isFunctionExpression(owner))
      return [{ owner, expression: owner, member: undefined }];
    if (!syntax.isMethodDeclaration(owner)) return [];
    const { parent } = owner;
    const member = writtenName(syntax, owner.name);
    if (member === undefined || syntax.isClassDeclaration(parent) || syntax.isClassExpression(parent))
      return [];
    return [{ owner, expression: parent, member }];
  });
  return placesOf(questions, checker.signaturesInContext(questions));
}

function placesOf(
  questions: readonly { readonly owner: Implementation }[],
  answers: readonly (readonly SignatureView[] | undefined)[],
): Places {
  const found = new Map<Implementation, Set<number>>();
  answers.forEach((signatures, index) => {
    const { owner } = questions[index]!;
    for (const asked of signatures ?? []) {
      if (asked === undefined || asked.isInTuple) continue;
      const places = found.get(owner) ?? new Set();
      found.set(owner, places.add(asked.index));
    }
  });
  return found;
}

/** What a wrapper is called in an error at run time: `Cache.get`, `fetchUser`, `new Repo`. */
export function wrapperName(syntax: Syntax, owner: Member): string {
  const outer = outermost(syntax, owner);
  const { parent } = outer;
  if (syntax.isConstructorDeclaration(owner)) return `new ${nameOf(syntax, owner.parent)}`;
  if (syntax.isMethodDeclaration(owner)) return member(syntax, owner.parent, writtenName(syntax, owner.name));
  if (syntax.isFunctionDeclaration(owner)) return owner.name?.text ?? 'the default export';
  if (syntax.isPropertyAssignment(parent) || syntax.isPropertyDeclaration(parent)) {
    return member(syntax, parent.parent, writtenName(syntax, parent.name));
  }
  return nameOf(syntax, owner);
}

function member(syntax: Syntax, holder: ts.Node, name: string | undefined): string {
  const of = nameOf(syntax, holder);
  return of === anonymous ? (name ?? of) : `${of}.${name ?? '[computed]'}`;
}

const anonymous = 'a function';

function nameOf(syntax: Syntax, node: ts.Node): string {
  const own = 'name' in node ? writtenName(syntax, node.name as ts.Node | undefined) : undefined;
  if (own !== undefined) return own;
  const { parent } = outermost(syntax, node);
  const isHolder =
    syntax.isVariableDeclaration(parent) ||
    syntax.isPropertyAssignment(parent) ||
    syntax.isPropertyDeclaration(parent);
  return (isHolder && writtenName(syntax, parent.name)) || anonymous;
}
