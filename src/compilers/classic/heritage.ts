import type ts = require('typescript');

import { type InheritedMembers, inferArguments } from '../../reader/base-arguments.js';
import type { BaseQuestion, Heritage } from '../../reader/checker.js';
import type { CheckerExtras, Compiler } from './compiler.js';
import type { ClassicHandles } from './handles.js';

type ClassicChecker = ts.TypeChecker & CheckerExtras;

/** The bases of a class or interface type, and a heritage clause that gave none. */
export function heritageOf(
  compiler: Compiler,
  checker: ClassicChecker,
  type: ts.Type,
): Heritage<ClassicHandles> {
  const target = targetOf(compiler, type);
  if (target === undefined) return { bases: [], unresolved: undefined };
  const bases = checker.getBaseTypes(target);
  return { bases, unresolved: unresolvedBase(compiler, checker, type.symbol, bases) };
}

/**
 * The checker drops a base that it cannot use; only the clause shows it, and an error that nobody may look at. An interface extends
 * types. A class extends a value (`extends mixin(Base)`, `extends anything`), of which it has one base beside those of an interface
 * that it is merged with: what a constructor makes, which may resolve to nothing though the constructor does.
 */
function unresolvedBase(
  compiler: Compiler,
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  bases: readonly ts.Type[],
) {
  let ofInterfaces = 0;
  let ofClass: Heritage<ClassicHandles>['unresolved'];
  for (const declaration of symbol.declarations ?? []) {
    if (!compiler.isClassLike(declaration) && !compiler.isInterfaceDeclaration(declaration)) continue;
    for (const clause of declaration.heritageClauses ?? []) {
      if (clause.token !== compiler.SyntaxKind.ExtendsKeyword) continue;
      for (const base of clause.types) {
        const isOfInterface = compiler.isInterfaceDeclaration(declaration);
        const found = isOfInterface
          ? checker.getTypeFromTypeNode(base)
          : checker.getTypeAtLocation(base.expression);
        const written = { text: base.getText(), declaration };
        const isLost = isOfInterface && !bases.includes(found);
        if (isLost || found.flags & compiler.TypeFlags.Any) return written;
        if (isOfInterface) ofInterfaces += 1;
        else if (!(found.flags & compiler.TypeFlags.Null)) ofClass = written;
      }
    }
  }
  return bases.length > ofInterfaces ? undefined : ofClass;
}

/** The type arguments that a type gives to a library type it extends, at whatever distance: see {@link inferArguments}. */
export function baseArguments(
  compiler: Compiler,
  checker: ClassicChecker,
  location: ts.Node,
  { type, base }: BaseQuestion<ts.Type>,
): readonly ts.Type[] {
  const declared = argumentsOf(compiler, checker, base);
  const isConcrete = argumentsOf(compiler, checker, type).length === 0;
  if (declared.length === 0 || (isConcrete && isDirectBase(compiler, checker, type, base))) return declared;
  const parameters = targetOf(compiler, base)?.typeParameters ?? [];
  const found = inferArguments(inheritedMembers(compiler, checker, location, type, base), declared.length);
  const known = parametersOf(compiler, checker, type);
  return declared.map((argument, index) => found.get(parameters[index]!) ?? known.get(argument) ?? argument);
}

function inheritedMembers(
  compiler: Compiler,
  checker: ClassicChecker,
  location: ts.Node,
  type: ts.Type,
  base: ts.Type,
): InheritedMembers<ts.Type> {
  const target = targetOf(compiler, base);
  return {
    parameters: target?.typeParameters ?? [],
    members: target === undefined ? [] : memberPairs(compiler, checker, location, type, target),
    sharedArguments: (declared, actual) => {
      const generic = targetOf(compiler, declared);
      if (generic === undefined || generic !== targetOf(compiler, actual)) return undefined;
      const given = argumentsOf(compiler, checker, actual);
      return argumentsOf(compiler, checker, declared).flatMap((argument, index) =>
        given[index] === undefined ? [] : [[argument, given[index]] as const],
      );
    },
    present: (one) => (one.isUnion() ? one.types.filter(({ flags }) => !(flags & nullish(compiler))) : [one]),
    signature: (one) => {
      const [signature] = one.getCallSignatures();
      if (signature === undefined) return undefined;
      const parameters = signature.getParameters().map((symbol) => typeOf(checker, location, symbol));
      return [signature.getReturnType(), ...parameters];
    },
  };
}

function nullish({ TypeFlags }: Compiler): ts.TypeFlags {
  return TypeFlags.Null | TypeFlags.Undefined;
}

/** The members that a type inherits from a declaration unchanged; one that it declares again says nothing. */
function* memberPairs(
  compiler: Compiler,
  checker: ClassicChecker,
  location: ts.Node,
  type: ts.Type,
  target: ts.InterfaceType,
) {
  const [index, own] = [target, type].map((one) =>
    checker.getIndexInfoOfType(one, compiler.IndexKind.Number),
  );
  if (index?.declaration !== undefined && own?.declaration === index.declaration) {
    yield { declared: index.type, actual: own.type };
  }
  const inherited = new Map(checker.getPropertiesOfType(type).map((symbol) => [symbol.escapedName, symbol]));
  for (const symbol of checker.getPropertiesOfType(target)) {
    const actual = inherited.get(symbol.escapedName);
    if (actual?.declarations?.[0] === undefined || actual.declarations[0] !== symbol.declarations?.[0])
      continue;
    yield { declared: typeOf(checker, location, symbol), actual: typeOf(checker, location, actual) };
  }
}

function typeOf(checker: ClassicChecker, location: ts.Node, symbol: ts.Symbol): ts.Type {
  return checker.getTypeOfSymbol?.(symbol) ?? checker.getTypeOfSymbolAtLocation(symbol, location);
}

/** What stands for each type parameter of the declarations between a type and its bases. */
function parametersOf(compiler: Compiler, checker: ClassicChecker, type: ts.Type): Map<ts.Type, ts.Type> {
  const known = new Map<ts.Type, ts.Type>();
  const seen = new Set([type]);
  for (const one of seen) {
    const target = targetOf(compiler, one);
    if (target === undefined) continue;
    const given = argumentsOf(compiler, checker, one);
    (target.typeParameters ?? []).forEach((parameter, index) => {
      const argument = given[index];
      if (argument !== undefined && argument !== parameter)
        known.set(parameter, known.get(argument) ?? argument);
    });
    for (const base of checker.getBaseTypes(target)) seen.add(base);
  }
  return known;
}

function isDirectBase(compiler: Compiler, checker: ClassicChecker, type: ts.Type, base: ts.Type): boolean {
  const target = targetOf(compiler, type);
  return target !== undefined && checker.getBaseTypes(target).includes(base as ts.BaseType);
}

function argumentsOf(compiler: Compiler, checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  return (type as ts.ObjectType).objectFlags & compiler.ObjectFlags.Reference
    ? checker.getTypeArguments(type as ts.TypeReference)
    : [];
}

/** The generic declaration's own type: bases belong to it. */
function targetOf(compiler: Compiler, type: ts.Type): ts.InterfaceType | undefined {
  const { objectFlags } = type as ts.ObjectType;
  const { Reference, ClassOrInterface } = compiler.ObjectFlags;
  if (objectFlags & Reference) return (type as ts.TypeReference).target;
  return objectFlags & ClassOrInterface ? (type as ts.InterfaceType) : undefined;
}
