import type ts = require('typescript');

import type { AskedType, Callable, CallLike, Mark, TypeQuestions } from '../../calls/wrappers/asked.js';
import { markName } from '../../calls/wrappers/facts.js';
import { askOfLists, askOfPresent } from '../../reader/ask.js';
import type { NativeSignature, NativeType } from './api/reading.js';
import type { Session } from './server/session.js';
import { unreadable } from './types/unreadable.js';

interface NativeCallable extends Callable {
  readonly signature: NativeSignature;
}

/** TypeScript 7's checker behind the questions of wrappers. */
export class NativeCallQuestions implements TypeQuestions<NativeType, NativeCallable> {
  constructor(private readonly session: Session) {}

  resolved(calls: readonly CallLike[]): readonly (NativeCallable | undefined)[] {
    return this.session
      .ask(
        'getResolvedSignature',
        calls.map((call) => [call]),
        () => undefined,
      )
      .map((signature) => signature && this.callable(signature));
  }

  typesAt(nodes: readonly ts.Node[]): readonly NativeType[] {
    return this.session.typesAt(nodes, unreadable);
  }

  contextualTypes(expressions: readonly ts.Expression[]): readonly (NativeType | undefined)[] {
    return this.session.ask(
      'getContextualType',
      expressions.map((expression) => [expression]),
      () => undefined,
    );
  }

  callables(types: readonly NativeType[]): readonly (readonly NativeCallable[])[] {
    const { Call } = this.session.module.SignatureKind;
    return this.session
      .ask(
        'getSignaturesOfType',
        types.map((type) => [type, Call]),
        () => [],
      )
      .map((signatures) => signatures.map((signature) => this.callable(signature)));
  }

  members(types: readonly NativeType[]): readonly (readonly NativeType[] | undefined)[] {
    const { Union, Intersection } = this.session.module.TypeFlags;
    const composed = types.map((type) => (type.flags & (Union | Intersection) ? type : undefined));
    return askOfPresent(composed, (asked) => this.session.askTypes('getTypes', asked));
  }

  elements(types: readonly NativeType[]): readonly (readonly NativeType[] | undefined)[] {
    const { Reference } = this.session.module.ObjectFlags;
    // Every reference but a tuple's has its target's symbol.
    const isTuple = ({ objectFlags = 0, symbol }: NativeType) => objectFlags & Reference && !symbol;
    return this.typeArgumentsOf(types.map((type) => (isTuple(type) ? type : undefined)));
  }

  typeArguments(types: readonly NativeType[]): readonly (readonly NativeType[])[] {
    const { Reference } = this.session.module.ObjectFlags;
    const isReference = ({ objectFlags = 0 }: NativeType) => objectFlags & Reference;
    return this.typeArgumentsOf(types.map((type) => (isReference(type) ? type : undefined))).map(
      (given) => given ?? [],
    );
  }

  private typeArgumentsOf(types: readonly (NativeType | undefined)[]) {
    return askOfPresent(types, (references) =>
      this.session.ask(
        'getTypeArguments',
        references.map((type) => [type]),
      ),
    );
  }

  aliases(types: readonly NativeType[]) {
    const named = types.filter(({ aliasSymbol }) => aliasSymbol !== undefined);
    const symbols = this.session.askTypes('getAliasSymbol', named);
    const given = this.session.askTypes('getAliasTypeArguments', named);
    const found = new Map(named.map((type, index) => [type, { of: symbols[index], given: given[index]! }]));
    return types.map((type) => {
      const { of, given: typeArguments = [] } = found.get(type) ?? {};
      return of && { name: of.name, typeArguments };
    });
  }

  marks(types: readonly NativeType[]): readonly (Mark<NativeType> | undefined)[] {
    const { session } = this;
    const objects = types.filter(({ flags }) => flags & session.module.TypeFlags.Object);
    const properties = session.ask(
      'getPropertyOfType',
      objects.map((type) => [type, markName]),
    );
    const methods = askOfPresent(properties, (present) => session.typesOf(present, unreadable));
    const found = new Map<NativeType, Mark<NativeType>>();
    objects.forEach((type, index) => {
      const method = methods[index];
      if (method === undefined || found.has(type)) return;
      const [signature] =
        this.members([method])[0]?.flatMap((member) => this.signaturesOf(member)) ??
        this.signaturesOf(method);
      const [parameter, list] = signature ? session.parametersOf(signature) : [];
      if (parameter === undefined) return;
      found.set(type, { type: session.typesOf([parameter], unreadable)[0]!, isList: list !== undefined });
    });
    return types.map((type) => found.get(type));
  }

  propertiesNamed(
    questions: readonly { readonly type: NativeType; readonly name: string }[],
  ): readonly (NativeType | undefined)[] {
    const properties = this.session.ask(
      'getPropertyOfType',
      questions.map(({ type, name }) => [type, name]),
    );
    return askOfPresent(properties, (present) => this.session.typesOf(present, unreadable));
  }

  resultOf(declaration: ts.Node): string {
    const [signature] = this.signaturesOf(this.typesAt([declaration])[0]!);
    if (signature === undefined) return '';
    const [type] = this.session.ask('getReturnTypeOfSignature', [[signature]], unreadable);
    return this.session.ask('typeToString', [[type!]])[0]!;
  }

  declarationsOf(type: NativeType): readonly ts.Node[] {
    const [symbol] = this.session.askTypes('getSymbol', [type]);
    return (symbol?.declarations ?? []).flatMap((handle) => handle.resolve(this.session.project) ?? []);
  }

  isUnion({ flags }: NativeType): boolean {
    return (flags & this.session.module.TypeFlags.Union) !== 0;
  }

  isOpen({ flags, objectFlags = 0 }: NativeType): boolean {
    const { ObjectFlags, TypeFlags } = this.session.module;
    return (flags & TypeFlags.Instantiable) !== 0 || (objectFlags & ObjectFlags.Mapped) !== 0;
  }

  isNothing({ flags }: NativeType): boolean {
    const { Null, Undefined } = this.session.module.TypeFlags;
    return (flags & (Null | Undefined)) !== 0;
  }

  describe(type: NativeType): AskedType {
    const isParameter = (type.flags & this.session.module.TypeFlags.TypeParameter) !== 0;
    return {
      identity: type,
      text: this.session.ask('typeToString', [[type]])[0]!,
      parameter: isParameter ? type : undefined,
    };
  }

  private signaturesOf(type: NativeType): readonly NativeSignature[] {
    return this.session.ask('getSignaturesOfType', [[type, this.session.module.SignatureKind.Call]])[0]!;
  }

  parameters(callables: readonly NativeCallable[]): readonly (readonly NativeType[])[] {
    const lists = this.session.parametersOfMany(callables.map(({ signature }) => signature));
    return askOfLists(lists, (symbols) => this.session.typesOf(symbols, unreadable));
  }

  private callable(signature: NativeSignature): NativeCallable {
    const { parameters = [], typeParameters = [], hasRestParameter } = signature;
    return {
      signature,
      count: parameters.length,
      collectsRest: hasRestParameter ?? true,
      isGeneric: typeParameters.length > 0,
      declaration: () => this.session.declarationOf(signature),
    };
  }
}
