import type ts = require('typescript');

import type { BaseQuestion, Heritage } from '../checker.js';
import type { NativeSymbol, NativeType } from './api.js';
import type { NativeDeclaration } from './files.js';
import type { Session } from './session.js';
import type { Symbols } from './symbols.js';
import type { NativeSyntax } from './syntax.js';
import { unreadable } from './unreadable.js';

/** A type behind `extends`, and the declaration that it stands in. */
interface Clause {
  readonly owner: number;
  readonly declaration: NativeDeclaration;
  readonly node: ts.ExpressionWithTypeArguments;
  readonly isOfInterface: boolean;
}

/** What stands behind `extends`: bases of types, heritage clauses that gave none, and arguments given to bases. */
export class NativeHeritage {
  constructor(
    private readonly session: Session,
    private readonly symbols: Symbols,
    private readonly syntax: NativeSyntax,
  ) {}

  heritage(types: readonly NativeType[]): readonly Heritage<NativeType, NativeDeclaration>[] {
    const targets = this.targetsOf(types);
    const known = targets.filter((target) => target !== undefined);
    const answers = this.session.ask(
      'getBaseTypes',
      known.map((target) => [target]),
    );
    const bases = new Map(known.map((target, index) => [target, answers[index]!] as const));
    const unresolved = this.unresolved(types);
    return targets.map((target, index) =>
      target === undefined
        ? { bases: [], unresolved: undefined }
        : { bases: bases.get(target)!, unresolved: unresolved.get(index) },
    );
  }

  /** The checker drops an unresolved base in silence; only the clause shows it. */
  private unresolved(types: readonly NativeType[]) {
    const clauses = this.clausesOf(this.symbols.of(types));
    // A class extends a value (`extends mixin(Base)`, `extends anything`), an interface a type.
    const ofInterfaces = clauses.filter((clause) => clause.isOfInterface);
    const ofClasses = clauses.filter((clause) => !clause.isOfInterface);
    const found = [
      ...this.session.ask(
        'getTypeFromTypeNode',
        ofInterfaces.map(({ node }) => [node]),
      ),
      ...this.session.ask(
        'getTypeAtLocation',
        ofClasses.map(({ node }) => [node.expression]),
      ),
    ];
    const unresolved = new Map<number, { text: string; declaration: NativeDeclaration }>();
    const isLost = new Set(
      [...ofInterfaces, ...ofClasses].filter(
        (_, index) => found[index]!.flags & this.session.module.TypeFlags.Any!,
      ),
    );
    for (const clause of clauses) {
      if (!isLost.has(clause) || unresolved.has(clause.owner)) continue;
      unresolved.set(clause.owner, { text: clause.node.getText(), declaration: clause.declaration });
    }
    return unresolved;
  }

  private clausesOf(symbols: readonly (NativeSymbol | undefined)[]): readonly Clause[] {
    const { syntax } = this;
    return symbols.flatMap((symbol, owner) => {
      if (symbol === undefined) return [];
      return this.symbols.facts(symbol).declarations.flatMap((declaration): Clause[] => {
        if (!declaration.file.mayExtend(symbol.name)) return [];
        const { node } = declaration;
        if (!syntax.isClassLike(node) && !syntax.isInterfaceDeclaration(node)) return [];
        const isOfInterface = syntax.isInterfaceDeclaration(node);
        return [...(node.heritageClauses ?? [])]
          .filter((clause) => syntax.isExtends(clause))
          .flatMap((clause) =>
            [...clause.types].map((type) => ({ owner, declaration, node: type, isOfInterface })),
          );
      });
    });
  }

  /** The type arguments that a type gives to a library type it extends: see the classic reader, which asks the same. */
  baseArguments({ type, base, name }: BaseQuestion<NativeType>): readonly NativeType[] {
    const { module } = this.session;
    const declared = this.argumentsOf(base);
    if (this.argumentsOf(type).length === 0 && this.basesOf(type).includes(base)) return declared;
    if (name === 'Array' || name === 'ReadonlyArray') {
      const [infos = []] = this.session.ask('getIndexInfosOfType', [[type]]);
      const element = infos.find(({ keyType }) => keyType.flags & module.TypeFlags.Number!)?.valueType;
      if (element !== undefined) return [element];
    }
    const collection = this.collectionSeenBy(type);
    if (collection !== undefined && this.symbolOf(collection) === this.symbolOf(base)) {
      return this.argumentsOf(collection);
    }
    const known = this.parametersOf(type);
    return declared.map((argument) => known.get(argument) ?? argument);
  }

  /** The third parameter of the callback that `forEach` takes: the collection itself. */
  private collectionSeenBy(type: NativeType): NativeType | undefined {
    const [forEach] = this.session.ask('getPropertyOfType', [[type, 'forEach']]);
    const callback = forEach && this.firstParameters(this.session.typesOf([forEach], unreadable)[0]!)[0];
    const collection = callback && this.firstParameters(callback)[2];
    return collection && collection.flags & this.session.module.TypeFlags.Object! ? collection : undefined;
  }

  private firstParameters(type: NativeType): readonly NativeType[] {
    const { Call } = this.session.module.SignatureKind;
    const [signatures] = this.session.ask('getSignaturesOfType', [[type, Call!]]);
    const [signature] = signatures!;
    return signature === undefined
      ? []
      : this.session.typesOf(this.session.parametersOf(signature), unreadable);
  }

  private symbolOf(type: NativeType): NativeSymbol | undefined {
    return this.symbols.of([type])[0];
  }

  /** What stands for each type parameter of the declarations between a type and its bases. */
  private parametersOf(type: NativeType): Map<NativeType, NativeType> {
    const known = new Map<NativeType, NativeType>();
    const seen = new Set([type]);
    for (const one of seen) {
      const [target] = this.targetsOf([one]);
      if (target === undefined) continue;
      const given = this.argumentsOf(one);
      this.session.askTypes('getTypeParameters', [target])[0]!.forEach((parameter, index) => {
        const argument = given[index];
        if (argument !== undefined && argument !== parameter)
          known.set(parameter, known.get(argument) ?? argument);
      });
      for (const base of this.basesOf(one)) seen.add(base);
    }
    return known;
  }

  private basesOf(type: NativeType): readonly NativeType[] {
    const [target] = this.targetsOf([type]);
    return target === undefined ? [] : this.session.ask('getBaseTypes', [[target]])[0]!;
  }

  private argumentsOf(type: NativeType): readonly NativeType[] {
    const isReference = (type.objectFlags ?? 0) & this.session.module.ObjectFlags.Reference!;
    return isReference ? this.session.ask('getTypeArguments', [[type]])[0]! : [];
  }

  /** The generic declarations' own types: bases belong to them. */
  private targetsOf(types: readonly NativeType[]): readonly (NativeType | undefined)[] {
    const { Reference, ClassOrInterface } = this.session.module.ObjectFlags;
    const references = types.filter((type) => (type.objectFlags ?? 0) & Reference!);
    const targets = this.session.askTypes('getTarget', references);
    const byType = new Map(references.map((type, index) => [type, targets[index]!] as const));
    return types.map(
      (type) => byType.get(type) ?? ((type.objectFlags ?? 0) & ClassOrInterface! ? type : undefined),
    );
  }
}
