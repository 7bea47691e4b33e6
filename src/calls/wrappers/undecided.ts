import type ts = require('typescript');

import type { Syntax } from '../syntax.js';
import type { Asked, CallChecker } from './asked.js';
import { anyOf } from './names.js';
import { stripped } from './names-in.js';
import {
  isDecided,
  isDecidedByReceiver,
  mentions,
  type OpenCall,
  openIn,
  returns,
  saysType,
} from './open-call.js';

/**
 * The constraint that stands for the type of a call's version, or in it, because nothing of the call says what that is: the version of
 * `get<T extends Entity>` at `get('user:1')` would be that of every entity, and never change with the one that is cached. It is `unknown`
 * where none is written.
 */
export function constraintOf(
  syntax: Syntax,
  checker: CallChecker,
  call: ts.CallExpression | ts.NewExpression,
  asked: Asked,
): string | undefined {
  const open = openIn(syntax, call, asked);
  if (open === undefined) return undefined;
  const undecided = undecidedIn(syntax, checker, call, open, asked).filter((one) => !hasDefault(syntax, one));
  if (undecided.length === 0) return undefined;
  const lost = undecided.find((one) => isUnsaid(syntax, checker, call, open, one));
  // A version of `unknown` itself is refused by the reader, as one that has no structure.
  if (lost !== undefined && asked.types[0]!.text !== 'unknown')
    return lost.constraint?.getText() ?? 'unknown';
  return constraintIn(checker, call, open, asked, undecided)?.getText();
}

/** Whether neither the arguments nor the place of a call can say what a type parameter stands for. */
function isUnsaid(
  syntax: Syntax,
  checker: CallChecker,
  call: ts.CallExpression | ts.NewExpression,
  open: OpenCall,
  one: ts.TypeParameterDeclaration,
): boolean {
  // The type of a class may be given before it is made: `const Users = Repo<User>`.
  if (!syntax.isCallExpression(call) || isDecidedByReceiver(syntax, open, one)) return false;
  const callee = stripped(syntax, call.expression);
  const isGiven = checker
    .signaturesAt([callee])[0]!
    .flat()
    .every((signature) => !signature?.isGeneric);
  if (isGiven) return false;
  const [expected] = checker.expectedParts(call, () => false);
  if (expected === undefined || /^(?:any|unknown)$/.test(expected.text)) return true;
  const { type } = open.declaration;
  const { text } = one.name;
  return type
    ? !saysType(syntax, type, text, false)
    : !returns(syntax, checker, open.declaration, new Set([text]));
}

/** The constraint that the version would be of, unless exactly that type is expected where the call stands. */
function constraintIn(
  checker: CallChecker,
  call: ts.CallExpression | ts.NewExpression,
  { declaration }: OpenCall,
  asked: Asked,
  undecided: readonly ts.TypeParameterDeclaration[],
): ts.TypeNode | undefined {
  const constraints = undecided.flatMap(({ constraint }) => constraint ?? []);
  const known = checker.typesAt(constraints);
  const [type] = asked.types;
  const exact = constraints.findIndex((_, index) => known[index]!.identity === type!.identity);
  const inside = constraints.findIndex((_, index) => anyOf(new Set([known[index]!.text])).test(type!.text));
  const found = exact === -1 ? inside : exact;
  if (found === -1) return undefined;
  // `Record<string, User>` says what `V` is to what returns a `Record<K, V>`, and `Partial<User>` nothing to what returns a `T`.
  const result = declaration.type?.getText() ?? checker.resultOf(declaration);
  const isInResult = (alias: string) => anyOf(new Set([alias])).test(result);
  const parts = checker.expectedParts(call, isInResult);
  return parts.some(({ identity }) => identity === known[found]!.identity) ? undefined : constraints[found];
}

/** The type parameters that no argument decides; those of the class that is made, where it inherits its constructor. */
function undecidedIn(
  syntax: Syntax,
  checker: CallChecker,
  call: ts.CallExpression | ts.NewExpression,
  open: OpenCall,
  asked: Asked,
): readonly ts.TypeParameterDeclaration[] {
  const { declaration, asks } = open;
  const undecided = asks.filter((one) => !isDecided(syntax, call, open, asked, [one]));
  if (!syntax.isConstructorDeclaration(declaration) || undecided.length === 0) return undecided;
  const { parent } = declaration;
  const made = checker
    .declarationsAt(call.expression)
    .find((one) => syntax.isClassDeclaration(one) || syntax.isClassExpression(one));
  if (made === undefined) return [];
  if (made.pos === parent.pos && made.getSourceFile().fileName === parent.getSourceFile().fileName)
    return undecided;
  const bases = made.heritageClauses?.filter(({ token }) => token === syntax.SyntaxKind.ExtendsKeyword) ?? [];
  return (made.typeParameters ?? []).filter(({ name }) =>
    bases.some((base) => mentions(syntax, base, name.text)),
  );
}

/** Whether a type parameter has a default. Compilers call that property by different names, so its syntax is looked at. */
function hasDefault(syntax: Syntax, parameter: ts.TypeParameterDeclaration): boolean {
  const { constraint } = parameter;
  return (
    syntax.forEachChild(
      parameter,
      (child) => (syntax.isTypeNode(child) && child !== constraint) || undefined,
    ) ?? false
  );
}
