import type ts = require('typescript');

import { answersTo } from '../../../reader/ask.js';
import type {
  Api,
  Method,
  NativeModule,
  NativeProject,
  NativeSignature,
  NativeSymbol,
  NativeType,
  RemoteChecker,
  TypeMethods,
} from '../api/reading.js';
import { askMany } from './ask-many.js';

/** So many symbols, or places, go into one request for their types. */
const MANY = 2_000;

/** The methods of an object that the server can be asked many of at once. */
type MethodsOf<Owner> = {
  [Name in keyof Owner as Owner[Name] extends Method<infer _Args, infer _Answer> ? Name : never]: Owner[Name];
};
type ArgsOf<M> = M extends Method<infer Args, infer _> ? Args : never;
type AnswerOf<M> = M extends Method<infer _, infer Answer> ? Answer : never;

/** The checker's methods, their arguments and their answers. */
export type Question = keyof MethodsOf<RemoteChecker>;
export type QuestionArgs<Name extends Question> = ArgsOf<RemoteChecker[Name]>;
export type Answer<Name extends Question> = AnswerOf<RemoteChecker[Name]>;
export type TypeQuestion = keyof TypeMethods;
export type TypeAnswer<Name extends TypeQuestion> = AnswerOf<TypeMethods[Name]>;

/**
 * A project at a snapshot, asked many questions at a time through the API's own objects: in batches on 7.1, one after the
 * other on 7.0.
 */
export class Session {
  protected readonly checker: RemoteChecker;

  constructor(
    readonly api: Api,
    readonly module: NativeModule,
    readonly project: NativeProject,
  ) {
    this.checker = project.checker;
  }

  /**
   * Asks the checker one question with many arguments.
   *
   * @param otherwise the answer where the server fails on a question: 7.0.2 panics on a literal that is `NaN` or infinite
   */
  ask<Name extends Question>(
    name: Name,
    questions: readonly QuestionArgs<Name>[],
    otherwise?: (error: unknown) => Answer<Name>,
  ): Answer<Name>[] {
    const method = this.checker[name] as unknown as Method<QuestionArgs<Name>, Answer<Name>>;
    return askMany(
      this.api,
      questions,
      (args) => method.apply(this.checker, args),
      (args) => method.gen!(...args),
      otherwise,
    );
  }

  /** Asks many types the same. */
  askTypes<Name extends TypeQuestion>(
    name: Name,
    types: readonly NativeType[],
    otherwise?: (error: unknown) => TypeAnswer<Name>,
  ): TypeAnswer<Name>[] {
    const methodOf = (type: NativeType) =>
      (type as NativeType & TypeMethods)[name] as unknown as Method<[], TypeAnswer<Name>>;
    return askMany(
      this.api,
      types,
      (type) => methodOf(type).call(type),
      (type) => methodOf(type).gen!(),
      otherwise,
    );
  }

  /** The types of many symbols, thousands with each request. */
  typesOf(
    symbols: readonly NativeSymbol[],
    otherwise: (error: unknown) => NativeType,
  ): readonly NativeType[] {
    return inParts(symbols, otherwise, (some) => this.requestTypesOf(some));
  }

  protected someTypesOf(
    symbols: readonly NativeSymbol[],
    otherwise: (error: unknown) => NativeType,
  ): readonly NativeType[] {
    return halved(symbols, otherwise, (some) => this.requestTypesOf(some));
  }

  /** The symbol that holds another: a namespace, a module. */
  parentOf(symbol: NativeSymbol): NativeSymbol | undefined {
    return (symbol as NativeSymbol & { getParent(): NativeSymbol | undefined }).getParent();
  }

  /** What an import or export stands for. */
  aliased(symbol: NativeSymbol): NativeSymbol | undefined {
    const { getAliasedSymbol } = this.checker as RemoteChecker & {
      getAliasedSymbol(symbol: NativeSymbol): NativeSymbol | undefined;
    };
    return getAliasedSymbol.call(this.checker, symbol);
  }

  parametersOf(signature: NativeSignature): readonly NativeSymbol[] {
    return this.eachParametersOf([signature])[0]!;
  }

  /** Those of many signatures; a signature that comes several times is asked about once. */
  parametersOfMany(signatures: readonly NativeSignature[]): readonly (readonly NativeSymbol[])[] {
    const found = answersTo([...new Set(signatures)], (asked) => this.eachParametersOf(asked));
    return signatures.map((signature) => found.get(signature)!);
  }

  protected eachParametersOf(signatures: readonly NativeSignature[]): readonly (readonly NativeSymbol[])[] {
    const methodOf = (signature: NativeSignature) =>
      (signature as NativeSignature & { getParameters: Method<[], readonly NativeSymbol[]> }).getParameters;
    return askMany(
      this.api,
      signatures,
      (signature) => methodOf(signature).call(signature),
      (signature) => methodOf(signature).gen!(),
    );
  }

  /** The types of many places, thousands with each request. */
  typesAt(nodes: readonly ts.Node[], otherwise: (error: unknown) => NativeType): readonly NativeType[] {
    const { checker } = this;
    const { getTypeAtLocation } = checker as unknown as {
      getTypeAtLocation(nodes: readonly ts.Node[]): readonly NativeType[];
    };
    return inParts(nodes, otherwise, (some) => getTypeAtLocation.call(checker, some));
  }

  thisParameterOf(signature: NativeSignature): NativeSymbol | undefined {
    if (!signature.thisParameter) return undefined;
    return (
      signature as NativeSignature & { getThisParameter(): NativeSymbol | undefined }
    ).getThisParameter();
  }

  /** A signature's own type parameters. */
  typeParametersOf(signature: NativeSignature): readonly NativeType[] {
    if (!signature.typeParameters?.length) return [];
    return (
      signature as NativeSignature & { getTypeParameters(): readonly NativeType[] }
    ).getTypeParameters();
  }

  /** The defaults of type parameters; `undefined` where the compiler does not tell them. */
  defaultsOf(parameters: readonly NativeType[]): readonly (NativeType | undefined)[] | undefined {
    return parameters.every(hasDefault) ? parameters.map((parameter) => parameter.getDefault()) : undefined;
  }

  declarationOf({ declaration }: NativeSignature): ts.Node | undefined {
    const handle =
      typeof declaration === 'string' ? new this.module.NodeHandle(declaration, this.project) : declaration;
    return handle?.resolve(this.project);
  }

  protected requestTypesOf(symbols: readonly NativeSymbol[]): readonly NativeType[] {
    return this.checker.getTypeOfSymbol(symbols);
  }
}

/** 7.1: a type parameter tells its default. */
function hasDefault(
  type: NativeType,
): type is NativeType & { readonly getDefault: () => NativeType | undefined } {
  return 'getDefault' in type;
}

/** The types of many things, so many of them with each request. */
function inParts<Item>(
  items: readonly Item[],
  otherwise: (error: unknown) => NativeType,
  request: (items: readonly Item[]) => readonly NativeType[],
): readonly NativeType[] {
  const types: NativeType[] = [];
  for (let start = 0; start < items.length; start += MANY) {
    for (const type of halved(items.slice(start, start + MANY), otherwise, request)) types.push(type);
  }
  return types;
}

function halved<Item>(
  items: readonly Item[],
  otherwise: (error: unknown) => NativeType,
  request: (items: readonly Item[]) => readonly NativeType[],
): readonly NativeType[] {
  try {
    return request(items);
  } catch (error) {
    if (items.length === 1) return [otherwise(error)];
    // One of them makes the server panic, and with it the whole answer: look for it.
    const half = items.length >> 1;
    return [
      ...halved(items.slice(0, half), otherwise, request),
      ...halved(items.slice(half), otherwise, request),
    ];
  }
}
