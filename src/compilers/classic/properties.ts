import type ts = require('typescript');

import type { Compiler } from './compiler.js';

/**
 * The properties of a type. Up to TypeScript 5.0 one that is called like a method of `Object` (`valueOf`) is intersected with
 * that method where it comes through an intersection or a mixin, and would pass for a function: what is declared stands for it.
 */
export function propertiesOf(
  compiler: Compiler,
  checker: ts.TypeChecker,
  type: ts.Type,
): readonly ts.Symbol[] {
  return checker
    .getPropertiesOfType(type)
    .map((symbol) =>
      isMixed(compiler, symbol) ? (declared(compiler, checker, type, symbol) ?? symbol) : symbol,
    );
}

function declared(
  compiler: Compiler,
  checker: ts.TypeChecker,
  type: ts.Type,
  symbol: ts.Symbol,
): ts.Symbol | undefined {
  const found = partsOf(compiler, checker, type).flatMap((part) =>
    checker
      .getPropertiesOfType(part)
      .filter(({ escapedName }) => escapedName === symbol.escapedName)
      .map((one) => (isMixed(compiler, one) ? declared(compiler, checker, part, one) : one)),
  );
  const [only, ...more] = found;
  // A library type's own `toString` is a method too.
  return more.length === 0 && only && !(only.flags & compiler.SymbolFlags.Method) ? only : undefined;
}

function partsOf(compiler: Compiler, checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  if (type.isIntersection()) return type.types;
  const { Reference, ClassOrInterface } = compiler.ObjectFlags;
  const { objectFlags } = type as ts.ObjectType;
  const target = objectFlags & Reference ? (type as ts.TypeReference).target : (type as ts.InterfaceType);
  return objectFlags & (Reference | ClassOrInterface) ? checker.getBaseTypes(target) : [];
}

/** Whether a property is one of `Object`'s methods and something else besides. */
function isMixed(compiler: Compiler, { declarations = [] }: ts.Symbol): boolean {
  if (declarations.length < 2) return false;
  const ofObject = declarations.filter(
    ({ parent }) =>
      parent !== undefined && compiler.isInterfaceDeclaration(parent) && parent.name.text === 'Object',
  );
  return ofObject.length > 0 && ofObject.length < declarations.length;
}
