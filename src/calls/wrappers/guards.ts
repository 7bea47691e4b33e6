import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import type { AskedType, CallChecker } from './asked.js';
import { unwrapped, writtenName } from './names-in.js';
import type { Implementation } from './scan.js';

/** A parameter of a function with a body that takes the version of a type. */
export interface VersionParameter {
  readonly node: ts.ParameterDeclaration;
  readonly owner: Implementation;
  /** The type, where the parameter itself says it: an overload, a base or an interface may say it instead. */
  readonly type: AskedType | undefined;
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
  const marks = new Map(checker.markedAt(all).map((type, index) => [all[index]!, type]));
  const inBases = basesOf(syntax, checker, implementations);
  return implementations.flatMap((owner, at) => {
    const found: VersionParameter[] = [];
    owner.parameters.forEach((node, index) => {
      const type = marks.get(node);
      const isAsked =
        type !== undefined ||
        overloads[at]!.some(({ parameters }) => parameters[index] && marks.get(parameters[index])) ||
        inBases.get(owner)?.has(index - thisCount(syntax, owner)) === true;
      if (isAsked) found.push({ node, owner, type });
    });
    return found;
  });
}

/** A caller passes no argument for a parameter named `this`. */
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

/** The places at which the bases and interfaces of classes ask for a version, by the method that stands for theirs. */
function basesOf(
  syntax: Syntax,
  checker: CallChecker,
  implementations: readonly Implementation[],
): ReadonlyMap<Implementation, ReadonlySet<number>> {
  const questions = implementations.flatMap((owner) => {
    const { parent } = owner;
    const name = syntax.isMethodDeclaration(owner) ? writtenName(syntax, owner.name) : undefined;
    if (name === undefined || !(syntax.isClassDeclaration(parent) || syntax.isClassExpression(parent)))
      return [];
    return (parent.heritageClauses ?? []).flatMap(({ types }) =>
      types.map((base) => ({ owner, base, member: name })),
    );
  });
  const found = new Map<Implementation, Set<number>>();
  checker.signaturesInBase(questions).forEach((signatures, index) => {
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
export function wrapperName(syntax: Syntax, owner: Implementation): string {
  const outer = unwrapped(syntax, owner);
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
  const { parent } = unwrapped(syntax, node);
  const isHolder =
    syntax.isVariableDeclaration(parent) ||
    syntax.isPropertyAssignment(parent) ||
    syntax.isPropertyDeclaration(parent);
  return (isHolder && writtenName(syntax, parent.name)) || anonymous;
}
