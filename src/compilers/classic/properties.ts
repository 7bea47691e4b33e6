import type ts = require('typescript');

import type { ClassicTypes } from './types.js';

/**
 * The properties of a type. Up to TypeScript 5.0 one that is called like a method of `Object` (`valueOf`) is intersected with
 * that method where it comes through an intersection or a mixin, and would pass for a function: what is declared stands for it.
 */
export class ClassicProperties {
  constructor(private readonly types: ClassicTypes) {}

  of(type: ts.Type): readonly ts.Symbol[] {
    return this.types.checker
      .getPropertiesOfType(type)
      .map((symbol) => (this.isMixed(symbol) ? (this.declared(type, symbol) ?? symbol) : symbol));
  }

  private declared(type: ts.Type, symbol: ts.Symbol): ts.Symbol | undefined {
    const parts = type.isIntersection() ? type.types : this.types.basesOf(type);
    const found = parts.flatMap((part) =>
      this.types.checker
        .getPropertiesOfType(part)
        .filter(({ escapedName }) => escapedName === symbol.escapedName)
        .map((one) => (this.isMixed(one) ? this.declared(part, one) : one)),
    );
    const [only, ...more] = found;
    // A library type's own `toString` is a method too.
    const isMethod = only !== undefined && only.flags & this.types.compiler.SymbolFlags.Method;
    return more.length > 0 || isMethod ? undefined : only;
  }

  /** Whether a property is one of `Object`'s methods and something else besides. */
  private isMixed({ declarations = [] }: ts.Symbol): boolean {
    if (declarations.length < 2) return false;
    const { compiler } = this.types;
    const ofObject = declarations.filter(
      ({ parent }) =>
        parent !== undefined && compiler.isInterfaceDeclaration(parent) && parent.name.text === 'Object',
    );
    return ofObject.length > 0 && ofObject.length < declarations.length;
  }
}
