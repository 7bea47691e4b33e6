import type ts = require('typescript');
import type { BaseQuestion, Heritage } from '../checker.js';
import type { CheckerExtras, Compiler } from './compiler.js';

type ClassicChecker = ts.TypeChecker & CheckerExtras;

/** The bases of a class or interface type, and a heritage clause that gave none. */
export function heritageOf(
  compiler: Compiler,
  checker: ClassicChecker,
  type: ts.Type,
): Heritage<ts.Type, ts.Declaration> {
  const target = targetOf(compiler, type);
  if (target === undefined) return { bases: [], unresolved: undefined };
  return { bases: checker.getBaseTypes(target), unresolved: unresolvedBase(compiler, checker, type.symbol) };
}

/** The checker drops an unresolved base in silence; only the clause shows it. */
function unresolvedBase(compiler: Compiler, checker: ts.TypeChecker, symbol: ts.Symbol) {
  for (const declaration of symbol.declarations ?? []) {
    if (!compiler.isClassLike(declaration) && !compiler.isInterfaceDeclaration(declaration)) continue;
    for (const clause of declaration.heritageClauses ?? []) {
      if (clause.token !== compiler.SyntaxKind.ExtendsKeyword) continue;
      for (const base of clause.types) {
        // A class extends a value (`extends mixin(Base)`, `extends anything`), an interface a type.
        const found = compiler.isInterfaceDeclaration(declaration)
          ? checker.getTypeFromTypeNode(base)
          : checker.getTypeAtLocation(base.expression);
        if (found.flags & compiler.TypeFlags.Any) return { text: base.getText(), declaration };
      }
    }
  }
  return undefined;
}

/**
 * The type arguments that a type gives to a library type it extends. Base types come in the parameters of the generic
 * declaration; what they are for this type is told by the members that hold them: the number index of an array, the
 * last parameter of `forEach`'s callback of a map or set. Elsewhere a parameter passed on as it is gives its argument.
 */
export function baseArguments(
  compiler: Compiler,
  checker: ClassicChecker,
  location: ts.Node,
  { type, base, name }: BaseQuestion<ts.Type>,
): readonly ts.Type[] {
  const declared = argumentsOf(compiler, checker, base);
  if (argumentsOf(compiler, checker, type).length === 0 && isDirectBase(compiler, checker, type, base))
    return declared;
  if (name === 'Array' || name === 'ReadonlyArray') {
    const element = checker.getIndexTypeOfType(type, compiler.IndexKind.Number);
    if (element !== undefined) return [element];
  }
  const collection = collectionSeenBy(compiler, checker, location, type);
  if (collection !== undefined && collection.symbol === base.symbol) {
    return argumentsOf(compiler, checker, collection);
  }
  const known = parametersOf(compiler, checker, type);
  return declared.map((argument) => known.get(argument) ?? argument);
}

/** The third parameter of the callback that `forEach` takes: the collection itself. */
function collectionSeenBy(
  compiler: Compiler,
  checker: ClassicChecker,
  location: ts.Node,
  type: ts.Type,
): ts.Type | undefined {
  const forEach = checker.getPropertyOfType(type, 'forEach');
  const callback = forEach && firstParameters(checker, location, typeOf(checker, location, forEach))[0];
  const collection = callback && firstParameters(checker, location, callback)[2];
  return collection && collection.flags & compiler.TypeFlags.Object ? collection : undefined;
}

function firstParameters(checker: ClassicChecker, location: ts.Node, type: ts.Type): readonly ts.Type[] {
  const parameters = type.getCallSignatures()[0]?.getParameters() ?? [];
  return parameters.map((parameter) => typeOf(checker, location, parameter));
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
