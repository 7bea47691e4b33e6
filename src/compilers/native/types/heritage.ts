import type ts = require('typescript');

import { answersTo, askOfPresent } from '../../../reader/ask.js';
import type { Inheritance } from '../../../reader/base-arguments.js';
import type { Heritage } from '../../../reader/checker.js';
import type { NativeSymbol, NativeType, NodeHandle } from '../api/reading.js';
import type { Session } from '../server/session.js';
import type { NativeDeclaration } from './files.js';
import type { NativeHandles } from './handles.js';
import type { Symbols } from './symbols.js';
import type { NativeTypeSyntax } from './type-syntax.js';
import { unreadable } from './unreadable.js';

/** A type behind `extends`, and the declaration that it stands in. */
interface Clause {
  readonly owner: number;
  readonly declaration: NativeDeclaration;
  readonly node: ts.ExpressionWithTypeArguments;
  readonly isOfInterface: boolean;
}

function isSamePlace(one: NodeHandle | undefined, other: NodeHandle | undefined): boolean {
  return one !== undefined && one.index === other?.index && one.path === other.path;
}

/** What stands behind `extends`: bases of types, heritage clauses that gave none, and what the arguments given to bases are found by. */
export class NativeHeritage implements Inheritance<NativeType> {
  constructor(
    private readonly session: Session,
    private readonly symbols: Symbols,
    private readonly syntax: NativeTypeSyntax,
  ) {}

  heritage(types: readonly NativeType[]): readonly Heritage<NativeHandles>[] {
    const targets = this.targetsOf(types);
    // All at once: each is asked for its own below.
    this.symbols.of(types);
    const asked = targets.filter(
      (target, index): target is NativeType => target !== undefined && !this.extendsNothing(types[index]!),
    );
    const bases = answersTo(asked, (some) =>
      this.session.ask(
        'getBaseTypes',
        some.map((target) => [target]),
      ),
    );
    const unresolved = this.unresolved(
      new Map(
        types.flatMap((type, index) => {
          const target = targets[index];
          if (target === undefined) return [];
          const present = bases.get(target) ?? [];
          return this.mayHaveLost(type, present) ? [[type, present] as const] : [];
        }),
      ),
    );
    return targets.map((target, index) => ({
      bases: (target && bases.get(target)) ?? [],
      unresolved: unresolved.get(types[index]!),
    }));
  }

  /** Whether a type can have fewer bases than its declarations name, as far as their text tells. */
  private mayHaveLost(type: NativeType, bases: readonly NativeType[]): boolean {
    const [symbol] = this.symbols.of([type]);
    if (symbol === undefined) return false;
    const written = this.symbols.basesWritten(symbol);
    return written !== bases.length || bases.some(({ flags }) => flags & this.session.module.TypeFlags.Any);
  }

  private extendsNothing(type: NativeType): boolean {
    const [symbol] = this.symbols.of([type]);
    return symbol !== undefined && this.symbols.extendsNothing(symbol);
  }

  /** See `ClassicHeritage`. */
  private unresolved(bases: ReadonlyMap<NativeType, readonly NativeType[]>) {
    const types = [...bases.keys()];
    const clauses = this.clausesOf(this.symbols.of(types));
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
    const isLost = new Set(
      [...ofInterfaces, ...ofClasses].filter(({ owner, isOfInterface }, index) => {
        const base = found[index]!;
        if (base.flags & this.session.module.TypeFlags.Any) return true;
        const present = bases.get(types[owner]!)!;
        if (isOfInterface) return !present.includes(base);
        if (base.flags & this.session.module.TypeFlags.Null) return false;
        return present.length <= ofInterfaces.filter((other) => other.owner === owner).length;
      }),
    );
    const unresolved = new Map<NativeType, { text: string; declaration: NativeDeclaration }>();
    for (const clause of clauses) {
      const owner = types[clause.owner]!;
      if (!isLost.has(clause) || unresolved.has(owner)) continue;
      unresolved.set(owner, { text: clause.node.getText(), declaration: clause.declaration });
    }
    return unresolved;
  }

  private clausesOf(symbols: readonly (NativeSymbol | undefined)[]): readonly Clause[] {
    const { syntax } = this;
    return symbols.flatMap((symbol, owner) => {
      if (symbol === undefined) return [];
      return this.symbols.facts(symbol).declarations.flatMap((declaration): Clause[] => {
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

  *inherited(type: NativeType, target: NativeType) {
    const { TypeFlags } = this.session.module;
    const [index, own] = this.session
      .ask('getIndexInfosOfType', [[target], [type]])
      .map((infos) => infos.find(({ keyType }) => keyType.flags & TypeFlags.Number));
    if (index !== undefined && own !== undefined && isSamePlace(index.declaration, own.declaration)) {
      yield { declared: index.valueType, actual: own.valueType };
    }
    const [symbols, inherited] = this.session.ask('getPropertiesOfType', [[target], [type]]);
    const byName = new Map(inherited!.map((symbol) => [symbol.escapedName, symbol]));
    for (const symbol of symbols!) {
      const actual = byName.get(symbol.escapedName);
      if (actual === undefined || !isSamePlace(actual.declarations[0], symbol.declarations[0])) continue;
      const [declared, instantiated] = this.session.typesOf([symbol, actual], unreadable);
      yield { declared: declared!, actual: instantiated! };
    }
  }

  present(type: NativeType): readonly NativeType[] {
    const { Union, Null, Undefined } = this.session.module.TypeFlags;
    if (!(type.flags & Union)) return [type];
    const [members] = this.session.askTypes('getTypes', [type]);
    return (members ?? []).filter(({ flags }) => !(flags & (Null | Undefined)));
  }

  signature(type: NativeType): readonly NativeType[] | undefined {
    if (!(type.flags & this.session.module.TypeFlags.Object)) return undefined;
    const { Call } = this.session.module.SignatureKind;
    const [signature] = this.session.ask('getSignaturesOfType', [[type, Call]])[0]!;
    if (signature === undefined) return undefined;
    return [
      ...this.session.ask('getReturnTypeOfSignature', [[signature]], unreadable),
      ...this.session.typesOf(this.session.parametersOf(signature), unreadable),
    ];
  }

  basesOf(target: NativeType): readonly NativeType[] {
    return this.session.ask('getBaseTypes', [[target]])[0]!;
  }

  parametersOf(target: NativeType): readonly NativeType[] {
    return this.session.askTypes('getTypeParameters', [target])[0]!;
  }

  argumentsOf(type: NativeType): readonly NativeType[] {
    const isReference = (type.objectFlags ?? 0) & this.session.module.ObjectFlags.Reference;
    return isReference ? this.session.ask('getTypeArguments', [[type]])[0]! : [];
  }

  targetsOf(types: readonly NativeType[]): readonly (NativeType | undefined)[] {
    const { Reference, ClassOrInterface } = this.session.module.ObjectFlags;
    const references = types.map((type) => ((type.objectFlags ?? 0) & Reference ? type : undefined));
    const targets = askOfPresent(references, (asked) => this.session.askTypes('getTarget', asked));
    return types.map(
      (type, index) => targets[index] ?? ((type.objectFlags ?? 0) & ClassOrInterface ? type : undefined),
    );
  }
}
