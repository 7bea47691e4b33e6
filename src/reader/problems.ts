/** A place in a source file, for the related information of a diagnostic. */
export interface ProblemPlace {
  readonly fileName: string;
  readonly start: number;
  readonly length: number;
}

/** Why a version cannot be known. */
export interface Problem {
  /** The stable code, `KS1001`. */
  readonly code: string;
  /** The whole text: path inside the type, reason, way out. It does not repeat the code. */
  readonly message: string;
  /** The declaration that causes it, where there is one. */
  readonly place?: ProblemPlace | undefined;
}

/** A problem inside a type before the path that leads to it is known. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly reason: string;
  readonly wayOut: string;
  readonly place?: ProblemPlace | undefined;
}

/** The codes of what a type can be refused for, each with a title. The README's table is checked against it. */
export const problemCodes = {
  KS1001: '`any` inside the type',
  KS1002: 'a name that does not resolve',
  KS1003: 'a base type that does not resolve or is `any`',
  KS1004: 'a type that waits for a type parameter',
  KS1005: 'a generic type that expands without end',
  KS1006: 'a `private` member without a type in a declaration file',
  KS1007: 'a lone surrogate or U+FFFD in a name or literal',
  KS1008:
    "a type without structure: at the root, or a package's class or interface with methods and no data, which hides what is written",
  KS1009: 'a `Promise` as the cached type',
  KS1010: 'a `toJSON` whose result is not known',
  KS1011: 'the option `any` on a compiler older than TypeScript 5.6',
  KS1012: 'a type that the compiler fails to hand over',
  KS1013: 'a type that keyshape fails to read',
  KS1101: 'a keyshape tag that does not exist',
  KS1102: '`@keyshapeVersion` without a whole number',
  KS1103: 'a tag in a place where it is not read',
  KS1104: 'a tag that can have no effect',
} as const;

/** The code of a problem inside a type or of a tag. */
export type ProblemCode = keyof typeof problemCodes;

/**
 * What no rule foresees, thrown while a type was read: a fault of keyshape or of the compiler, told where it happened.
 *
 * @param error what was thrown
 * @example unforeseen(new RangeError('Maximum call stack size exceeded')).code === 'KS1013'
 */
export function unforeseen(error: unknown): Refusal {
  const said = error instanceof Error ? error.message : String(error);
  return {
    code: 'KS1013',
    reason: `keyshape fails to read it (${said.split('\n', 1)[0]})`,
    wayOut: 'Write the type in another way, and please report this one: it is no fault of yours.',
  };
}
