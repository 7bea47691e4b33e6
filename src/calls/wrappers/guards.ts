import type ts = require('typescript');

import { answersTo } from '../../reader/ask.js';
import type { Syntax } from '../syntax.js';
import type { CallChecker, MarkedType, SignatureView } from './asked.js';
import { basesAsked, contextAsked, type Member, overloadsOf } from './declared-elsewhere.js';
import { outermost, writtenName } from './names-in.js';
import { argumentPlace, parameterAt } from './parameter-places.js';
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
        overloads[at]!.some((overload) => {
          const declared = parameterAt(syntax, overload, argumentPlace(syntax, owner, index));
          return declared !== undefined && marks.get(declared) !== undefined;
        }) ||
        elsewhere.some((places) => places.get(owner)?.has(argumentPlace(syntax, owner, index)));
      if (isAsked) found.push({ node, owner, type });
    });
    return found;
  });
}

/** The places at which versions are asked for, by the function that implements what asks. */
type Places = ReadonlyMap<Implementation, ReadonlySet<number>>;

/** The places at which the bases and interfaces of classes ask. */
function basesOf(syntax: Syntax, checker: CallChecker, implementations: readonly Implementation[]): Places {
  const questions = implementations.flatMap((owner) => basesAsked(syntax, owner));
  return placesOf(questions, checker.signaturesInBase(questions));
}

/** The places at which the type asks that is expected of a function, or of the object that it is a method of. */
function contextsOf(
  syntax: Syntax,
  checker: CallChecker,
  implementations: readonly Implementation[],
): Places {
  const questions = implementations.flatMap((owner) => contextAsked(syntax, owner));
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
