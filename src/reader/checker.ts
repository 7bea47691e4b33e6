import type ts = require('typescript');

import type { ElementMark, Label, StringMapping } from '../shape/index.js';
import type { Names } from './names.js';

/**
 * What a checker hands out and takes back: the one type parameter of everything that works with any checker. The rules look
 * into nothing but a property.
 */
export interface Handles {
  readonly type: object;
  readonly property: PropertyFacts<this['declaration']>;
  readonly declaration: object;
}

/** A source file, as far as the rules need it. */
export interface FileFacts {
  readonly fileName: string;
  /** A file of the compiler's own library (`lib.es5.d.ts`). */
  readonly isLibrary: boolean;
  /** The npm package that the file belongs to, where it lies in a `node_modules` folder. */
  readonly packageName: string | undefined;
}

/** The symbol behind an object type. One object per symbol, so that answers can be kept by identity. */
export interface SymbolFacts<Declaration> {
  /** With the namespaces around it (`Intl.NumberFormat`), without a module. */
  readonly name: string;
  readonly isClassOrInterface: boolean;
  readonly declarations: readonly Declaration[];
}

/** What a checker says of a type at first sight. */
export type TypeFacts<Handle extends Handles> =
  | { readonly kind: 'scalar'; readonly label: Label }
  | { readonly kind: 'never' | 'any' }
  /** An unresolved name; `text` is the name where the checker still has it. */
  | { readonly kind: 'error'; readonly text: string | undefined }
  /** A type that the compiler fails to hand over: TypeScript 7.0 on a literal that is `NaN` or infinite. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** An enum of which the checker has no member types. A member without a constant value is `undefined`. */
  | { readonly kind: 'enum'; readonly values: readonly (string | number | undefined)[] }
  | { readonly kind: 'union'; readonly members: readonly Handle['type'][] }
  | { readonly kind: 'intersection'; readonly members: readonly Handle['type'][] }
  | {
      readonly kind: 'template';
      readonly texts: readonly string[];
      readonly holes: readonly Handle['type'][];
    }
  | { readonly kind: 'mapping'; readonly name: StringMapping; readonly target: Handle['type'] }
  | { readonly kind: 'substitution'; readonly target: Handle['type'] }
  /** A type that stands for no structure yet: a type parameter, `keyof T`, `T[K]`, a conditional type. */
  | { readonly kind: 'deferred'; readonly what: string }
  | {
      readonly kind: 'tuple';
      readonly marks: readonly ElementMark[];
      readonly elements: readonly Handle['type'][];
    }
  | {
      readonly kind: 'object';
      readonly symbol: SymbolFacts<Handle['declaration']> | undefined;
      readonly isMapped: boolean;
    };

/** A property as the checker lists it. One object per symbol. */
export interface PropertyFacts<Declaration> {
  readonly name: string;
  readonly optional: boolean;
  /** Keyed by a symbol, or an ECMAScript `#private` name: no serializer sees it. */
  readonly isHidden: boolean;
  readonly isMethod: boolean;
  readonly isAccessor: boolean;
  readonly declarations: readonly Declaration[];
}

/** What an object type or an intersection of object types holds. */
export interface Members<Handle extends Handles> {
  readonly properties: readonly Handle['property'][];
  readonly indexes: readonly IndexFacts<Handle>[];
}

export interface IndexFacts<Handle extends Handles> {
  readonly key: Handle['type'];
  readonly value: Handle['type'];
  /** Where it is written; `undefined` where the checker made it (a mapped type's, an intersection's). */
  readonly declaration: Handle['declaration'] | undefined;
}

/**
 * What a mapped type takes its members from: `T` in `{ [K in keyof T]: … }`. `none` where it lists names of its own;
 * `unknown` where the compiler does not tell.
 */
export type MappedSource<Type> = { readonly from: Type } | 'none' | 'unknown';

/** What stands behind `extends`. */
export interface Heritage<Handle extends Handles> {
  /** The base types, written in the type parameters of the declaration. */
  readonly bases: readonly Handle['type'][];
  /** A base that did not resolve or is `any`: the checker drops it in silence. */
  readonly unresolved: { readonly text: string; readonly declaration: Handle['declaration'] } | undefined;
}

/** What a declaration says of itself in the source text. */
export interface DeclarationFacts {
  /** A member that stands in a class (or `declare class`). */
  readonly isInClass: boolean;
  /** An accessor of a class that a declaration file cannot name, and so writes as a property. Only where the program writes such files. */
  readonly isWrittenAsProperty: boolean;
  /** `private x;` in a declaration file, which is all that TypeScript writes of a private member. */
  readonly isUntypedPrivate: boolean;
  /** The text that stands for it in a message. */
  readonly start: number;
  readonly length: number;
}

/** The numbers and marks of the keyshape tags of a declaration. */
export interface Tags {
  readonly ignored: boolean;
  readonly version: number | undefined;
}

/**
 * What the rules ask of a compiler. Each question is asked for a whole breadth-first level at once, so that a checker in
 * another process answers a level in one round trip; the answers stand in the order of the questions.
 *
 * The interface says what is; what counts as shape is decided by the rules alone (`walk.ts` and its neighbours).
 */
export interface Checker<Handle extends Handles> {
  describe(types: readonly Handle['type'][]): readonly TypeFacts<Handle>[];
  /** Whether a value of the type can be called or constructed. */
  isCallable(types: readonly Handle['type'][]): readonly boolean[];
  /** Whether an intersection has no value, though its property list looks empty. */
  isEmptyIntersection(types: readonly Handle['type'][]): readonly boolean[];
  /** Whether a mapped type still waits for a type parameter. */
  isDeferredMapped(types: readonly Handle['type'][]): readonly boolean[];
  mappedFrom(types: readonly Handle['type'][]): readonly MappedSource<Handle['type']>[];
  members(types: readonly Handle['type'][]): readonly Members<Handle>[];
  propertyTypes(properties: readonly Handle['property'][]): readonly Handle['type'][];
  typeArguments(types: readonly Handle['type'][]): readonly (readonly Handle['type'][])[];
  /** The bases of class and interface types. */
  heritage(types: readonly Handle['type'][]): readonly Heritage<Handle>[];
  /**
   * The type arguments that each type gives to a standard-library type it extends. `base` is as {@link heritage} gave it,
   * possibly several steps up.
   */
  baseArguments(questions: readonly BaseQuestion<Handle['type']>[]): readonly (readonly Handle['type'][])[];
  /** The call signatures of each type, in the order in which a call tries them. */
  calls(types: readonly Handle['type'][]): readonly (readonly CallSignature<Handle['type']>[])[];
  isAssignable(
    questions: readonly { readonly source: Handle['type']; readonly target: Handle['type'] }[],
  ): readonly boolean[];

  /** The symbol of the class or interface that declares a property; a class without a name is called `default`. */
  ownerOf(property: Handle['property']): SymbolFacts<Handle['declaration']> | undefined;
  fileOf(declaration: Handle['declaration']): FileFacts;
  factsOf(declaration: Handle['declaration']): DeclarationFacts;
  tagsOf(declaration: Handle['declaration']): Tags;
  /** The types that a declaration's text names. */
  namesIn(declaration: Handle['declaration']): Names<Handle['declaration']>;
  /** The types that the text of a call, or of its type argument, names. */
  namesWritten(node: ts.Node): Names<Handle['declaration']>;
  /** The type as a person would write it, for a message. */
  nameOf(type: Handle['type']): string;
  /** A value that is equal for, and only for, the same declaration. */
  identityOf(declaration: Handle['declaration']): unknown;
  /** Called between levels: a checker with a budget of its own starts afresh. */
  refresh(): void;
}

export interface BaseQuestion<Type> {
  readonly type: Type;
  readonly base: Type;
  /** The name of the standard-library type. */
  readonly name: string;
}

/** A call signature. What few rules need is a method, and asked for when it is called. */
export interface CallSignature<Type> {
  readonly returns: Type;
  /** Whether a call may leave every argument out. */
  readonly takesNoArguments: boolean;
  /** The type parameters of its own, each with its default, where it has one and the compiler tells it. */
  typeParameters(): readonly { readonly type: Type; readonly standsFor: Type | undefined }[];
  /** What it asks `this` to be. */
  thisType(): Type | undefined;
}
