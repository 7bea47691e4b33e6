import type ts = require('typescript');

import type { Inheritance } from '../../reader/base-arguments.js';
import type { Heritage } from '../../reader/checker.js';
import type { ClassicHandles } from './handles.js';
import type { ClassicTypes } from './types.js';

/** What stands behind `extends`: bases of types, heritage clauses that gave none, and what the arguments given to bases are found by. */
export class ClassicHeritage implements Inheritance<ts.Type> {
  constructor(private readonly types: ClassicTypes) {}

  /** The bases of a class or interface type, and a heritage clause that gave none. */
  heritage(type: ts.Type): Heritage<ClassicHandles> {
    if (this.types.targetOf(type) === undefined) return { bases: [], unresolved: undefined };
    const bases = this.types.basesOf(type);
    return { bases, unresolved: this.unresolved(type.symbol, bases) };
  }

  /**
   * The checker drops a base that it cannot use; only the clause shows it, and an error that nobody may look at. An interface extends
   * types. A class extends a value (`extends mixin(Base)`, `extends anything`), of which it has one base beside those of an interface
   * that it is merged with: what a constructor makes, which may resolve to nothing though the constructor does.
   */
  private unresolved({ declarations = [] }: ts.Symbol, bases: readonly ts.Type[]) {
    const { compiler, checker } = this.types;
    let ofInterfaces = 0;
    let ofClass: Heritage<ClassicHandles>['unresolved'];
    for (const declaration of declarations) {
      if (!compiler.isClassLike(declaration) && !compiler.isInterfaceDeclaration(declaration)) continue;
      const isOfInterface = compiler.isInterfaceDeclaration(declaration);
      const clauses = declaration.heritageClauses ?? [];
      for (const base of clauses.flatMap(({ token, types }) =>
        token === compiler.SyntaxKind.ExtendsKeyword ? types : [],
      )) {
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
    return bases.length > ofInterfaces ? undefined : ofClass;
  }

  targetsOf(types: readonly ts.Type[]): readonly (ts.Type | undefined)[] {
    return types.map((type) => this.types.targetOf(type));
  }

  parametersOf(target: ts.Type): readonly ts.Type[] {
    return (target as ts.InterfaceType).typeParameters ?? [];
  }

  argumentsOf(type: ts.Type): readonly ts.Type[] {
    return this.types.argumentsOf(type);
  }

  basesOf(target: ts.Type): readonly ts.Type[] {
    return this.types.basesOf(target);
  }

  *inherited(type: ts.Type, target: ts.Type) {
    const { types } = this;
    const { checker, compiler } = types;
    const [index, own] = [target, type].map((one) =>
      checker.getIndexInfoOfType(one, compiler.IndexKind.Number),
    );
    if (index?.declaration !== undefined && own?.declaration === index.declaration) {
      yield { declared: index.type, actual: own.type };
    }
    const members = new Map(checker.getPropertiesOfType(type).map((symbol) => [symbol.escapedName, symbol]));
    for (const symbol of checker.getPropertiesOfType(target)) {
      const actual = members.get(symbol.escapedName);
      const declaration = actual?.declarations?.[0];
      if (actual === undefined || declaration === undefined || declaration !== symbol.declarations?.[0])
        continue;
      yield { declared: types.typeOf(symbol), actual: types.typeOf(actual) };
    }
  }

  present(type: ts.Type): readonly ts.Type[] {
    const { Null, Undefined } = this.types.compiler.TypeFlags;
    return type.isUnion() ? type.types.filter(({ flags }) => !(flags & (Null | Undefined))) : [type];
  }

  signature(type: ts.Type): readonly ts.Type[] | undefined {
    const [signature] = type.getCallSignatures();
    if (signature === undefined) return undefined;
    const parameters = signature.getParameters().map((symbol) => this.types.typeOf(symbol));
    return [signature.getReturnType(), ...parameters];
  }
}
