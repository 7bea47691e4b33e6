import type ts = require('typescript');

/** What may ask for a version: a call, `new`, `super()`, a tagged template. */
export type CallLike = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

/** The type that a version is asked of. */
export interface AskedType {
  /** Equal for, and only for, the same type. */
  readonly identity: unknown;
  /** As the compiler writes it. */
  readonly text: string;
  /** The symbol of a type parameter, if it is one. */
  readonly parameter: unknown;
}

/** A type with the mark of one whose version, or versions, are asked for. */
export interface MarkedType extends AskedType {
  /** Whether it is that of all readable versions. */
  readonly isList: boolean;
}

/** What a type is marked with. */
export interface Mark<Type> {
  readonly type: Type;
  readonly isList: boolean;
}

/** That a signature asks for a version, and where. */
export interface Asked {
  /** The place of the parameter, `this` not counted. */
  readonly index: number;
  /** Whether it is an element of a rest parameter's tuple. */
  readonly isInTuple: boolean;
  /** Whether it takes all readable versions. */
  readonly isList: boolean;
  /** The places of further parameters that ask. */
  readonly others: readonly number[];
  /** One, unless the signature is that of a union. */
  readonly types: readonly AskedType[];
  /** Whether it has type parameters that wait for a call. */
  readonly isGeneric: boolean;
  /** Where the signature is declared; fetched when it is asked for. */
  declaration(): ts.Node | undefined;
}

/** A signature with what it asks for, if anything. */
export type SignatureView = Asked | undefined;

/** What the rules of wrappers ask of a checker, many at a time. */
export interface CallChecker {
  /**
   * Whether the callee of each call may ask, so that the call has to be resolved. Resolving checks the arguments too, and where the names
   * are common ones it costs most of a check of the program.
   */
  mayAsk(
    calls: readonly { readonly call: CallLike; readonly callee: ts.Node }[],
    isFull: (call: CallLike, count: number) => boolean,
  ): readonly boolean[];
  /**
   * Whether a function that is passed to what some expressions stand for may be asked for a version from there, so that the place where it
   * stands is to be looked at: that resolves the call.
   */
  mayAskOfArguments(callees: readonly ts.Node[]): readonly boolean[];
  /**
   * What the resolved signature of each call asks for.
   *
   * @param isFull - whether a call passes every one of so many arguments: nothing is left to fill in, as in most calls of most programs
   */
  askedBy(
    calls: readonly CallLike[],
    isFull: (call: CallLike, count: number) => boolean,
  ): readonly SignatureView[];
  /**
   * The call signatures of each expression's type, those of each member of a union apart; `null` and `undefined` are no
   * members.
   */
  signaturesAt(nodes: readonly ts.Node[]): readonly (readonly (readonly SignatureView[])[])[];
  /** The same of expressions whose type is a union of functions; nothing of others. */
  unionsAt(nodes: readonly ts.Node[]): readonly (readonly (readonly SignatureView[])[])[];
  /** What each base that a class names in `extends` or `implements` says of a member; `undefined` where it has none. */
  signaturesInBase(
    questions: readonly { readonly base: ts.Expression; readonly member: string }[],
  ): readonly (readonly SignatureView[] | undefined)[];
  /**
   * The signatures that are expected of a function where it stands; a method of an object literal is asked for by the literal and its
   * name.
   */
  signaturesInContext(
    questions: readonly { readonly expression: ts.Expression; readonly member: string | undefined }[],
  ): readonly (readonly SignatureView[])[];
  /** For each expression, how many parameters the functions that it may be take at most. */
  parameterCountsAt(nodes: readonly ts.Node[]): readonly number[];
  /** The types that type syntax stands for. */
  typesAt(nodes: readonly ts.TypeNode[]): readonly AskedType[];
  /**
   * The type that is expected of an expression where it stands, and the types in it from which one may be inferred: members of unions, type
   * arguments, and the type arguments of the aliases that are wanted.
   */
  expectedParts(expression: ts.Expression, aliases: (name: string) => boolean): readonly AskedType[];
  /** The declarations of the class, or whatever else, that an expression stands for, under whichever name. */
  declarationsAt(expression: ts.Node): readonly ts.Node[];
  /** Where the resolved signature of a call is declared. */
  declarationOf(call: CallLike): ts.Node | undefined;
  /** The result of a function, as the compiler writes it. */
  resultOf(declaration: ts.Node): string;
  /** The type that each parameter, or type, marks a version of: as it is written, or as it follows from where it stands. */
  markedAt(nodes: readonly ts.Node[]): readonly (MarkedType | undefined)[];
}

/** A signature as a compiler knows it. */
export interface Callable {
  /** How many parameters it has, `this` not counted. */
  readonly count: number;
  /** Whether the last of them collects all that follow. */
  readonly collectsRest: boolean;
  /** Whether it has type parameters of its own that no one gave. */
  readonly isGeneric: boolean;
  declaration(): ts.Node | undefined;
}

/** What is asked of types to find marks in them, whichever compiler made them. */
export interface TypeQuestions<Type extends object, Signature extends Callable = Callable> {
  resolved(calls: readonly CallLike[]): readonly (Signature | undefined)[];
  /** The types of the parameters of each; the last may be that of all that follow. */
  parameters(callables: readonly Signature[]): readonly (readonly Type[])[];
  typesAt(nodes: readonly ts.Node[]): readonly Type[];
  /** What is expected of expressions by where they stand. */
  contextualTypes(expressions: readonly ts.Expression[]): readonly (Type | undefined)[];
  callables(types: readonly Type[]): readonly (readonly Signature[])[];
  /** The members of unions and intersections. */
  members(types: readonly Type[]): readonly (readonly Type[] | undefined)[];
  /** The elements of tuples. */
  elements(types: readonly Type[]): readonly (readonly Type[] | undefined)[];
  /** The type arguments of references to classes and interfaces, and of tuples; none of other types. */
  typeArguments(types: readonly Type[]): readonly (readonly Type[])[];
  /** The alias by which each type is written, where it is one that takes types. */
  aliases(
    types: readonly Type[],
  ): readonly ({ readonly name: string; readonly typeArguments: readonly Type[] } | undefined)[];
  /** What those that have the mark are marked with: the parameter of the method that is the mark, and a list where it has two. */
  marks(types: readonly Type[]): readonly (Mark<Type> | undefined)[];
  propertiesNamed(
    questions: readonly { readonly type: Type; readonly name: string }[],
  ): readonly (Type | undefined)[];
  resultOf(declaration: ts.Node): string;
  /** Where the class, or whatever else has the type, is declared. */
  declarationsOf(type: Type): readonly ts.Node[];
  isUnion(type: Type): boolean;
  /** Whether it may be another type where type parameters stand for something: all else stays what it is, whatever its own are applied to. */
  isOpen(type: Type): boolean;
  /** Whether it is `null` or `undefined`. */
  isNothing(type: Type): boolean;
  describe(type: Type): AskedType;
}
