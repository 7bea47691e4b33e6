import type ts = require('typescript');

/** The TypeScript instance that the host hands over. */
export type Compiler = typeof ts;

/**
 * What a classic checker offers beside its typings: present at run time in some or all versions from 4.9 on, public only
 * later or never. Each is looked for before it is used.
 */
export interface CheckerExtras {
  /** Public since 5.4. */
  isTypeAssignableTo?(source: ts.Type, target: ts.Type): boolean;
  /** Public since 5.4. */
  getNeverType?(): ts.Type;
  /** Public since 5.4, as is `getUndefinedType`. */
  getStringType?(): ts.Type;
  getUndefinedType?(): ts.Type;
  /** Public since 5.0. */
  getTypeOfSymbol?(symbol: ts.Symbol): ts.Type;
}

/** Properties of signatures that the typings leave out. */
export interface SignatureExtras {
  readonly thisParameter?: ts.Symbol | undefined;
}

/** Properties of types that the typings leave out. */
export interface TypeExtras {
  /** `any` or `error` for the `Any` flag, and the name of every other intrinsic type. */
  readonly intrinsicName?: string;
  /** What a mapped type takes its members from, once it is resolved; `unknown` where it takes them from nothing. */
  readonly modifiersType?: ts.Type;
}
