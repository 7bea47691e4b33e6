import type ts = require('typescript');

import { askOfPresent } from '../../../reader/ask.js';
import type {
  Api,
  NativeIndexInfo,
  NativeModule,
  NativeProject,
  NativeSignature,
  NativeSymbol,
  NativeType,
} from '../api/reading.js';
import { methods, rawQuestions, type Subject } from './raw-questions.js';
import { type RawSymbol, RawSymbols, type SymbolHandle, type SymbolResponse } from './raw-symbols.js';
import {
  type Answer,
  type Question,
  type QuestionArgs,
  Session,
  type TypeAnswer,
  type TypeQuestion,
} from './session.js';
import type { Transport } from './transport.js';

/** So many bytes of symbols go into one request for their types. */
const REQUEST_BYTES = 8 * 1024;

/**
 * A session that reads the bulk of the answers as the protocol has them. The API makes an object with some forty fields
 * for each type and keeps every symbol with its handles for good: with a quarter of a million of them that is what reading
 * costs. The questions are the API's own, so are the answers; only for versions whose protocol is known.
 */
export class RawSession extends Session {
  private readonly types = new Map<number, NativeType>();
  private readonly symbols: RawSymbols;
  private readonly scope: { readonly snapshot: number; readonly project: string };

  constructor(
    api: Api,
    module: NativeModule,
    project: NativeProject,
    private readonly transport: Transport,
    snapshot: number,
    /** The number of the node kind `PropertySignature`. */
    private readonly propertySignature: number,
  ) {
    super(api, module, project);
    this.symbols = new RawSymbols(module);
    this.scope = { snapshot, project: project.id };
  }

  override ask<Name extends Question>(
    name: Name,
    questions: readonly QuestionArgs<Name>[],
    otherwise?: (error: unknown) => Answer<Name>,
  ): Answer<Name>[] {
    const raw = rawQuestions[name];
    if (raw === undefined) {
      return super.ask(name, questions, otherwise).map((answer) => this.adopt(answer) as Answer<Name>);
    }
    const params = questions.map(([subject, more]) => ({
      ...this.scope,
      ...raw.params(subject as Subject, more),
    }));
    return this.request(name, params, otherwise, (result) => {
      if (raw.answer === 'symbols') return list<SymbolResponse>(result).map((one) => this.symbols.from(one));
      if (raw.answer === 'symbol') return result ? this.symbols.from(result as SymbolResponse) : undefined;
      return this.adopt(raw.answer === 'list' ? list(result) : result);
    });
  }

  override askTypes<Name extends TypeQuestion>(
    name: Name,
    types: readonly NativeType[],
    otherwise?: (error: unknown) => TypeAnswer<Name>,
  ): TypeAnswer<Name>[] {
    const isOfSymbol = name === 'getSymbol' || name === 'getAliasSymbol';
    const known = types.map((type) => (isOfSymbol ? this.knownSymbol(name, type) : undefined));
    const unknown = types.map((type, index) => (known[index] === undefined ? type : undefined));
    const answers = askOfPresent(unknown, (asked) => {
      const params = asked.map(({ id }) => ({ ...this.scope, objectId: id }));
      return this.request(methods[name], params, otherwise, (result) => {
        if (isOfSymbol) return this.symbols.from(result as SymbolResponse);
        return this.adopt(result ?? []);
      });
    });
    return known.map((symbol, index) => {
      const answer = symbol === undefined ? answers[index] : symbol === 'none' ? undefined : symbol;
      return answer as TypeAnswer<Name>;
    });
  }

  override parentOf(symbol: NativeSymbol): NativeSymbol | undefined {
    if (!('reference' in symbol) || 'getParent' in symbol) return super.parentOf(symbol);
    const { reference } = symbol as RawSymbol;
    const params =
      typeof reference === 'number' ? { ...this.scope, objectId: reference } : { symbol: reference };
    return this.request<NativeSymbol | undefined>('getParentOfSymbol', [params], undefined, (result) =>
      result ? this.symbols.from(result as SymbolResponse) : undefined,
    )[0];
  }

  protected override eachParametersOf(
    signatures: readonly NativeSignature[],
  ): readonly (readonly NativeSymbol[])[] {
    const params = signatures.map(({ id }) => ({ ...this.scope, objectId: id }));
    return this.request<readonly NativeSymbol[]>('getParametersOfSignature', params, undefined, (result) =>
      list<SymbolResponse>(result).map((one) => this.symbols.from(one)),
    );
  }

  override typesAt(
    nodes: readonly ts.Node[],
    otherwise: (error: unknown) => NativeType,
  ): readonly NativeType[] {
    return super.typesAt(nodes, otherwise).map((type) => this.type(type));
  }

  override thisParameterOf({ id, thisParameter }: NativeSignature): NativeSymbol | undefined {
    if (!thisParameter) return undefined;
    const params = { ...this.scope, objectId: id };
    return this.request<NativeSymbol | undefined>(
      'getThisParameterOfSignature',
      [params],
      undefined,
      (result) => (result ? this.symbols.from(result as SymbolResponse) : undefined),
    )[0];
  }

  override typeParametersOf({ id, typeParameters = [] }: NativeSignature): readonly NativeType[] {
    if (typeParameters.length === 0) return [];
    const params = { ...this.scope, objectId: id };
    return this.request<readonly NativeType[]>(
      'getTypeParametersOfSignature',
      [params],
      undefined,
      (result) => this.adopt(list(result)),
    )[0]!;
  }

  override defaultsOf(parameters: readonly NativeType[]): readonly (NativeType | undefined)[] | undefined {
    if (!this.tellsDefaults) return undefined;
    const params = parameters.map(({ id }) => ({ ...this.scope, objectId: id }));
    return this.request<NativeType | undefined>('getDefaultFromTypeParameter', params, undefined, (result) =>
      result ? this.adopt(result) : undefined,
    );
  }

  /** The API that has the question has the method for it. */
  private get tellsDefaults(): boolean {
    return 'getDefaultFromTypeParameter' in this.checker;
  }

  /**
   * Asks in requests so small that several are on their way while an answer is read. 7.1 takes some 300 bytes for a symbol
   * that stands in a file; where that is one property of a type literal or an interface, its place says the same in a third
   * of them.
   */
  override typesOf(
    symbols: readonly NativeSymbol[],
    otherwise: (error: unknown) => NativeType,
  ): readonly NativeType[] {
    const places = symbols.map((symbol) => (symbol as RawSymbol).placeOf(this.propertySignature));
    const placed = symbols.filter((_, index) => places[index] !== undefined);
    const others = symbols.filter((_, index) => places[index] === undefined);
    const locations = places.filter((place) => place !== undefined);
    const types = new Map<NativeSymbol, NativeType>();
    const ask = (method: string, key: string, some: readonly NativeSymbol[], names: readonly unknown[]) =>
      this.askInParts(method, key, some, names, otherwise).forEach((type, index) => {
        types.set(some[index]!, type);
      });
    ask('getTypeAtLocations', 'locations', placed, locations);
    ask('getTypesOfSymbols', 'symbols', others, others.map(referenceOf));
    return symbols.map((symbol) => types.get(symbol)!);
  }

  /** @param names what a request calls each symbol */
  private askInParts(
    method: string,
    key: string,
    symbols: readonly NativeSymbol[],
    names: readonly unknown[],
    otherwise: (error: unknown) => NativeType,
  ): readonly NativeType[] {
    if (symbols.length === 0) return [];
    const size = Math.max(1, Math.floor(REQUEST_BYTES / JSON.stringify(names[0]).length));
    const starts = Array.from({ length: Math.ceil(symbols.length / size) }, (_, part) => part * size);
    const answers = this.request<readonly NativeType[] | undefined>(
      method,
      starts.map((start) => ({ ...this.scope, [key]: names.slice(start, start + size) })),
      () => undefined,
      (result) => list<NativeType>(result).map((type) => this.type(type)),
    );
    return starts.flatMap(
      (start, part) => answers[part] ?? this.someTypesOf(symbols.slice(start, start + size), otherwise),
    );
  }

  protected override requestTypesOf(symbols: readonly NativeSymbol[]): readonly NativeType[] {
    const params = { ...this.scope, symbols: symbols.map(referenceOf) };
    return this.request<readonly NativeType[]>('getTypesOfSymbols', [params], undefined, (result) =>
      list<NativeType>(result).map((type) => this.type(type)),
    )[0]!;
  }

  /** The symbol of a type, where it has been handed over before; `none` where the type has none. */
  private knownSymbol(name: TypeQuestion, type: NativeType): RawSymbol | 'none' | undefined {
    const { symbol, aliasSymbol } = type as NativeType & { readonly aliasSymbol?: SymbolHandle };
    const handle = name === 'getSymbol' ? (symbol as SymbolHandle | undefined) : aliasSymbol;
    return handle ? this.symbols.at(handle) : 'none';
  }

  /** One object per type, whichever way it came. */
  private type(type: NativeType): NativeType {
    const known = this.types.get(type.id);
    if (known === undefined) this.types.set(type.id, type);
    return known ?? type;
  }

  /** What the API's objects answered, with the types that are known here. */
  private adopt(answer: unknown): unknown {
    if (Array.isArray(answer)) return answer.map((one) => this.adopt(one));
    if (isType(answer)) return this.type(answer);
    if (isIndexInfo(answer)) {
      const { keyType, valueType, declaration } = answer;
      return {
        keyType: this.type(keyType),
        valueType: this.type(valueType),
        declaration: typeof declaration === 'string' ? this.symbols.handleOf(declaration) : declaration,
      };
    }
    return answer;
  }

  private request<Result>(
    method: string,
    params: readonly object[],
    otherwise: ((error: unknown) => Result) | undefined,
    read: (result: unknown) => unknown,
  ): Result[] {
    const answers: Result[] = [];
    for (const response of this.transport.send(method, params)) {
      if ('result' in response) answers.push(read(response.result) as Result);
      else if (otherwise !== undefined) answers.push(otherwise(response.error));
      else throw response.error;
    }
    return answers;
  }
}

function referenceOf(symbol: NativeSymbol): object | number {
  const { reference, id } = symbol as RawSymbol;
  return reference ?? id;
}

function list<Item = unknown>(result: unknown): readonly Item[] {
  return (result ?? []) as readonly Item[];
}

function isType(value: unknown): value is NativeType {
  return (
    typeof value === 'object' && value !== null && 'id' in value && 'flags' in value && 'objectFlags' in value
  );
}

function isIndexInfo(value: unknown): value is NativeIndexInfo {
  return typeof value === 'object' && value !== null && 'keyType' in value && 'valueType' in value;
}
