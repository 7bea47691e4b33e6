import type ts = require('typescript');

import type { CheckerExtras, Compiler } from './compiler.js';

/** What several answers about types are made of: single questions, put so that every version from 4.9 on answers them alike. */
export class ClassicTypes {
  /** @param location a place in the program: old versions ask for one to give a symbol's type */
  constructor(
    readonly compiler: Compiler,
    readonly checker: ts.TypeChecker & CheckerExtras,
    private readonly location: ts.Node,
  ) {}

  typeOf(symbol: ts.Symbol): ts.Type {
    return (
      this.checker.getTypeOfSymbol?.(symbol) ?? this.checker.getTypeOfSymbolAtLocation(symbol, this.location)
    );
  }

  argumentsOf(type: ts.Type): readonly ts.Type[] {
    return this.isReference(type) ? this.checker.getTypeArguments(type) : [];
  }

  /** The own type of the class or interface that declares a type: bases belong to it. */
  targetOf(type: ts.Type): ts.InterfaceType | undefined {
    if (this.isReference(type)) return type.target;
    const { objectFlags } = type as ts.ObjectType;
    return objectFlags & this.compiler.ObjectFlags.ClassOrInterface ? (type as ts.InterfaceType) : undefined;
  }

  basesOf(type: ts.Type): readonly ts.Type[] {
    const target = this.targetOf(type);
    return target === undefined ? [] : this.checker.getBaseTypes(target);
  }

  private isReference(type: ts.Type): type is ts.TypeReference {
    return ((type as ts.ObjectType).objectFlags & this.compiler.ObjectFlags.Reference) !== 0;
  }
}
